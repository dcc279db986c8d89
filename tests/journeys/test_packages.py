"""SCORM packages in a real browser: they remember on another device, also after the browser was killed."""

import os
import signal

import pytest
from playwright.sync_api import expect

from tests.journeys import keys
from tests.journeys.conftest import CHROMIUM_FLAGS, press

COURSE = "/courses/practice-at-the-desk/"


@pytest.fixture
def killable(product, browser):
    """A browser of its own, and what ends its process as a flat battery does."""
    own = browser.browser_type.launch(executable_path=os.environ["CHROMIUM_PATH"], args=CHROMIUM_FLAGS)
    page = own.new_context(base_url=product.url, viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(15_000)
    processes = own.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    (process,) = [one["id"] for one in processes if one["type"] == "browser"]
    yield page, lambda: os.kill(process, signal.SIGKILL)
    own.close()


def package(page):
    """The part itself: our page around it stands between."""
    return page.frame_locator("section.package iframe").frame_locator("#place iframe")


def opened(page, title):
    page.goto(COURSE)
    if page.locator('form[action$="/enrolment/"] button').count():
        press(page, 'form[action$="/enrolment/"] button')
        page.goto(COURSE)
    page.locator("main details").evaluate_all("all => all.forEach(one => (one.open = true))")
    page.locator("main details").get_by_role("link", name=title).click()
    expect(package(page).locator("#where")).to_be_visible()
    return package(page)


def on(part, times):
    for _ in range(times):
        part.get_by_role("button", name="Next").click()


def test_a_killed_browser_loses_nothing_and_another_device_goes_on(killable, visit):
    page, kill = killable
    page.goto("/demo/")
    press(page, 'form:has([name="person"][value="asha"]) button')
    part = opened(page, "A complaint reaches you")
    on(part, 5)
    part.get_by_label("Ninety").check()
    with page.expect_response("**/scorm-commits/", timeout=15_000):
        part.get_by_role("button", name="Mark my answers").click()
    expect(page.locator("[data-package-words]")).to_contain_text("Kept at")

    kill()

    phone = visit("asha", phone=True)
    part = opened(phone, "A complaint reaches you")
    expect(part.locator("#where")).to_have_text("Screen 6 of 6")
    expect(part.get_by_label("Ninety")).to_be_checked()
    expect(phone.locator("[data-package-missing]")).to_contain_text("calls itself failed")


def test_a_long_memory_in_hindi_is_kept(visit):
    """22,000 letters of Devanagari are 66,000 bytes: more than a browser sends on after its page."""
    page = visit("asha")
    opened(page, "A complaint reaches you")
    remember = """letters => {
        const api = window.parent.API_1484_11;
        api.SetValue("cmi.suspend_data", letters);
        return api.Commit("");
    }"""

    with page.expect_response("**/scorm-commits/", timeout=30_000) as answered:
        assert page.frames[-1].evaluate(remember, "क" * 22_000) == "true"

    assert answered.value.status == 200
    assert answered.value.request.post_data_json["suspend_data"] == "क" * 22_000


def test_a_learner_goes_from_part_to_part_and_reads_what_is_missing(visit):
    page = visit("asha")
    part = opened(page, "An RTI application on your desk")
    expect(page.get_by_text("Opens after the parts it needs")).to_be_visible()
    on(part, 2)

    page.get_by_role("link", name="Next part").click()

    expect(package(page).get_by_role("heading", name="Answering in time")).to_be_visible()
    expect(page.locator(".package-parts a", has_text="Receiving an application")).to_contain_text("Done")
    page.goto(COURSE)
    expect(page.get_by_role("region", name="What is missing to complete")).to_contain_text(
        "“Answering in time” does not call itself completed yet."
    )


def test_keys_go_into_a_package_through_it_and_out_again(visit):
    page = visit("asha")
    opened(page, "A complaint reaches you")
    inner = page.frames[-1]
    begun = inner.locator("#where").inner_text()

    keys.reach(page, "^“A complaint reaches you")  # the frame: what it holds has the focus
    while keys.name_in_front(inner) not in ("Back", "Next"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.localName") == "iframe"
    page.keyboard.press("Enter")
    expect(inner.locator("#where")).not_to_have_text(begun)
    keys.press(page, "^Go past the package$", key="Shift+Tab")
    expect(page.locator("#after-package")).to_be_focused()
    keys.follow(page, "^Leave it and go back to the course page$")


def test_a_provider_sees_what_the_package_sends(visit):
    page = visit("dev")
    page.goto("/provider/istm/courses/practice-at-the-desk/preview/")
    page.get_by_role("link", name="A complaint reaches you").click()
    page.get_by_role("link", name="Try it out").click()
    on(package(page), 5)
    package(page).get_by_role("button", name="Mark my answers").click()

    said = page.locator("#trial-said")
    expect(said).to_contain_text("calls itself failed", timeout=15_000)
    expect(said).to_contain_text("conciliation (choice)")
    press(page, "main form:has-text('Begin anew') button")
    expect(said).not_to_contain_text("calls itself failed")  # a package begun anew may have spoken again by now
    expect(said).not_to_contain_text("conciliation (choice)")
