"""Who has neither password nor second step confirms by a code to the own address, before anything important."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from accounts.keys.models import ApiKey

CODE = "/account/reauthenticate/code/"
IMPORTANT = ["/account/2fa/totp/activate/", "/account/2fa/webauthn/add/", "/account/password/set/"]


@pytest.fixture
def user(cast):
    user = cast.user("asha")
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


@pytest.fixture
def browser(user):
    """Signed in by a code, as is who signs in through a service of the organisation."""
    client = Client(headers={"host": "localhost"})
    client.post("/account/login/code/", {"email": user.email})
    client.post("/account/login/code/confirm/", {"code": sent()})
    assert client.session["_auth_user_id"] == str(user.pk)
    return client


def sent():
    return re.search(r"^\d{8}$", mail.outbox[-1].body, re.MULTILINE)[0]


@pytest.mark.parametrize("path", IMPORTANT)
def test_a_login_with_no_way_to_confirm_does_not_pass_unasked(browser, path):
    assert browser.get(path)["Location"].startswith(CODE)
    assert browser.post(path, {"password1": "a long pass phrase", "password2": "a long pass phrase"})[
        "Location"
    ].startswith(CODE)


def test_nothing_important_is_changed_unconfirmed(browser, user):
    browser.post("/account/password/set/", {"password1": "a long pass phrase", "password2": "a long pass phrase"})
    browser.post("/account/keys/", {"name": "Reports", "rights": "read", "days": "90"})
    refused = browser.post(
        "/api/v1/keys/", {"name": "Reports", "may_write": False, "days": 90}, content_type="application/json"
    )
    browser.post("/account/email/", {"action_add": "", "email": "thief@karmayogi.localhost"})

    user.refresh_from_db()
    assert not user.has_usable_password()
    assert not ApiKey.objects.filter(user=user).exists()
    assert refused.json()["code"] == "SIGN_IN_AGAIN"
    assert not EmailAddress.objects.filter(email="thief@karmayogi.localhost").exists()
    assert not Authenticator.objects.filter(user=user).exists()


def test_the_code_from_the_mail_opens_the_way_back(browser):
    way = browser.get("/account/2fa/totp/activate/")["Location"]
    before = len(mail.outbox)
    assert "asha@karmayogi.localhost" in browser.get(way).content.decode()
    assert len(mail.outbox) == before  # opening the page sends nothing

    assert browser.post(way)["Location"] == way
    answer = browser.post(way, {"code": sent()})

    assert len(mail.outbox) == before + 1
    assert answer["Location"] == "/account/2fa/totp/activate/"
    assert browser.get("/account/2fa/totp/activate/").status_code == 200
    assert browser.get("/account/password/set/").status_code == 200


def test_a_code_serves_once_and_in_its_own_session(browser, user):
    browser.post(CODE)
    code = sent()
    other = Client(headers={"host": "localhost"})
    other.force_login(user, backend="accounts.backend.Backend")
    other.post(CODE, {"code": code})
    assert other.get(IMPORTANT[0]).status_code == 302

    browser.post(CODE, {"code": code})
    session = browser.session
    del session["account_authentication_methods"]
    session.save()
    browser.post(CODE, {"code": code})

    assert browser.get(IMPORTANT[0]).status_code == 302


def test_wrong_codes_end_the_code(browser):
    browser.post(CODE)
    right = sent()
    wrong = "00000000" if right != "00000000" else "11111111"

    assert [browser.post(CODE, {"code": wrong}).status_code for _try in range(3)] == [422, 422, 302]
    page = browser.get(CODE).content.decode()
    browser.post(CODE, {"code": right})

    assert "That was wrong too often. Have a new code sent." in page
    assert "Send the code" in page
    assert browser.get(IMPORTANT[0]).status_code == 302


def test_a_code_that_is_too_old_is_said_to_be_and_none_is_sent_unasked(browser):
    browser.post(CODE)
    code, before = sent(), len(mail.outbox)
    session = browser.session
    session["confirming_code"] = {**session["confirming_code"], "at": time.time() - 601}
    session.save()

    browser.post(CODE, {"code": code})
    page = browser.get(CODE).content.decode()

    assert "That code is no longer valid. Have a new one sent." in page
    assert len(mail.outbox) == before
    assert browser.get(IMPORTANT[0]).status_code == 302


def test_codes_are_not_sent_without_end(browser):
    before = len(mail.outbox)
    for _time in range(7):
        browser.post(CODE, {"action": "resend"})

    assert len(mail.outbox) - before == 4  # five in a quarter of an hour, the one for signing in among them
    assert "Too many codes were sent. Wait a few minutes, then try again." in browser.get(CODE).content.decode()


def test_who_has_a_password_is_sent_there(browser, user):
    user.set_password("a long pass phrase")
    user.save()
    browser.force_login(user, backend="accounts.backend.Backend")

    assert browser.get(CODE)["Location"] == "/account/reauthenticate/"
    assert browser.get("/account/password/set/")["Location"] == "/account/password/change/"


def test_a_stranger_gets_no_code(client):
    assert client.get(CODE, headers={"host": "localhost"})["Location"].startswith("/account/login/")
    assert client.post(CODE, headers={"host": "localhost"})["Location"].startswith("/account/login/")
    assert mail.outbox == []


@pytest.mark.parametrize(("is_demo", "shown"), [(True, 1), (False, 0)])
def test_a_demo_says_where_its_mail_is_read(browser, settings, is_demo, shown):
    settings.DEMO = is_demo
    browser.post(CODE)

    assert (
        browser.get(CODE).content.decode().count('<a href="/demo/mailbox/">Demo: read it in the mailbox</a>') == shown
    )


@pytest.mark.parametrize(("has_password", "said", "unsaid"), [
    (False, "Set a password", "Change your password"), (True, "Change your password", "Set a password"),
])  # fmt: skip
def test_the_account_page_offers_to_set_a_password_until_there_is_one(user, has_password, said, unsaid):
    if has_password:
        user.set_password("a long pass phrase")
        user.save()
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="accounts.backend.Backend")

    page = client.get("/account/").content.decode()

    assert said in page
    assert unsaid not in page
