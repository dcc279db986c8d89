"""Help & Feedback by program."""

from core.tenancy.context import everywhere
from institutions.roles.models import Membership
from institutions.roles.principal import forget
from tests.accounts.keys.making import make, program
from tests.cast import LONG_AGO
from tests.messages.feedback.test_feedback import WORDS, everything

API = "/api/v1/feedback/"


def test_anybody_writes_and_gets_a_reference(client, cast):
    answer = client.post(API, WORDS, "application/json")

    (given,) = everything()
    assert (answer.status_code, answer.json()) == (201, {"reference": given.reference})
    assert (given.text, given.person_id) == (WORDS["text"], None)


def test_who_is_signed_in_is_known_and_a_repeated_request_is_one(client, cast):
    client.force_login(cast.user("asha"))
    key = {"Idempotency-Key": "k1"}

    answers = [client.post(API, WORDS, "application/json", headers=key).json() for _twice in range(2)]

    (given,) = everything()
    assert answers == [{"reference": given.reference}] * 2
    assert given.person_id == cast.asha.pk


def test_too_much_from_one_connection_is_refused_with_429(client, cast):
    statuses = [client.post(API, WORDS, "application/json").status_code for _time in range(11)]

    assert statuses == [201] * 10 + [429]
    assert len(everything()) == 10


def test_what_is_not_understood_is_not_kept(client, cast):
    answer = client.post(API, WORDS | {"category": "x", "text": "?"}, "application/json")

    assert answer.status_code == 400
    assert sorted(answer.json()["errors"]) == ["category", "text"]
    assert everything() == []


def test_operators_read_what_was_given_and_nobody_else_does(client, cast):
    client.post(API, WORDS, "application/json")
    (given,) = everything()
    with everywhere(reason="test", audited=False):
        Membership.objects.create(
            person=cast.farah, organisation=cast.india, role="platform_admin", active_from=LONG_AGO
        )
    forget(cast.farah.pk)

    (read,) = program(make(cast, "farah")).get("/api/v1/national/feedback/").json()["results"]

    assert (read["reference"], read["text"], read["category"]) == (given.reference, WORDS["text"], "problem")
    assert [program(make(cast, name)).get("/api/v1/national/feedback/").status_code for name in ("asha", "gita")] == [
        404, 403,
    ]  # fmt: skip
    assert program(None).get("/api/v1/national/feedback/").status_code == 401
