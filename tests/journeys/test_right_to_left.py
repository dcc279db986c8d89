"""Urdu in a real browser: mirrored, nothing cut off, nothing wrong for a screen reader."""

import pytest
from playwright.sync_api import Page

from tests.journeys.test_accessibility import walk
from tests.walk.pages import STRANGER, Stop

FIRST_PAGES = [Stop("/"), Stop("/verify/"), Stop("/verify/{certificate}/"), Stop("/verify/0000-0000-0000/", 404),
               Stop("/preferences/")]  # fmt: skip


@pytest.mark.parametrize("look", [("360px", "ur", "light"), ("1440px", "ur", "dark")], ids="-".join)
def test_first_pages_in_urdu_have_no_violation_and_do_not_scroll_sideways(visit, places, look):
    walk(visit, places, STRANGER, look, FIRST_PAGES)


def test_the_page_is_mirrored(visit):
    page: Page = visit(None, phone=False, language="ur", theme="light")
    page.goto("/")

    brand, sign_in = page.locator(".brand").bounding_box(), page.locator(".masthead-end").bounding_box()
    assert brand is not None
    assert sign_in is not None
    assert brand["x"] > sign_in["x"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
