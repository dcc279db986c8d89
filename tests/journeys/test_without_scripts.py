"""Searching, enrolling, reading, a quiz and checking a certificate in a browser that runs no script."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import press

COURSE = "/courses/leave-rules-1972/"
PART = 'main details a[href*="/learn/"]'


def test_a_learner_finds_a_course_enrols_reads_and_sits_its_quiz(visit):
    page = visit("hari", phone=True, javascript=False)
    page.goto("/courses/")
    page.get_by_role("searchbox").first.fill("leeve rules")  # mistyped
    with page.expect_navigation():
        page.get_by_role("searchbox").first.press("Enter")
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile("Leave Rules")).first.click()
    assert page.url.endswith(COURSE)
    press(page, 'form[action$="/enrolment/"] button')
    page.goto(COURSE)

    page.goto(page.locator(PART).first.get_attribute("href"))
    expect(page.locator("main h1")).to_be_visible()
    press(page, 'main form[action$="/done/"] button')  # at once: reading takes its time
    expect(page.locator("main")).to_contain_text("Take a little more time: you can mark this as done in")

    page.goto(COURSE)
    page.goto(page.locator(PART).last.get_attribute("href"))
    press(page, "main form[method=post] button")
    expect(page.get_by_role("heading", name="Final quiz")).to_be_visible()
    questions = page.locator("main fieldset")
    for place in range(questions.count()):
        choices = questions.nth(place).locator("input[type=radio]")
        if choices.count():
            choices.first.check()
    for field in page.locator("main form input[type=text]:not([name=q])").all():
        field.fill("30")
    press(page, "main button:has-text('Check and submit')")
    press(page, "main button:has-text('Submit')")
    assert re.search(r"/attempts/[0-9a-f-]{36}/$", page.url)
    expect(page.locator("main")).to_contain_text(re.compile(r"\d of 5"))


def test_a_stranger_checks_a_certificate_by_its_number(visit):
    holder = visit("asha", javascript=False)
    holder.goto("/certificates/")
    number = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", holder.locator("main").inner_text())[0]

    page = visit(phone=True, language="hi", javascript=False)
    page.goto("/verify/")
    page.locator("#certificate-id").fill(number.lower().replace("-", " "))
    with page.expect_navigation():
        page.locator("#certificate-id").press("Enter")

    assert page.url.endswith(f"/verify/{number}/")
    expect(page.locator("main")).to_contain_text("आशा वर्मा")
