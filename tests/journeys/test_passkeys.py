"""Passkeys in a real browser with Chromium's own virtual authenticator: added, used alone and as second step, renamed,
kept where a role needs it; by the keyboard only, under the site's content policy."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

PASSWORD = "seven quiet elephants"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def page(visit):
    page = visit("chitra")
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if "Content Security" in said.text else None)
    debugger = page.context.new_cdp_session(page)
    debugger.send("WebAuthn.enable")
    page.authenticator = debugger.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    page.debugger = debugger
    return page


def by_key(page: Page, name: str, role: str = "button") -> None:
    """Reach it with Tab, as whoever has no mouse, and press Enter."""
    goal = page.locator("main").get_by_role(role, name=re.compile(name)).first
    expect(goal).to_be_visible()
    for _step in range(60):
        page.keyboard.press("Tab")
        if goal.evaluate("one => one === document.activeElement"):
            break
    expect(goal).to_be_focused()
    page.keyboard.press("Enter")


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    by_key(page, "Sign out")
    page.wait_for_url(lambda url: urlsplit(url).path == "/")


def sign_in_by_password(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail").or_(page.locator("[name=login]")).first.fill("chitra@karmayogi.localhost")
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_passkey_is_added_and_used_in_every_way(page, product):
    page.goto("/account/password/set/")
    page.locator("[name=password1]").fill(PASSWORD)
    page.locator("[name=password2]").fill(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    sign_out(page)

    # a role asks for it, and leads to it
    sign_in_by_password(page)
    page.wait_for_url("**/home/")
    page.goto("/mdo/finance/")
    page.wait_for_url("**/account/second-step/**")
    by_key(page, "See all ways", "link")
    page.wait_for_url("**/account/2fa/")
    by_key(page, "Add a passkey", "link")
    page.wait_for_url("**/account/reauthenticate/**")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/2fa/webauthn/add/")
    page.get_by_label("Name of the key").fill("My phone")
    by_key(page, "Add it")
    page.wait_for_url("**/account/2fa/recovery-codes/")
    by_key(page, "Go on to where you wanted to go", "link")
    page.wait_for_url("**/mdo/finance/")

    # as the second step, after the password
    sign_out(page)
    sign_in_by_password(page)
    page.wait_for_url("**/account/2fa/authenticate/")
    by_key(page, "Use my passkey")
    page.wait_for_url("**/home/")

    # renamed, after showing it once more
    page.goto("/account/2fa/")
    by_key(page, "Rename", "link")
    page.wait_for_url("**/account/reauthenticate/**")
    by_key(page, "Use a security key", "link")
    by_key(page, "Use my passkey")
    page.wait_for_url("**/edit/")
    page.get_by_label("Name of the key").fill("Blue key")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/2fa/webauthn/")
    expect(page.locator("main")).to_contain_text("Blue key")
    expect(page.locator("main")).to_contain_text("Signs in alone")

    # alone, as both steps
    sign_out(page)
    page.goto("/account/login/?next=/mdo/finance/")
    by_key(page, "Sign in with a passkey")
    page.wait_for_url(lambda url: urlsplit(url).path == "/mdo/finance/")

    # her role asks for it, so the last one stays
    page.goto("/account/2fa/webauthn/")
    by_key(page, "Remove", "link")
    page.wait_for_url("**/reauthenticate/**")
    page.get_by_role("link", name="Use a security key").click()
    by_key(page, "Use my passkey")
    page.wait_for_url("**/remove/")
    by_key(page, "Remove the key")
    page.wait_for_url("**/account/2fa/")
    expect(page.locator("main")).to_contain_text("A role of yours asks for two-step sign-in")

    # a device that shows nothing is told in words, and nobody is signed in
    sign_out(page)
    page.debugger.send("WebAuthn.setUserVerified", {**page.authenticator, "isUserVerified": False})
    page.goto("/account/login/")
    by_key(page, "Sign in with a passkey")
    expect(page.locator("[data-passkey-words]")).to_have_text("No passkey came. You can try again, or use another way.")
    assert page.complaints == []


def test_what_cannot_use_passkeys_is_not_offered_them(visit, product):
    without_script = visit(javascript=False)
    without_script.goto("/account/login/")
    by_number = visit()
    by_number.goto(product.url.replace("localhost", "127.0.0.1") + "/account/login/")

    for page in (without_script, by_number):
        expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
