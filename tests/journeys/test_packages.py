"""A SCORM package, played in a real browser: it remembers, also when the browser is killed, on another device."""

import os
import re
import subprocess

from playwright.sync_api import expect, sync_playwright

from tests.journeys.conftest import CHROMIUM_FLAGS, press

COURSE = "/courses/practice-at-the-desk/"


def signed_in(browser, url):
    page = browser.new_context(base_url=url, viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(15_000)
    page.goto("/demo/")
    press(page, 'form:has([name="person"][value="asha"]) button')
    return page


def package(page):
    """The part itself: our page around it stands between."""
    return page.frame_locator("section.package iframe").frame_locator("#place iframe")


def test_try(product, browser):
    page = signed_in(browser, product.url)
    logs=[]
    page.on("console", lambda m: logs.append(m.text)); page.on("pageerror", lambda m: logs.append(str(m)))
    page.on("response", lambda r: logs.append(f"{r.status} {r.request.method} {r.url[:100]}") if r.status>=400 or "commit" in r.url else None)
    page.goto(COURSE)
    page.screenshot(path="/tmp/s0.png", full_page=True)
    press(page, 'form[action$="/enrolment/"] button')
    page.goto(COURSE)
    page.locator("a[href*='/learn/']").first.click()
    page.wait_for_timeout(4000)
    page.screenshot(path="/tmp/s1.png", full_page=True)
    print("\n".join(logs))
    package(page).get_by_role("button", name="Next").click()
    page.wait_for_timeout(2500)
    print("\n".join(logs))
    page.screenshot(path="/tmp/s2.png", full_page=True)
