"""By the keyboard alone: the catalogue is narrowed, a certificate checked, a file brought, and a version reviewed and
returned; what is used on the way is in sight, marked and uncovered when it has the focus (WCAG 2.2: 2.1.1, 2.4.7, 2.4.11).
"""

import re

from playwright.sync_api import Page, expect

from tests.journeys.keys import land, name_in_front
from tests.journeys.material import document
from tests.journeys.providing import add_part, new_course


def go(page: Page, name: str, *, key: str = "Tab") -> None:
    """What leads to another page."""
    land(page, name, key=key)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def typed(page: Page, name: str, words: str) -> None:
    land(page, name)
    page.keyboard.type(words)


def skip(page: Page) -> None:
    """Past what every page begins with."""
    land(page, "^Skip to main content$")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_the_catalogue_is_narrowed_sorted_and_widened_again(visit):
    page = visit()
    page.goto("/courses/")
    chips = page.get_by_role("list", name="Chosen filters").locator(".filter-chip > span:first-child")

    skip(page)
    land(page, "^Functional [0-9]+$")
    page.keyboard.press("Space")
    land(page, "^Show [0-9]+ more$")
    page.keyboard.press("Enter")
    land(page, "^Digital Tools and Platforms [0-9]+$")
    page.keyboard.press("Space")
    go(page, "^Apply filters$")
    assert chips.all_inner_texts() == ["Functional", "Digital Tools and Platforms"]
    skip(page)
    go(page, "^Shortest$")
    skip(page)
    go(page, "^Functional remove this filter$")
    assert chips.all_inner_texts() == ["Digital Tools and Platforms"]
    assert page.url.endswith("?competency=digital-tools-and-platforms&sort=shortest")
    skip(page)
    go(page, "^Remove all filters$")

    assert page.url.endswith("/courses/")


def test_a_stranger_checks_a_certificate(visit, places):
    page = visit()
    page.goto("/verify/")

    typed(page, "^Certificate ID", "0000 0000 0000")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    typed(page, "^Certificate ID", "")
    page.keyboard.press("Control+a")
    page.keyboard.type(places["certificate"].lower())
    land(page, "^Check$")
    with page.expect_navigation():
        page.keyboard.press("Space")

    assert page.url.endswith(f"/verify/{places['certificate']}/")
    expect(page.get_by_role("heading", name="This certificate is valid")).to_be_visible()


def test_a_file_is_brought_sent_for_review_remarked_on_and_returned(visit, tmp_path):
    dev = visit("dev")
    outline = new_course(
        dev, title="Brought by keys", summary="Of one manual.", outcomes="Read it", module="The only module"
    )
    add_part(dev, outline, "pdf", "The manual by keys")
    file = document(tmp_path)
    dev.on("filechooser", lambda chooser: chooser.set_files(str(file)))

    dev.goto(outline)
    skip(dev)
    go(dev, "^The manual by keys")
    skip(dev)
    land(dev, "^File")
    dev.keyboard.press("Enter")
    expect(dev.locator("input[type=file]")).to_have_value(re.compile(re.escape(file.name)))
    dev.route("**/file/", lambda route: route.abort(), times=1)
    land(dev, "^Upload$")
    dev.keyboard.press("Enter")
    expect(dev.locator("main")).to_contain_text("The upload broke off. Try again.")
    assert name_in_front(dev) == "Upload"
    dev.keyboard.press("Enter")
    expect(dev.locator("main")).to_contain_text(file.name)
    expect(dev.locator("#main")).to_be_focused()
    land(dev, "^Remove English$")
    dev.goto(outline)
    skip(dev)
    go(dev, "^Send for review$")

    hari = visit("hari")
    hari.goto("/provider/istm/reviews/")
    skip(hari)
    go(hari, "^Brought by keys")
    skip(hari)
    land(hari, "^Add a remark The manual by keys")
    hari.keyboard.press("Enter")
    typed(hari, "^Remark$", "Which edition is it?")
    go(hari, "^Save the remark$")
    expect(hari.locator("main")).to_contain_text("Which edition is it?")
    hari.keyboard.press("Tab")  # from the remark on, and not from the top of the page
    assert name_in_front(hari) == "Settled"
    typed(hari, "^What has to change", "The edition is missing.")
    go(hari, "^Return to the author$")

    expect(hari.locator(".messages")).to_contain_text("Returned to the author.")
    dev.goto(re.sub(r"/outline/$", "/review/", outline))
    expect(dev.locator("main")).to_contain_text("The edition is missing.")
