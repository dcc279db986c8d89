"""What is sent as a passkey and is none: refused in words. The ceremonies themselves: tests/journeys/test_passkeys.py."""

import json
from base64 import urlsafe_b64encode

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client, RequestFactory

from accounts.passkeys import is_of_our_origin

PASSWORD = "a long pass phrase"
REFUSED = "This passkey was not accepted. Try again, or use another way."


def said(**client_data):
    return {"response": {"clientDataJSON": urlsafe_b64encode(json.dumps(client_data).encode()).decode().rstrip("=")}}


@pytest.mark.parametrize(
    ("credential", "is_ours"),
    [
        (said(origin="http://localhost:8000"), True),
        (said(origin="http://localhost:8000", crossOrigin=False), True),
        (said(origin="http://localhost:8000", crossOrigin=True), False),
        (said(origin="http://package-1.localhost:8001"), False),
        (said(origin="http://localhost:8001"), False),
        (said(origin="https://localhost:8000"), False),
        (said(origin="https://evil.example"), False),
        (said(), False),
        ({"response": {"clientDataJSON": "no json"}}, False),
        ({"response": {}}, False),
        ({"response": []}, False),
        ([], False),
        (None, False),
        ("text", False),
    ],
)
def test_only_this_sites_own_origin_may_have_asked(credential, is_ours):
    request = RequestFactory().get("/", headers={"host": "localhost:8000"})

    assert is_of_our_origin(credential, request) is is_ours


BROKEN = [
    "",
    "not json",
    "[]",
    "7",
    "null",
    "{}",
    '{"response": null}',
    json.dumps(said(origin="http://localhost")),
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", **said(origin="http://localhost")}),
    json.dumps({"id": 7, "rawId": [], "response": {**said(origin="http://localhost")["response"], "userHandle": 7}}),
    json.dumps({"response": {**said(origin="http://localhost")["response"], "userHandle": "AAAA"}, "id": "x" * 50_000}),
]


@pytest.mark.parametrize("credential", BROKEN)
def test_a_broken_passkey_signs_nobody_in(cast, client, credential):
    answer = client.post("/account/2fa/webauthn/login/", {"credential": credential}, headers={"host": "localhost"})

    assert (answer.status_code, answer["Location"]) == (302, "/account/login/")
    assert "_auth_user_id" not in client.session


@pytest.fixture
def browser(cast):
    user = cast.user("asha")
    user.set_password(PASSWORD)
    user.save()
    client = Client(headers={"host": "localhost"})
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


@pytest.mark.parametrize("credential", BROKEN[1:])
def test_a_broken_passkey_is_not_added(cast, browser, credential):
    browser.get("/account/2fa/webauthn/add/")

    page = browser.post("/account/2fa/webauthn/add/", {"name": "Mine", "credential": credential})

    assert page.status_code == 200
    assert not Authenticator.objects.exists()
    if credential.startswith('{"response": {"client'):
        assert REFUSED in page.content.decode()


def test_what_the_device_is_asked(browser):
    page = browser.get("/account/2fa/webauthn/add/").content.decode()

    asked = json.loads(page.partition('id="passkey-question" type="application/json">')[2].partition("</script>")[0])
    question = asked["creation_options"]["publicKey"]
    assert question["rp"] == {"id": "localhost", "name": "Karmayogi"}
    assert question["user"]["name"] == "asha@karmayogi.localhost"


def test_another_persons_key_is_neither_renamed_nor_removed(cast, browser):
    theirs = Authenticator.objects.create(
        user=cast.user("bilal"), type="webauthn", data={"name": "Bilal's", "credential": {}}
    )

    for what in ("edit", "remove"):
        address = f"/account/2fa/webauthn/keys/{theirs.pk}/{what}/"
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"name": "Mine now"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.data["name"] == "Bilal's"


def test_the_question_before_signing_in_names_nobody(cast, client):
    answer = client.get("/account/2fa/webauthn/login/", headers={"host": "localhost", "accept": "application/json"})

    question = answer.json()["request_options"]["publicKey"]
    assert (question["userVerification"], question.get("allowCredentials", [])) == ("required", [])


def test_renaming_and_removing_ask_who_it_is_first(cast):
    user = cast.user("asha")
    user.set_password(PASSWORD)
    user.save()
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Mine", "credential": {}})
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user)

    for what in ("edit", "remove"):
        for method in (browser.get, browser.post):
            answer = method(f"/account/2fa/webauthn/keys/{key.pk}/{what}/")
            assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/reauthenticate/")
    assert Authenticator.objects.filter(pk=key.pk).exists()
