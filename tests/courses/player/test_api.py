"""The same by API: refusals with reason and sentence, keys, and what a program may learn."""

import pytest
from django.test import Client

from core.tenancy.context import acting_in
from courses.enrolment.models import Enrolment
from tests.courses.making import LATER, enrol, pass_quiz, published, read_all


@pytest.fixture
def asha(cast):
    client = Client()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    return client


def _post(client, path, body, **headers):
    return client.post(f"/api/v1/{path}", body, "application/json", headers=headers)


def test_learning_from_enrolment_to_result(cast, asha):
    made = published(cast)

    enrolled = _post(asha, "enrolments/", {"offering": str(made.offering.uuid)})
    attempt = _post(asha, "attempts/", {"enrolment": enrolled.json()["uuid"], "resource": str(made.quiz.uuid)}).json()
    right = {
        str(question["number"]): [o["number"] for o in question["options"] if o["text"].startswith("Right")]
        for question in attempt["questions"]
    }
    saved = _post(asha, f"attempts/{attempt['uuid']}/answers/", {"answers": right})
    submitted = _post(asha, f"attempts/{attempt['uuid']}/submission/", {})

    assert (enrolled.status_code, saved.status_code, submitted.status_code) == (201, 200, 201)
    assert "result" not in saved.json()
    assert submitted.json()["result"] == {
        "correct": 4, "total": 4, "needed": 3, "score": 100, "is_passed": True, "topics": [], "to_look_at": [],
        "points": 4.0, "points_most": 4.0, "waits": "", "corrections": [],
        "sections": [
            {"title": "", "title_hi": "", "count": 4, "marks": "1", "penalty": "0", "cut_off": 0, "points": "4.00",
             "most": "4.00", "percent": 100, "is_reached": True}
        ],
    }  # fmt: skip


def test_a_text_finished_too_early_is_refused_and_nothing_is_kept(cast, asha):
    made = published(cast)
    enrolled = _post(asha, "enrolments/", {"offering": str(made.offering.uuid)}).json()
    body = {
        "enrolment": enrolled["uuid"], "session": enrolled["uuid"], "sequence": 1,
        "facts": [{"resource": str(made.texts[0].uuid), "finished": True}],
    }  # fmt: skip

    answer = _post(asha, "progress/", body)

    assert (answer.status_code, answer.json()["code"]) == (409, "READ_LONGER")


def test_leaving_after_completion_is_refused(cast, asha):
    made = published(cast)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        read_all(cast, made, enrolled)
        pass_quiz(cast, made, enrolled, at=LATER)

    answer = _post(asha, f"enrolments/{enrolled.uuid}/withdrawal/", {"reason": "no_time"})

    assert (answer.status_code, answer.json()["code"]) == (409, "ALREADY_COMPLETED")
    with acting_in(cast.learner_scope("asha")):
        assert Enrolment.objects.get().state == "completed"


def test_the_same_key_enrols_once(cast, asha):
    made = published(cast)

    first = _post(asha, "enrolments/", {"offering": str(made.offering.uuid)}, **{"Idempotency-Key": "k1"})
    again = _post(asha, "enrolments/", {"offering": str(made.offering.uuid)}, **{"Idempotency-Key": "k1"})

    assert first.json()["uuid"] == again.json()["uuid"]
    assert again.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "enrolments/"), ("post", "enrolments/"), ("post", "attempts/"), ("post", "progress/")],
)
def test_a_stranger_is_asked_to_sign_in(cast, method, path):
    assert getattr(Client(), method)(f"/api/v1/{path}").status_code in (401, 403)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("enrolments/", {}), ("enrolments/", {"offering": "x"}), ("attempts/", {"enrolment": 1}),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_a_problem(cast, asha, path, body):
    answer = _post(asha, path, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID")
