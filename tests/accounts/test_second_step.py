"""Two-step sign-in: set up, asked for, recovered from, turned off; in our pages and words."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache

PASSWORD = "a long pass phrase"


@pytest.fixture
def asha(cast):
    user = cast.user("asha")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def signed_in(client, asha):
    client.post("/account/login/", {"login": asha.email, "password": PASSWORD})
    assert client.get("/account/2fa/totp/activate/")["Location"].startswith("/account/reauthenticate/")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client) -> str:
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret">([A-Z2-7]+)<', page)[1]
    answer = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/recovery-codes/")
    return secret


def test_the_account_page_leads_to_it(signed_in):
    assert 'href="/account/2fa/"' in signed_in.get("/account/").content.decode()
    assert "Not set up" in signed_in.get("/account/2fa/").content.decode()


def test_setting_up_gives_recovery_codes(signed_in):
    set_up(signed_in)

    page = signed_in.get("/account/2fa/recovery-codes/").content.decode()
    assert len(re.findall(r"<li><code>", page)) == 10
    assert "10 of 10 codes are unused." in page
    assert "Active" in signed_in.get("/account/2fa/").content.decode()
    assert signed_in.get("/account/2fa/recovery-codes/download/")["Content-Type"].startswith("text/plain")


def test_a_wrong_code_is_refused_in_words(signed_in, asha):
    signed_in.get("/account/2fa/totp/activate/")

    page = signed_in.post("/account/2fa/totp/activate/", {"code": "000000"}).content.decode()

    assert "The code is not right. Codes change every half minute: type the one shown now." in page
    assert not Authenticator.objects.filter(user=asha).exists()


def test_signing_in_asks_for_the_code(signed_in, client, asha):
    secret = set_up(signed_in)
    client.logout()

    answer = client.post("/account/login/", {"login": asha.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/account/2fa/authenticate/")
    assert "Second step of signing in" in client.get("/account/2fa/authenticate/").content.decode()
    assert client.get("/home/").status_code == 302

    cache.clear()  # the code was used a moment ago; allauth takes each once
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/home/").status_code == 200


def test_a_recovery_code_works_once(signed_in, client, asha):
    set_up(signed_in)
    code = re.search(r"<li><code>(\w+)</code>", signed_in.get("/account/2fa/recovery-codes/").content.decode())[1]

    opened = []
    for _twice in range(2):
        client.logout()
        client.post("/account/login/", {"login": asha.email, "password": PASSWORD})
        client.post("/account/2fa/authenticate/", {"code": code})
        opened.append(client.get("/home/").status_code)

    assert opened == [200, 302]


def test_turning_it_off_ends_the_question_and_is_told_by_mail(signed_in, client, asha):
    set_up(signed_in)
    signed_in.post("/account/2fa/totp/deactivate/")
    assert mail.outbox[-1].subject == "Two-step sign-in is off"
    client.logout()

    client.post("/account/login/", {"login": asha.email, "password": PASSWORD})

    assert client.get("/home/").status_code == 200


def test_new_codes_replace_the_old_ones(signed_in):
    set_up(signed_in)
    old = signed_in.get("/account/2fa/recovery-codes/").content

    assert "The codes that you have now stop working at once." in signed_in.get(
        "/account/2fa/recovery-codes/generate/"
    ).content.decode()  # fmt: skip
    assert signed_in.post("/account/2fa/recovery-codes/generate/").status_code == 302
    assert signed_in.get("/account/2fa/recovery-codes/").content != old


def test_a_stranger_is_sent_to_sign_in(client, cast):
    for path in ("", "totp/activate/", "totp/deactivate/", "recovery-codes/", "recovery-codes/generate/"):
        assert client.get(f"/account/2fa/{path}").status_code == 302
