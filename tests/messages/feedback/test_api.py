"""Help & Feedback by program."""

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
