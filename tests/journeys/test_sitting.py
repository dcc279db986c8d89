"""A quiz in a real browser: no answer is lost by network, device or sign-in, and of two devices the later word stands."""

import json
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.journeys import keys
from tests.journeys.conftest import press
from tests.product import ROOT, administer


@pytest.fixture(scope="module")
def sittings(product) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.journeys.with_sitting"],
        cwd=ROOT, env=product.environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.fixture
def device(visit):
    """device(phone=True): a browser of its own, signed in as the others are."""
    cookies = []

    def device(**how):
        page = visit(None if cookies else "asha", **how)
        cookies.extend([] if cookies else page.context.cookies())
        page.context.add_cookies(cookies)
        return page

    return device


def box(page, question, label):
    return page.locator(f"#q{question}").get_by_label(label, exact=True)


def trouble(page):
    return page.get_by_role("alert")


def saved(page):
    """What is done in it is saved."""
    return page.expect_response(lambda answer: answer.url.endswith("/answers/") and answer.ok)


def test_no_answer_is_lost_and_the_later_word_stands_on_every_device(device, sittings):
    address = sittings[0]
    laptop = device()
    laptop.goto(address)
    with saved(laptop):
        box(laptop, 3, "Right m1").check()
    with saved(laptop):
        box(laptop, 3, "Wrong m3").check()
    with saved(laptop):
        box(laptop, 7, "left 1").select_option(label="side 2")
    expect(laptop.locator("[data-saved]")).to_contain_text("Saved at")
    laptop.context.close()

    # Another device goes on; its network goes, and then the page.
    phone = device(phone=True)
    phone.goto(address)
    expect(box(phone, 3, "Right m1")).to_be_checked()
    expect(box(phone, 7, "left 1").locator("option:checked")).to_have_text("side 2")
    phone.context.set_offline(True)
    box(phone, 1, "Right 1").check()
    box(phone, 3, "Wrong m3").uncheck()
    box(phone, 7, "left 1").select_option("")
    box(phone, 8, "item 4").select_option("1")
    box(phone, 9, "Gap 2").fill("दूसरा")
    expect(trouble(phone)).to_contain_text("No connection. Your answers are kept on this device")
    phone.get_by_role("button", name="Check and submit").click()
    expect(trouble(phone)).to_contain_text("this page cannot go on yet")
    assert phone.url.endswith(address)
    phone.close()

    # Meanwhile the first question is answered elsewhere: later, so that it stands.
    office = device()
    office.goto(address)
    with saved(office):
        box(office, 1, "Wrong 1").check()

    phone = phone.context.new_page()
    phone.context.set_offline(False)
    with saved(phone):
        phone.goto(address)
    expect(box(phone, 1, "Wrong 1")).to_be_checked()
    expect(box(phone, 3, "Right m1")).to_be_checked()
    expect(box(phone, 3, "Wrong m3")).not_to_be_checked()
    expect(box(phone, 7, "left 1")).to_have_value("")
    expect(phone.locator("#q8 li").first).to_contain_text("item 4")
    expect(box(phone, 9, "Gap 2")).to_have_value("दूसरा")
    assert phone.evaluate("localStorage.length") == 0
    office.reload()
    expect(box(office, 3, "Wrong m3")).not_to_be_checked()
    expect(box(office, 8, "item 4")).to_have_value("1")
    expect(box(office, 9, "Gap 2")).to_have_value("दूसरा")

    # A page that stayed open without network hears of it as well.
    phone.context.set_offline(True)
    box(phone, 2, "Wrong 2").check()
    with saved(office):
        box(office, 2, "Right 2").check()
    phone.context.set_offline(False)
    words = "Question 2 was answered later on another page or device."
    expect(trouble(phone)).to_contain_text(words, timeout=15_000)
    expect(box(phone, 2, "Right 2")).to_be_checked()


def test_trouble_is_said_the_form_always_goes_and_the_end_hands_in(visit, sittings, product):
    address = sittings[1]
    page = visit("asha")
    page.goto(address)
    busy = {"status": 429, "headers": {"Retry-After": "1"}, "body": "Too many requests."}
    page.route("**/answers/", lambda route: route.fulfill(**busy), times=1)
    with saved(page):
        box(page, 1, "Right 1").check()
        expect(trouble(page)).to_contain_text("The platform is busy")
    expect(page.locator("[data-trouble]")).to_be_hidden()

    # The session ends: it is said, and the button leads to the sign-in.
    page.context.clear_cookies(name="sessionid")
    box(page, 2, "Right 2").check()
    expect(trouble(page)).to_contain_text("You are signed out, so your answers are not saved any more.")
    sign_in = trouble(page).get_by_role("link", name="Sign in and come back here")
    expect(sign_in).to_have_attribute("href", f"/account/login/?next={address}")
    page.get_by_role("button", name="Check and submit").click()
    page.wait_for_url(f"**/account/login/?next={address}")
    signed_in(page)
    with saved(page):
        page.goto(address)
    expect(box(page, 2, "Right 2")).to_be_checked()

    # Signed in anew in another tab: this one goes on, with the token of before in its form.
    signed_in(page.context.new_page())
    with saved(page):
        box(page, 4, "True").check()
    page.get_by_role("button", name="Check and submit").click()
    expect(page.get_by_text("3 of 9 questions answered.")).to_be_visible()

    # The clock.
    page.clock.install()
    page.goto(address)
    spoken = page.locator("#live")
    left = int(page.locator("[data-left]").get_attribute("data-left") or 0)  # she may have been given more time
    page.clock.run_for((left - 295) * 1000)
    expect(spoken).to_have_text("5 minutes left.")
    page.clock.run_for("04:00")
    expect(spoken).to_have_text("1 minute left.")
    soon = f"UPDATE courses_attempt SET deadline_at = now() + interval '2 s' WHERE uuid = '{address.split('/')[2]}'"
    administer(product.environment["DATABASE_OWNER_URL"], soon)
    with saved(page):
        box(page, 4, "False").check()  # its answer tells how long is left
    page.context.set_offline(True)
    box(page, 4, "True").check()
    expect(spoken).to_have_text("The time is over.")
    expect(trouble(page)).to_contain_text("they count if they arrive within 2 minutes of the end.")
    page.context.set_offline(False)

    expect(page.get_by_role("heading", name=re.compile("3 of 9 right"))).to_be_visible()
    assert page.evaluate("localStorage.length") == 0


def test_every_kind_of_question_is_answered_and_handed_in_by_keys_alone(visit, sittings):
    page = visit("asha")
    page.goto(sittings[2])
    write = page.keyboard.type
    for option in ("Right 1", "Right 2"):
        keys.reach(page, "^(Right|Wrong) ")
        keys.choose(page, option)
    for option in ("Right m1", "Right m2"):
        keys.press(page, f"^{option}$", by="Space")
    keys.reach(page, "^(True|False)$")
    keys.choose(page, "True")
    keys.reach(page, "^Your answer$")
    write("98,76,54,321 km")
    keys.reach(page, "^Your answer$")
    write("canary word")
    for _ in range(4):
        left = keys.reach(page, "^left ")
        keys.select(page, left.replace("left", "side"))
    put_in_order(page)
    for gap in ("one", "two"):
        keys.reach(page, "^Gap ")
        write(f"CANARY gap {gap}")
    keys.follow(page, "^Check and submit$")
    expect(page.get_by_text("9 of 9 questions answered.")).to_be_visible()
    keys.follow(page, "^Submit answers$")

    expect(page.get_by_role("heading", name=re.compile("9 of 9 right"))).to_be_visible()


def put_in_order(page):
    """Each item by its button, until it stands where it belongs."""
    was_moved = False
    for rank in range(1, 5):
        items = [text.strip() for text in page.locator("#q8 li label").all_inner_texts()]
        above = items.index(f"item {rank}") + 1 - rank
        if above:
            keys.reach(page, f"^Move up: item {rank}$")
            was_moved = True
        for _ in range(above):
            page.keyboard.press("Enter")
    if not was_moved:
        keys.press(page, "^The order is right as it stands$")


def signed_in(page):
    page.goto("/demo/")
    press(page, 'form:has([name="person"][value="asha"]) button')
