"""A document of several pages and a recording in a real browser: gone through, left, and gone on with elsewhere."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import press

PAGE = 2500  # milliseconds in front of a page of a document; two seconds are the least


@pytest.fixture
def learner(visit, places):
    """learner("bilal", phone=True): their browser; they take part in the course with the document and the recording."""

    def learner(name: str, **how) -> Page:
        page = visit(name, **how)
        page.goto(places["course_files"])
        if page.locator('form[action$="/enrolment/"] button').count():
            press(page, 'form[action$="/enrolment/"] button')
        return page

    return learner


@pytest.mark.parametrize(("name", "javascript"), [("bilal", True), ("esther", False)], ids=["script", "no script"])
def test_a_document_is_read_page_by_page_and_gone_on_with_on_another_device(learner, places, name, javascript):
    desk = learner(name, javascript=javascript)
    desk.goto(places["learn_pdf"])
    sheet, counts = desk.locator(".sheet"), desk.get_by_role("region", name="What counts so far")
    expect(sheet).to_have_attribute("aria-label", "Page 1 of 3")
    desk.get_by_role("link", name="Next page").click()  # at once
    expect(sheet).to_have_attribute("aria-label", "Page 2 of 3")
    expect(counts).to_contain_text("0 of 3 pages seen")
    expect(counts).to_contain_text("1 page did not count: turned too soon.")
    desk.wait_for_timeout(PAGE)
    desk.get_by_role("link", name="Next page").click()
    expect(sheet).to_have_attribute("aria-label", "Page 3 of 3")
    expect(counts).to_contain_text("1 of 3 pages seen")

    phone = learner(name, phone=True, javascript=javascript)
    phone.goto(places["learn_pdf"])
    sheet, counts = phone.locator(".sheet"), phone.get_by_role("region", name="What counts so far")
    expect(sheet).to_have_attribute("aria-label", "Page 3 of 3")
    phone.wait_for_timeout(PAGE)
    phone.get_by_role("link", name="Page before").click()
    expect(counts.get_by_role("listitem")).to_have_text(["page 1"])
    phone.get_by_label("Page", exact=True).fill("1")
    press(phone, ".sheet form button")
    expect(sheet).to_have_attribute("aria-label", "Page 1 of 3")
    phone.wait_for_timeout(PAGE)
    phone.get_by_role("link", name="Next page").click()

    expect(phone.get_by_role("listitem").filter(has_text="The manual")).to_contain_text("Done")
    expect(counts).to_have_count(0)


def test_a_recording_is_heard_and_what_was_skipped_is_named(learner, places):
    desk = learner("bilal")
    desk.goto(places["learn_audio"])
    desk.get_by_role("tab", name="Chapters").click()
    desk.get_by_role("link", name="The order").click()  # at 0:01 of 0:03
    expect(desk.locator("audio")).to_have_js_property("ended", True)
    desk.reload()
    counts = counting(desk)
    expect(counts).to_contain_text("0:02 of 0:03 seen")
    expect(counts.get_by_role("listitem")).to_have_text(["0:00–0:01"])

    phone = learner("bilal", phone=True)
    phone.goto(places["learn_audio"])
    counting(phone).get_by_role("link", name="0:00–0:01").click()

    expect(phone.get_by_role("listitem").filter(has_text="A talk")).to_contain_text("Done", timeout=15_000)


def counting(page: Page) -> Locator:
    page.get_by_role("tab", name="What counts so far").click()
    return page.get_by_role("tabpanel", name="What counts so far")
