"""No endpoint that a learner can reach says what is right before the hand-in. Every one of them is asked."""

import json
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from pypdf import PdfReader

from core.doors import PUBLIC, SIGNED_IN
from core.tenancy.context import acting_in, everywhere
from courses.attempts.models import Attempt
from courses.enrolment.models import Assignment, Enrolment
from courses.questions import queries as questions
from courses.questions.rules import draw
from policy.plans import actions as plans
from policy.plans.rules import days_of, financial_year_of
from tests.courses.making import enrol, pass_quiz, published
from tests.policy.making import chitra, employ
from tests.thread.programs import workers

WRITES = {
    "preferences:api-language", "jobs:api-cancellation", "messages:api-readings", "messages:api-reading",
    "messages:api-feedback", "courses:api-withdrawal",
    "courses:api-certificate-correction-requests", "courses:api-certificate-archives",
    "courses:api-rating-reports", "courses:api-scorm-commits", "courses:api-h5p-statements",
    "courses:api-note", "accounts:api-key-revocation", "institutions:api_end_support",
}  # fmt: skip
SAID_BY_HAND = {
    "courses:api-progress",
    "courses:api-attempts",
    "courses:api-answers",
    "courses:api-submission",
    "courses:api-notes-file",
    "courses:api-checks",
    "courses:api-certificate-document",
}
# She starts no job and rates nothing, and her course has no film and no package; the schema speaks of no course.
SAYS_NOTHING_OF_HERS = {
    "jobs:api-job", "jobs:api-file", "courses:api-captions",
    "courses:api-rating", "api-schema", "courses:api-scorm-parts", "courses:api-h5p-states",
    "institutions:api_sign_on", "institutions:api_sign_on_links", "institutions:api_sign_on_link",
}  # fmt: skip


KEYS = ("CANARY", "is_correct", "987654321", "13579", "credit", "is_fixed", "tolerance")
SAID: dict[str, Any] = {  # the last of each is wrong
    "numeric": ["12,5", "", "4"], "short_text": ["word", "other"], "fill_in": [["a", ""], ["x", "y"]],
    "match": [{"1": 1}, {}], "order": [{"1": 4, "2": 4}, {}],
}  # fmt: skip
NONSENSE: list[dict[str, Any]] = [
    {"1": [9]}, {"99": [1]}, {"x": [1]}, {"1": "text"}, {"1": {"1": 1}}, {"1": None}, {"1": [[1]]}, {"1": {"1": "a"}},
    {"1": [1.5]}, {"1": True},
]  # fmt: skip


@pytest.fixture
def world(cast, program) -> dict[str, Any]:
    """Asha completed a course, and sits the test of another that her plan asks for."""
    now = timezone.now()
    done = published(cast, code="done", texts=0, at=now)
    made = published(cast, code="begun", texts=1, pool=2, pick=9, kinds=True, at=now)
    employ(cast, [cast.asha.pk])
    with acting_in(cast.learner_scope("asha")):
        pass_quiz(cast, done, enrol(cast, done, at=now), at=now)
    year = financial_year_of(timezone.localdate())
    by = {"actor": chitra(cast), "at": now}
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan = plans.create_plan(organisation_id=cast.finance.pk, title="Plan", title_hi="", financial_year=year, **by)
        plans.add_item(plan=plan, offering_uuid=made.offering.uuid, due_on=days_of(year)[1], **by)
        plans.publish_plan(plan=plan, **by)
    workers()
    with acting_in(cast.learner_scope("asha")):
        enrolment = Enrolment.objects.get(offering=made.offering)
        assignment = Assignment.objects.get(person=cast.asha).uuid
    return {"program": program("asha"), "made": made, "enrolment": str(enrolment.uuid), "assignment": assignment}


def reads(world: dict[str, Any], attempt: str, certificate: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Every endpoint that a learner may read, at each of its addresses that matter."""
    made = world["made"]
    here = {"uuid": world["enrolment"]}
    nothing: list[dict[str, Any]] = [{}]
    return {
        "messages:api-messages": nothing, "messages:api-preferences": nothing, "institutions:api_organisations": nothing,
        "institutions:api_my_memberships": nothing, "institutions:api_my_permissions": nothing,
        "competencies:api-attainments": nothing,
        "competencies:api-competencies": nothing, "institutions:api_designations": nothing, "courses:api-offerings": nothing,
        "courses:api-offering": [{"uuid": made.offering.uuid}],
        "courses:api-enrolments": nothing, "courses:api-enrolment": [here],
        "courses:api-learning-resource": [here | {"resource_uuid": one.uuid} for one in made.resources],
        "courses:api-notes": nothing, "accounts:api-keys": nothing,
        "institutions:api_my_support_sessions": nothing,
        "courses:api-attempt": [{"uuid": attempt}], "courses:api-certificates": nothing,
        "courses:api-certificate": [{"uuid": certificate["uuid"]}],
        "courses:api-verification": [{"number": certificate["number"]}], "policy:api_my_plan": nothing,
        "courses:api-my-accommodations": nothing,
        "courses:api-ratings": [{"uuid": made.offering.uuid}], "courses:api-learning-choices": nothing,
        "policy:api_reason": [{"assignment_uuid": world["assignment"]}],
    }  # fmt: skip


def learners_endpoints(below: Any = None, space: str = "") -> set[str]:
    found = set()
    for pattern in below or get_resolver().url_patterns:
        if not isinstance(pattern, URLPattern):
            found |= learners_endpoints(
                pattern.url_patterns, space + (f"{pattern.namespace}:" if pattern.namespace else "")
            )
        elif getattr(getattr(pattern.callback, "cls", None), "permission", "") in (PUBLIC, SIGNED_IN):
            found.add(space + (pattern.name or ""))
    return found


def test_no_answer_of_any_endpoint_says_what_is_right_before_the_hand_in(cast, world):
    asha, made, browser = world["program"], world["made"], Client()
    browser.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    (certificate,) = asha.get("certificates/")["results"]
    asha.heard.clear()
    quiz = {"enrolment": world["enrolment"], "resource": str(made.quiz.uuid)}
    attempt = asha.send("attempts/", quiz)["uuid"]
    asha.send("attempts/", quiz)
    session = str(uuid4())
    fact = {"resource": str(made.quiz.uuid), "finished": True}
    for sequence, status, facts in ((1, 200, []), (2, 409, [fact])):
        body = {"enrolment": world["enrolment"], "session": session, "sequence": sequence, "facts": facts}
        asha.send("progress/", body, status=status)
    asked = {one["kind"]: one for one in asha.get(f"attempts/{attempt}/")["questions"]}
    assert len(asked) == 8
    for kind, one in asked.items():
        for said in SAID.get(kind, ([1], [2], [])):
            asha.send(f"attempts/{attempt}/answers/", {"answers": {str(one["number"]): said}}, status=200)
    for nonsense in NONSENSE:
        refused = asha.client.post(f"/api/v1/attempts/{attempt}/answers/", {"answers": nonsense}, "application/json")
        asha.heard.append(refused.content.decode())

    endpoints = reads(world, attempt, certificate)
    for name, addresses in endpoints.items():
        for kwargs in addresses:
            asha.get(reverse(name, kwargs=kwargs).removeprefix("/api/v1/"))

    assert learners_endpoints() == set(endpoints) | WRITES | SAID_BY_HAND | SAYS_NOTHING_OF_HERS
    for page in (f"/attempts/{attempt}/", f"/attempts/{attempt}/check/", "/api/v1/notes/file/"):
        asha.heard.append(browser.get(page).content.decode())
    asha.heard.append(PdfReader(BytesIO(asha.file(certificate["document_url"]))).pages[0].extract_text())

    assert [text for text in asha.heard if any(key in text for key in KEYS)] == []

    wrong = {
        str(question["number"]): [
            one["number"] for one in question["options"] if one["text"].startswith(("Wrong", "False"))
        ]
        for question in asha.get(f"attempts/{attempt}/")["questions"]
        if question["options"]
    } | {str(one["number"]): SAID[kind][-1] for kind, one in asked.items() if kind in SAID}
    told = asha.send(f"attempts/{attempt}/submission/", {"answers": wrong})["result"]
    assert (told["correct"], len(told["to_look_at"])) == (0, 9)
    assert all("CANARY" in " ".join(line["reasons"]) for line in told["to_look_at"])  # the scan would have seen them
    assert not any(key in line["answer"] for line in told["to_look_at"] for key in (*KEYS, "Right"))


def test_a_frozen_paper_holds_no_key_of_any_kind(world):
    """Not even in the database: what stands beside it says nothing, and no two papers show the parts alike."""
    attempt = world["program"].send(
        "attempts/", {"enrolment": world["enrolment"], "resource": str(world["made"].quiz.uuid)}
    )
    with everywhere(reason="test", audited=False):
        frozen = Attempt.objects.get(uuid=attempt["uuid"]).questions
        keys = questions.known([one["version"] for one in frozen])
    papers = [draw(list(keys.values()), pick=9, seed=seed, is_shuffled=False) for seed in range(40)]

    assert not any(key in json.dumps(frozen, ensure_ascii=False) for key in KEYS)
    for kind, part in (("match", "rights"), ("order", "items")):
        shown = {tuple(side["text"] for side in one[part]) for paper in papers for one in paper if one["kind"] == kind}
        assert len(shown) > 15
