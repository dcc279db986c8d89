"""A page on paper says whose it is and how old; what is pressed or filled in stays away, and paper is white."""

import re

import pytest

pytestmark = pytest.mark.journey

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def test_a_plan_goes_on_white_paper_with_a_head_and_without_what_is_pressed(visit):
    page = visit("asha", theme="dark")
    page.goto("/plan/")
    assert page.locator(".paper-head").is_hidden()
    assert page.evaluate(BACKGROUND) == "rgb(16, 22, 31)"

    page.emulate_media(media="print")

    head = page.locator(".paper-head").inner_text()
    assert "Asha Verma, Central Board of Direct Taxes" in head
    assert re.search(r"Printed page, as on \d{1,2} \w{3} \d{4}, \d{1,2}:\d\d [ap]m IST", head)
    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    assert page.locator("main h1").is_visible()
    assert page.locator(":is(nav, .btn, button, form, input, .plan-reason a):visible").count() == 0


def test_a_long_list_names_its_columns_on_every_sheet(visit):
    page = visit("chitra")
    page.goto("/mdo/finance/officials/")

    page.emulate_media(media="print")

    assert page.locator("thead").first.evaluate("one => getComputedStyle(one).display") == "table-header-group"
    assert page.locator(".filters").is_hidden()
    since = page.locator("tbody td:last-child")
    assert since.evaluate_all("all => all.every(one => getComputedStyle(one).whiteSpace === 'nowrap')")
