"""The learner's pages, from the catalogue to the result, without JavaScript."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from competencies.facade import Claim, record_attainments
from core.tenancy.context import acting_in, everywhere
from courses.attempts.models import Answer, Attempt
from courses.certificates.actions import issue
from courses.enrolment.models import Completion, Enrolment
from courses.progress.models import ResourceProgress
from tests.courses.making import NOW, actor_of, published


@pytest.fixture
def asha(cast):
    client = Client()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    return client


def _enrolled(cast, client, made):
    client.post(reverse("courses:enrol", args=[made.offering.code]))
    with acting_in(cast.learner_scope("asha")):
        return Enrolment.objects.get(offering=made.offering)


def _time_passes(seconds):
    """The pages read the server's clock; what was opened is moved into the past instead."""
    with everywhere(reason="test", audited=False):
        for row in ResourceProgress.objects.all():
            row.opened_at -= timedelta(seconds=seconds)
            row.updated_at -= timedelta(seconds=seconds)
            row.save(update_fields=["opened_at", "updated_at"])


def test_a_visitor_sees_the_catalogue_and_the_course_and_is_asked_to_sign_in(cast):
    made = published(cast)

    catalogue = Client().get("/courses/")
    course = Client().get("/courses/noting/")
    enrolling = Client().post(reverse("courses:enrol", args=[made.offering.code]))

    assert (catalogue.status_code, course.status_code, enrolling.status_code) == (200, 200, 302)
    assert "Noting and Drafting" in catalogue.content.decode()
    assert course.content.decode().count("Sign in to enrol") == 2  # beside the contents, and where the thumb is
    assert course.content.decode().count("<h1") == 1


def test_who_is_still_learning_reads_when_the_course_may_be_rated(cast, asha):
    made = published(cast)
    _enrolled(cast, asha, made)

    early = asha.get("/courses/noting/rating/").content.decode()

    assert "You can rate a course after you have completed it." in early
    assert 'name="stars"' not in early
    assert asha.post("/courses/noting/rating/", {"stars": "5", "signed": "name"}).status_code == 422


def test_a_part_of_a_course_stands_alone_with_the_contents_beside_it(cast, asha):
    made = published(cast)
    _enrolled(cast, asha, made)

    page = asha.get(reverse("courses:learn", args=["noting", made.texts[0].uuid])).content.decode()

    assert ('class="masthead"' in page, 'class="player-bar"' in page) == (False, True)
    assert "Module 1 of 1 · 0% complete" in page
    assert page.index(f'href="{reverse("courses:course", args=["noting"])}"') < page.index("<main")
    assert 'id="contents"' in page
    assert f'href="{reverse("courses:learn", args=["noting", made.quiz.uuid])}"' in page


def test_learning_from_enrolment_to_completion(cast, asha):
    made = published(cast)

    _enrolled(cast, asha, made)
    for text in made.texts:
        page = asha.get(reverse("courses:learn", args=["noting", text.uuid]))
        assert page.status_code == 200
        early = asha.post(reverse("courses:read", args=["noting", text.uuid]))
        assert (early.status_code, "Take a little more time" in early.content.decode()) == (422, True)
        _time_passes(60)
        assert asha.post(reverse("courses:read", args=["noting", text.uuid])).status_code == 302
    rules = asha.get(reverse("courses:learn", args=["noting", made.quiz.uuid])).content.decode()
    assert "Pass with 3 right answers (60%)" in rules
    started = asha.post(reverse("courses:start-attempt", args=["noting", made.quiz.uuid]))
    sheet = asha.get(started.url).content.decode()
    fields = {}
    for name, value, text in re.findall(r'name="(q\d+)" value="(\d+)"><span>([^<]+)<', sheet):
        if text.startswith("Right"):
            fields[name] = value
    assert len(fields) == 4
    result = asha.post(started.url + "submission/", fields, follow=True).content.decode()

    assert "4 of 4 right" in result
    assert "With this you have completed the course." in result
    with acting_in(cast.learner_scope("asha")):
        assert Enrolment.objects.get().state == "completed"
    assert "You completed this course on" in asha.get("/courses/noting/").content.decode()


def test_nothing_says_what_is_right_before_the_hand_in(cast, asha):
    made = published(cast)
    enrolled = _enrolled(cast, asha, made)
    start = asha.post(reverse("courses:start-attempt", args=["noting", made.quiz.uuid]))
    uuid = start.url.split("/")[2]
    api = reverse("courses:api-attempts")

    bodies = [
        asha.get("/courses/"), asha.get("/courses/noting/"),
        asha.get(reverse("courses:learn", args=["noting", made.quiz.uuid])),
        asha.get(start.url), asha.post(start.url + "answers/", {"q1": "1"}, follow=True),
        asha.post(start.url + "answers/", {"q1": "2"}, headers={"Accept": "application/json"}),
        asha.get("/api/v1/offerings/"), asha.get(f"/api/v1/offerings/{made.offering.uuid}/"),
        asha.post(api, {"enrolment": str(enrolled.uuid), "resource": str(made.quiz.uuid)}, "application/json"),
        asha.get(f"{api}{uuid}/"),
        asha.post(f"{api}{uuid}/answers/", {"answers": {"1": [1]}}, "application/json"),
        asha.get("/api/v1/enrolments/"), asha.get(f"/api/v1/enrolments/{enrolled.uuid}/"),
    ]  # fmt: skip

    assert {body.status_code for body in bodies} <= {200, 201}
    for body in bodies:
        text = body.content.decode()
        assert "CANARY" not in text
        assert "is_correct" not in text
    with acting_in(cast.learner_scope("asha")):
        from courses.questions.models import PaperQuestion, QuestionVersion

        assert not QuestionVersion.objects.exists()
        assert not PaperQuestion.objects.exists()
        assert "CANARY" not in str(Attempt.objects.values())
        assert "CANARY" not in str(Answer.objects.values())


def test_a_wrong_answer_shows_its_reason_and_not_the_right_option(cast, asha):
    made = published(cast)
    _enrolled(cast, asha, made)
    start = asha.post(reverse("courses:start-attempt", args=["noting", made.quiz.uuid]))
    sheet = asha.get(start.url).content.decode()
    wrong = dict((n, v) for n, v, t in re.findall(r'name="(q\d+)" value="(\d+)"><span>([^<]+)<', sheet) if "Wrong" in t)

    result = asha.post(start.url + "submission/", wrong, follow=True).content.decode()

    assert "0 of 4 right" in result
    assert result.count("CANARY") == 8
    assert (
        "Right"
        not in re.sub(r"<[^>]+>|\d of \d right", "", result)
        .split("questions to look at again")[1]
        .split("What happened")[0]
    )


def test_submitting_twice_shows_the_same_result(cast, asha):
    made = published(cast)
    _enrolled(cast, asha, made)
    start = asha.post(reverse("courses:start-attempt", args=["noting", made.quiz.uuid]))

    first = asha.post(start.url + "submission/", {"q1": "1"})
    second = asha.post(start.url + "submission/", {"q1": "2", "q2": "1"})
    late = asha.post(start.url + "answers/", {"q1": "2"})

    assert (first.status_code, second.status_code, late.status_code) == (302, 302, 302)
    with acting_in(cast.learner_scope("asha")):
        assert Attempt.objects.count() == 1
        assert Answer.objects.exclude(response={}).count() == 1


def test_bilal_finds_nothing_of_asha_by_any_door(cast, asha):
    made = published(cast)
    enrolled = _enrolled(cast, asha, made)
    start = asha.post(reverse("courses:start-attempt", args=["noting", made.quiz.uuid]))
    uuid = start.url.split("/")[2]
    bilal = Client()
    bilal.force_login(cast.user("bilal"), backend="accounts.backend.Backend")

    answers = {
        "page": bilal.get(start.url).status_code,
        "answers": bilal.post(start.url + "answers/", {"q1": "1"}).status_code,
        "submission": bilal.post(start.url + "submission/").status_code,
        "api attempt": bilal.get(f"/api/v1/attempts/{uuid}/").status_code,
        "api answers": bilal.post(f"/api/v1/attempts/{uuid}/answers/", {"answers": {}}, "application/json").status_code,
        "api submission": bilal.post(f"/api/v1/attempts/{uuid}/submission/", {}, "application/json").status_code,
        "api start": bilal.post(
            "/api/v1/attempts/", {"enrolment": str(enrolled.uuid), "resource": str(made.quiz.uuid)}, "application/json"
        ).status_code,
        "api enrolment": bilal.get(f"/api/v1/enrolments/{enrolled.uuid}/").status_code,
        "api withdrawal": bilal.post(
            f"/api/v1/enrolments/{enrolled.uuid}/withdrawal/", {"reason": "no_time"}, "application/json"
        ).status_code,
    }
    progress = bilal.post(
        "/api/v1/progress/",
        {"enrolment": str(enrolled.uuid), "session": str(enrolled.uuid), "sequence": 1,
         "facts": [{"resource": str(made.texts[0].uuid), "from": 0, "to": 5}]},
        "application/json",
    )  # fmt: skip

    assert set(answers.values()) == {404}, answers
    assert (progress.status_code, progress.json()["code"]) == (409, "NOT_ENROLLED")
    with acting_in(cast.learner_scope("asha")):
        assert Attempt.objects.get().submitted_at is None


def test_the_course_page_says_what_one_holds_of_what_it_builds(cast, asha):
    made = published(cast)
    page = reverse("courses:course", args=["noting"])
    tag = made.version.competencies.get()

    stranger = Client().get(page).content.decode()
    nothing = asha.get(page).content.decode()
    held = []
    for level in (1, 2):
        with acting_in(cast.learner_scope("asha")):
            record_attainments(
                person_id=cast.asha.pk, actor=actor_of(cast, "asha"), at=NOW,
                claims=[Claim(tag.competency_id, level, "course", "Another course", uuid4())],
            )  # fmt: skip
        held.append(asha.get(page).content.decode())

    assert 'aria-label="Level 2 of 5 after completing"' in stranger
    assert 'aria-label="You hold no level yet; level 2 after completing"' in nothing
    assert 'aria-label="You hold level 1; level 2 after completing"' in held[0]
    assert 'aria-label="You hold level 2 already"' in held[1]


def test_a_refusal_to_enrol_is_said_on_the_course_page(cast, asha):
    made = published(cast)
    with everywhere(reason="test", audited=False):
        type(made.batch).objects.filter(pk=made.batch.pk).update(closes_at="2026-11-01T00:00Z")

    page = asha.post(reverse("courses:enrol", args=["noting"]))

    assert (page.status_code, "Enrolment closed on 1 November 2026." in page.content.decode()) == (422, True)


def test_leaving_asks_for_a_reason(cast, asha):
    made = published(cast)
    _enrolled(cast, asha, made)

    without = asha.post("/courses/noting/withdrawal/")
    with_reason = asha.post("/courses/noting/withdrawal/", {"reason": "no_time"})

    assert (without.status_code, with_reason.status_code) == (422, 302)
    with acting_in(cast.learner_scope("asha")):
        assert Enrolment.objects.get().state == "withdrawn"


def test_a_course_of_another_organisation_is_not_found(cast, asha):
    published(cast, code="secret", owner="railways", visibility="organisation")

    assert asha.get("/courses/secret/").status_code == 404
    assert "secret" not in asha.get("/courses/").content.decode()


def _failed(cast, asha, made):
    """The address of an attempt in which every answer is wrong."""
    started = asha.post(reverse("courses:start-attempt", args=["noting", made.quiz.uuid])).url
    sheet = asha.get(started).content.decode()
    wrong = dict((n, v) for n, v, t in re.findall(r'name="(q\d+)" value="(\d+)"><span>([^<]+)<', sheet) if "Wrong" in t)
    asha.post(started + "submission/", wrong)
    return started


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"attempts_allowed": 3}, r"You can try again at once\. 2 attempts are left\."),
        ({"attempts_allowed": 0}, r"You can try again at once\.</p>"),
        ({"attempts_allowed": 1}, r"You have used all your attempts\. Write to the provider of the course if you need"),
        (
            {"attempts_allowed": 2, "cool_down_minutes": 600},
            r"You can try again from \d+ \w+ \d+, [\d:]+ [ap]m IST\. Read the parts you missed until then\. "
            r"1 attempt is left\.",
        ),
        (
            {"attempts_allowed": 2, "is_reading_first": True},
            r"Before you try again, finish the parts of the course that you missed: .+\. 1 attempt is left\.",
        ),
    ],
)
def test_a_result_that_does_not_pass_says_when_and_how_often_one_may_try_again(cast, asha, rules, sentence):
    made = published(cast, **rules)
    _enrolled(cast, asha, made)

    result = asha.get(_failed(cast, asha, made)).content.decode()

    assert re.search(sentence, result)


def test_an_old_result_says_nothing_of_trying_again_while_the_next_attempt_is_under_way(cast, asha):
    made = published(cast, attempts_allowed=3)
    _enrolled(cast, asha, made)
    failed = _failed(cast, asha, made)
    asha.post(reverse("courses:start-attempt", args=["noting", made.quiz.uuid]))

    assert "You can try again" not in asha.get(failed).content.decode()


def test_the_result_of_a_completed_course_leads_to_its_certificate_once_that_is_there(cast, asha):
    made = published(cast, texts=0)
    _enrolled(cast, asha, made)
    started = asha.post(reverse("courses:start-attempt", args=["noting", made.quiz.uuid])).url
    sheet = asha.get(started).content.decode()
    right = dict((n, v) for n, v, t in re.findall(r'name="(q\d+)" value="(\d+)"><span>([^<]+)<', sheet) if "Right" in t)
    asha.post(started + "submission/", right)

    before = asha.get(started).content.decode()
    with everywhere(reason="test", audited=False):
        completion = Completion.objects.get()
        (certificate,) = issue(completion_uuids=[completion.uuid], actor=actor_of(cast, "hari"), at=NOW)
    after = asha.get(started).content.decode()

    assert "The certificate is there a few seconds later." in before
    assert "The certificate is there a few seconds later." not in after
    assert f'<a href="{reverse("courses:own-certificate", args=[certificate.uuid])}">Your certificate</a>' in after
