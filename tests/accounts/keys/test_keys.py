"""Keys for programs: made on the account page, used at the API, revoked."""

import json
import re
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.keys import actions, rules
from accounts.keys.models import ApiKey
from core.audit.models import AuditEntry
from core.tenancy.context import everywhere
from institutions.roles.principal import principal_of
from tests.accounts.confirmed import confirmed
from tests.accounts.keys.making import make, program

NEW = {"name": "monthly report", "rights": "write", "days": "30"}


def browser_of(cast, name: str) -> Client:
    browser = Client(headers={"host": "localhost"})
    browser.force_login(cast.user(name))
    return confirmed(browser)


def test_the_page_makes_a_key_and_shows_it_once(cast):
    browser = browser_of(cast, "asha")

    page = browser.post("/account/keys/", NEW)
    again = browser.get("/account/keys/").content.decode()

    assert page.status_code == 201
    assert "no-store" in page["Cache-Control"]
    (text,) = re.findall(r"km_[\w-]{43}", page.content.decode())
    assert text not in again
    assert f"…{text[-4:]}" in again
    key = ApiKey.objects.get()
    assert (key.name, key.may_write, key.digest) == ("monthly report", True, rules.digest_of(text))
    assert key.expires_at - key.created_at == timedelta(days=30)
    assert program(text).get("/api/v1/memberships/").status_code == 200


def test_a_form_without_a_purpose_makes_nothing(cast):
    page = browser_of(cast, "asha").post("/account/keys/", NEW | {"name": "", "days": "9999"})

    assert page.status_code == 422
    assert ApiKey.objects.count() == 0


def test_somebody_with_a_password_confirms_it_first(cast):
    user = cast.user("asha")
    user.set_password("seven-green-parrots")
    user.save()
    browser = Client(headers={"host": "localhost"})
    browser.force_login(user)

    page = browser.post("/account/keys/", NEW)
    call = browser.post("/api/v1/keys/", {"name": "x"}, content_type="application/json")

    assert (page.status_code, page["Location"]) == (302, "/account/reauthenticate/?next=%2Faccount%2Fkeys%2F")
    assert (call.status_code, call.json()["code"]) == (409, "SIGN_IN_AGAIN")
    assert ApiKey.objects.count() == 0


def test_a_program_acts_as_its_owner_and_without_a_csrf_token(cast):
    asha = program(make(cast))

    asked = asha.put("/api/v1/me/language/", {"language": "hi"}, content_type="application/json")
    mine = asha.get("/api/v1/enrolments/")

    assert asked.status_code == 200, asked.content
    assert mine.status_code == 200


def test_a_key_opens_no_page(cast):
    page = program(make(cast)).get("/home/")

    assert (page.status_code, page["Location"]) == (302, "/account/login/?next=/home/")


def test_a_key_counts_and_not_the_session_beside_it(cast):
    browser = browser_of(cast, "chitra")
    key = make(cast, "asha")

    refused = browser.get("/api/v1/organisations/finance/plans/", headers={"authorization": f"Bearer {key}"})

    assert refused.status_code == 404  # what Asha may see, though Chitra's session came along


@pytest.mark.parametrize(
    ("text", "code"), [("km_" + "x" * 43, "UNKNOWN_KEY"), ("nonsense", "UNKNOWN_KEY"), ("", "UNKNOWN_KEY")]
)
def test_an_unknown_key_is_refused_with_a_challenge(cast, text, code):
    answer = program(text).get("/api/v1/memberships/")

    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer["WWW-Authenticate"] == 'Bearer error="invalid_token"'
    assert answer["Content-Type"] == "application/problem+json"


def test_an_expired_key_is_refused(cast):
    text = make(cast, at=timezone.now() - timedelta(days=31), days=30)

    answer = program(text).get("/api/v1/memberships/")

    assert (answer.status_code, answer.json()["code"]) == (401, "KEY_EXPIRED")


def test_a_key_that_may_only_read_changes_nothing(cast):
    asha = program(make(cast, may_write=False))

    answer = asha.put("/api/v1/me/language/", {"language": "hi"}, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (403, "READ_ONLY_KEY")
    assert asha.get("/api/v1/memberships/").status_code == 200


def test_a_revoked_key_is_refused_at_once_and_revoking_twice_is_the_same(cast, django_capture_on_commit_callbacks):
    text = make(cast)
    asha, browser = program(text), browser_of(cast, "asha")
    assert asha.get("/api/v1/memberships/").status_code == 200  # and is now kept in the cache
    key = ApiKey.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        first = browser.post(f"/account/keys/{key.uuid}/revocation/")
        second = browser.post(f"/api/v1/keys/{key.uuid}/revocation/")

    assert (first.status_code, second.status_code, second.json()["state"]) == (302, 200, "revoked")
    answer = asha.get("/api/v1/memberships/")
    assert (answer.status_code, answer.json()["code"]) == (401, "KEY_REVOKED")
    with everywhere(reason="test"):
        assert AuditEntry.objects.filter(action="accounts.api_key.revoked", target_uuid=key.uuid).count() == 1


def test_nobody_else_can_revoke_or_see_it(cast):
    make(cast)
    key = ApiKey.objects.get()
    bilal = browser_of(cast, "bilal")

    assert bilal.post(f"/account/keys/{key.uuid}/revocation/").status_code == 404
    assert bilal.post(f"/api/v1/keys/{key.uuid}/revocation/").status_code == 404
    assert bilal.get("/api/v1/keys/").json() == []
    assert ApiKey.objects.get().revoked_at is None


def test_a_key_makes_no_keys(cast):
    asha = program(make(cast))

    made = asha.post("/api/v1/keys/", {"name": "a child"}, content_type="application/json")
    ended = asha.post(f"/api/v1/keys/{ApiKey.objects.get().uuid}/revocation/")

    assert [(answer.status_code, answer.json()["code"]) for answer in (made, ended)] == [(409, "KEY_BY_KEY")] * 2
    assert ApiKey.objects.count() == 1


def test_the_key_itself_is_never_kept(cast):
    text = make(cast)

    with everywhere(reason="test"), connection.cursor() as cursor:
        cursor.execute("SELECT k::text FROM accounts_apikey k UNION ALL SELECT e::text FROM core_auditentry e")
        kept = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT count(*) FROM accounts_apikey")

    assert not any(text in row for row in kept)


def test_its_use_is_noted_once_in_a_while(cast, django_assert_num_queries):
    asha = program(make(cast))
    asha.get("/api/v1/memberships/")
    first = ApiKey.objects.get().last_used_at

    asha.get("/api/v1/memberships/")

    assert first is not None
    assert ApiKey.objects.get().last_used_at == first


def test_somebody_who_may_no_longer_sign_in_has_no_keys(cast):
    text = make(cast)
    user = cast.user("asha")
    user.is_active = False
    user.save()

    assert program(text).get("/api/v1/memberships/").json()["code"] == "UNKNOWN_KEY"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_not_both_the_last_that_is_allowed(monkeypatch):
    from accounts.models import Person, User

    with everywhere(reason="test"):
        user = User.objects.create_user("keys@example.in", person=Person.objects.create(full_name="Key Maker"))
    monkeypatch.setattr(rules, "MOST", 1)
    outcomes: list[str] = []

    def issue() -> None:
        try:
            with everywhere(reason="test"):
                actions.issue(
                    user_id=user.pk, name="one", may_write=False, days=30, used_second_step=False,
                    actor=principal_of(user).actor(), at=timezone.now(),
                )  # fmt: skip
            outcomes.append("made")
        except actions.KeyRefused as refusal:
            outcomes.append(refusal.reason)
        finally:
            connection.close()

    threads = [Thread(target=issue) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["TOO_MANY_KEYS", "made"]
    assert ApiKey.objects.count() == 1


def test_an_issued_key_is_told_to_its_owner(cast):
    from accounts.events import ApiKeyIssued
    from messages.inbox.models import Message
    from messages.inbox.reactions import tell_owners_of_keys

    event = ApiKeyIssued(
        at=timezone.now(), person_id=cast.people["asha"].pk, key_uuid="11111111-1111-4111-8111-111111111111",
        name="figures", may_write=True,
    )  # fmt: skip
    with everywhere(reason="test"):
        tell_owners_of_keys([event])
        tell_owners_of_keys([event])

        (message,) = Message.objects.filter(kind="accounts.api-key-issued")
    assert message.person_id == cast.people["asha"].pk
    assert json.loads(json.dumps(message.params)) == {"name": "figures"}
