"""By the keyboard alone: every stop of Tab is in sight, marked and uncovered, none holds the focus; a course is entered,
its film played and its next part opened, and a plan gets a course, all without a pointer (WCAG 2.2: 2.1.1, 2.1.2, 2.4.7,
2.4.11). Every page: test_accessibility.py. Filters, reviewing and the like: test_keyboard_tasks.py."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.keys import follow, name_in_front, press, reach, stops

# One page of each kind, also on days when the walk passes it by.
PAGES = [
    ("asha", "/home/", "phone"), ("asha", "/courses/", "desk"), ("asha", "/courses/noting-and-drafting/", "phone"),
    ("chitra", "/mdo/finance/", "desk"), ("dev", "/provider/istm/courses/", "phone"), ("gita", "/national/", "desk"),
]  # fmt: skip


@pytest.mark.parametrize(("person", "path", "size"), PAGES)
def test_every_stop_is_in_sight_marked_and_led_on_from(visit, person, path, size):
    page = visit(person, phone=size == "phone")
    page.goto(path)

    found, wrong = stops(page)

    assert wrong == []
    assert len(found) > 10


def test_a_course_is_entered_its_film_played_and_another_part_opened(visit):
    page = visit("bilal")
    page.goto("/courses/cyber-hygiene/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    if page.get_by_role("button", name="Enrol in this course").count():
        follow(page, "Enrol in this course")
    open_module(page, r"^1\. Habits")
    follow(page, "Film: ten minutes to think")
    page.evaluate("document.querySelector('video').muted = true")
    press(page, "^Play$", by="Space")
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    reach(page, "Place in the film")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.querySelector('video').currentTime") >= 5
    reach(page, "^Transcript$")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel", name=re.compile("My notes"))).to_be_visible()
    open_module(page, r"^2\. ")
    page.keyboard.press("Tab")
    part = name_in_front(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert part.startswith(page.locator("h1").inner_text())


def open_module(page: Page, name: str) -> None:
    reach(page, name)
    if not page.evaluate("document.activeElement.parentElement.open"):
        page.keyboard.press("Enter")


def test_a_plan_gets_a_course_by_a_day(visit):
    page = visit("chitra")
    page.goto("/mdo/finance/plans/new/")
    reach(page, "^Title")
    page.keyboard.type("By keys alone")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reach(page, "^Words of the title")
    page.keyboard.type("Noting")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reach(page, "^Due by, Noting and Drafting$")  # filled in with the last day of the year
    follow(page, "^Add Noting and Drafting")

    row = page.get_by_role("row", name="Noting and Drafting").first
    expect(row).to_contain_text("31 Mar")
    reach(page, "^Remove Noting and Drafting")
