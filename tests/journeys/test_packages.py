"""A SCORM package in a real browser: it remembers on another device, also after the browser was killed."""

import os
import re
import signal
import time

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.journeys.conftest import CHROMIUM_FLAGS, press

COURSE = "/courses/practice-at-the-desk/"
KEPT = re.compile("Kept at")


def package(page):
    """The part itself: our page around it stands between."""
    return page.frame_locator("section.package iframe").frame_locator("#place iframe")


def opened(page, title):
    page.goto(COURSE)
    page.locator("main details summary").evaluate_all("all => all.forEach(one => (one.parentElement.open = true))")
    page.get_by_role("link", name=title).first.click()
    expect(package(page).locator("#where")).to_be_visible()


@pytest.fixture
def killable(product, tmp_path):
    """A browser of its own, in a process that can be killed as a phone's is."""
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            str(tmp_path), executable_path=os.environ["CHROMIUM_PATH"], args=CHROMIUM_FLAGS, base_url=product.url
        )
        yield context


def test_try(visit):
    page = visit("asha")
    page.goto(COURSE)
    press(page, 'form[action$="/enrolment/"] button')
    opened(page, "An RTI application on your desk")
    part = package(page)
    part.get_by_role("button", name="Next").click()
    part.get_by_role("button", name="Next").click()
    expect(page.locator("[data-package-words]")).to_have_text(KEPT, timeout=12_000)
    page.get_by_role("link", name="Next part").click()
    expect(package(page).get_by_role("heading", name="Answering in time")).to_be_visible()
    page.screenshot(path="/tmp/s3.png", full_page=True)
    page.goto(COURSE)
    page.screenshot(path="/tmp/s4.png", full_page=True)
    page = visit("dev")
    page.goto("/provider/istm/courses/practice-at-the-desk/preview/")
    page.locator("a[href*='/preview/']").first
    page.screenshot(path="/tmp/s5.png", full_page=True)
