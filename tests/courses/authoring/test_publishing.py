"""Review and publication: two persons, nothing missing, nothing changed afterwards."""

import json

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions import drafts, outline, publishing, reviewing
from courses.authoring.actions.drafts import DraftRefused
from courses.authoring.actions.reviewing import ReviewRefused
from courses.authoring.models import ReviewComment, ReviewDecision, WorkingCopy
from courses.authoring.reactions import tell_author
from courses.catalogue.models import Course, CourseVersion, Module, NationalSearchEntry, Offering, Resource
from courses.enrolment.models import Batch
from courses.events import CoursePublished
from courses.questions.models import Paper, PaperQuestion
from messages.inbox.models import Message
from tests.courses.authoring.making import AT, actor, at_istm, begin, fill, published, submitted


def outbox(topic: str) -> list[dict]:
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT payload::text FROM core_outboxevent WHERE topic = %s ORDER BY id", [topic])
        return [json.loads(row[0]) for row in cursor.fetchall()]


def refusal(call, **values) -> str:
    with pytest.raises(ReviewRefused) as refused:
        call(at=AT, **values)
    assert str(refused.value)
    return refused.value.reason


def test_an_incomplete_draft_is_not_sent(cast):
    with at_istm(cast):
        version = begin(cast).draft

        assert refusal(reviewing.submit, version=version, actor=actor(cast, "dev")) == "INCOMPLETE"

        assert CourseVersion.objects.get(pk=version.pk).state == "draft"
        assert not ReviewDecision.objects.exists()
        assert outbox("VersionSubmitted") == []


def test_the_second_person_publishes(cast):
    with at_istm(cast):
        version = published(cast)
        offering = Offering.objects.get(pk=version.offering_id)

        assert (version.state, version.number, version.published_by_id) == ("published", 1, cast.hari.pk)
        assert offering.published_version_id == version.pk
        assert Course.objects.get(pk=offering.pk).draft_id is None
        batch = Batch.objects.get(version=version)
        assert (batch.is_default, batch.is_national, batch.closes_at, batch.capacity) == (True, True, None, None)
        assert NationalSearchEntry.objects.get(offering=offering).title == "Noting and drafting"
        for parts in (Module, Resource):
            assert set(parts.objects.filter(version=version).values_list("is_published", "is_national")) == {
                (True, True)
            }
        (event,) = outbox("CoursePublished")
        assert (event["offering_id"], event["version_id"], event["number"]) == (offering.pk, version.pk, 1)
    with acting_in(cast.learner_scope("bilal")):
        assert Offering.objects.get().title == "Noting and drafting"
        assert Resource.objects.count() == 2
        assert PaperQuestion.objects.count() == 0


@pytest.mark.parametrize("how", ["created", "changed", "submitted"])
def test_whoever_had_a_hand_in_it_does_not_publish_it(cast, how):
    with at_istm(cast):
        version = begin(cast, "hari" if how == "created" else "dev").draft
        fill(cast, version, "dev")
        if how == "changed":
            module = Module.objects.select_related("version").get(version=version)
            outline.rename(target=module, title="Mine", title_hi="म", seen=None, actor=actor(cast, "hari"), at=AT)
        version = reviewing.submit(version=version, actor=actor(cast, "hari" if how == "submitted" else "dev"), at=AT)

        assert refusal(publishing.publish, version=version, actor=actor(cast, "hari")) == "OWN_WORK"

        assert CourseVersion.objects.get(pk=version.pk).state == "in_review"
        assert outbox("CoursePublished") == []
        assert not Batch.objects.exists()


def test_the_database_holds_the_two_person_rule_too(cast):
    with at_istm(cast):
        version = submitted(cast)

        with pytest.raises(DatabaseError, match="published by a second person"), transaction.atomic():
            CourseVersion.objects.filter(pk=version.pk).update(
                state="published", is_published=True, published_by_id=cast.dev.pk, published_at=AT
            )


def test_the_database_refuses_a_publication_in_nobodys_name(cast):
    with at_istm(cast):
        version = submitted(cast)

        with pytest.raises(DatabaseError, match="names who published"), transaction.atomic():
            CourseVersion.objects.filter(pk=version.pk).update(state="published", is_published=True, published_at=AT)
        assert CourseVersion.objects.get(pk=version.pk).state == "in_review"


def test_a_contribution_cannot_be_taken_back(cast):
    with at_istm(cast), connection.cursor() as cursor:
        version = submitted(cast)
        cursor.execute("DELETE FROM courses_contribution WHERE version_id = %s", [version.pk])

        assert cursor.rowcount == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE courses_courseversion SET title = 'x' WHERE id = %(version)s",
        "UPDATE courses_courseversion SET is_published = false, state = 'draft' WHERE id = %(version)s",
        "DELETE FROM courses_courseversion WHERE id = %(version)s",
        "UPDATE courses_module SET title = 'x' WHERE version_id = %(version)s",
        "DELETE FROM courses_module WHERE version_id = %(version)s",
        "UPDATE courses_resource SET body = 'x' WHERE version_id = %(version)s",
        "UPDATE courses_resource SET position = 9 WHERE version_id = %(version)s",
        "DELETE FROM courses_resource WHERE version_id = %(version)s",
        "UPDATE courses_versioncompetency SET level = 5 WHERE version_id = %(version)s",
        "UPDATE courses_paper SET pass_percent = 1 WHERE is_published",
        "DELETE FROM courses_paperquestion",
        "UPDATE courses_questionversion SET stem = 'x'",
        "INSERT INTO courses_module (uuid, version_id, owner_id, is_published, is_national, position, title, title_hi)"
        " SELECT gen_random_uuid(), id, owner_id, false, false, 9, 'x', '' FROM courses_courseversion"
        " WHERE id = %(version)s",
    ],
)
def test_a_published_version_is_immutable_even_to_raw_sql_of_the_runtime_role(cast, statement):
    with at_istm(cast):
        version = published(cast)

        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, {"version": version.pk})


def test_a_remark_stays_at_its_place_and_must_be_settled_before_publication(cast):
    with at_istm(cast):
        version = submitted(cast)
        resource = Resource.objects.get(version=version, kind="text")
        comment = reviewing.remark(
            version=version, body="Where is it said?", resource=resource, actor=actor(cast, "hari"), at=AT
        )
        assert (comment.place, comment.person_name) == ("Read", "Hari Prasad")

        assert refusal(publishing.publish, version=version, actor=actor(cast, "hari")) == "COMMENTS_OPEN"

        reviewing.settle(comment=comment, actor=actor(cast, "dev"), at=AT)
        assert publishing.publish(version=version, actor=actor(cast, "hari"), at=AT).state == "published"


@pytest.mark.parametrize(("body", "reason"), [(" ", "EMPTY_REMARK"), ("x" * 4001, "REMARK_TOO_LONG")])
def test_a_remark_says_something_and_not_too_much(cast, body, reason):
    with at_istm(cast):
        version = submitted(cast)

        assert refusal(reviewing.remark, version=version, body=body, actor=actor(cast, "hari")) == reason
        assert not ReviewComment.objects.exists()


def test_returning_gives_the_draft_back_with_a_reason(cast):
    with at_istm(cast):
        version = submitted(cast)
        assert (
            refusal(reviewing.return_to_author, version=version, reason=" ", actor=actor(cast, "hari")) == "NO_REASON"
        )

        reviewing.return_to_author(version=version, reason="Name the manual.", actor=actor(cast, "hari"), at=AT)

        assert CourseVersion.objects.get(pk=version.pk).state == "draft"
        assert WorkingCopy.objects.get(pk=version.pk).is_returned
        decisions = list(ReviewDecision.objects.order_by("pk").values_list("decision", "reason", "person_name"))
        assert decisions == [("submitted", "", "Dev Malhotra"), ("returned", "Name the manual.", "Hari Prasad")]


@pytest.mark.parametrize("call", ["publish", "return", "remark"])
def test_only_what_is_in_review_is_decided(cast, call):
    with at_istm(cast):
        version = begin(cast).draft
        calls = {
            "publish": lambda **v: publishing.publish(**v),
            "return": lambda **v: reviewing.return_to_author(reason="x", **v),
            "remark": lambda **v: reviewing.remark(body="x", **v),
        }

        assert refusal(calls[call], version=version, actor=actor(cast, "hari")) == "NOT_IN_REVIEW"


def test_the_author_is_told_once(cast):
    with at_istm(cast):
        version = published(cast)
    event = CoursePublished(
        at=AT, organisation_id=cast.istm.pk, offering_id=version.offering_id, offering_uuid="", version_id=version.pk,
        number=1,
    )  # fmt: skip
    with everywhere(reason="test", audited=False):
        tell_author([event])
        tell_author([event])

        (message,) = Message.objects.all()
        assert (message.person_id, message.kind) == (cast.dev.pk, "courses.version.published")
        assert message.link == "/provider/istm/courses/noting-and-drafting/review/"


def test_a_second_version_is_a_copy_and_replaces_the_first_only_when_published(cast):
    by = {"actor": actor(cast, "dev"), "at": AT}
    with at_istm(cast):
        first = published(cast)
        course = Course.objects.get(pk=first.offering_id)
        second = drafts.open_next_version(course=course, **by)

        assert (second.number, second.title, second.state) == (2, "Noting and drafting", "draft")
        assert Resource.objects.filter(version=second).count() == 2
        assert Paper.objects.get(resource__version=second).pool.count() == 3
        assert Offering.objects.get(pk=course.pk).published_version_id == first.pk
        with pytest.raises(DraftRefused) as refused:
            drafts.open_next_version(course=course, **by)
        assert refused.value.reason == "DRAFT_EXISTS"

        drafts.change_details(
            version=second,
            details={"title": "Noting, second edition"},
            visibility="organisation",
            competencies=None,
            **by,
        )
        assert Offering.objects.get(pk=course.pk).title == "Noting and drafting"
        reviewing.submit(version=second, **by)
        publishing.publish(version=second, actor=actor(cast, "hari"), at=AT)

        first.refresh_from_db()
        assert first.state == "superseded"
        assert (Batch.objects.get(version=first).closes_at, Batch.objects.get(version=second).closes_at) == (AT, None)
        offering = Offering.objects.get(pk=course.pk)
        assert (offering.published_version_id, offering.title) == (second.pk, "Noting, second edition")
        assert offering.visibility == "national"
        assert NationalSearchEntry.objects.get().title == "Noting, second edition"


def test_asha_stays_on_her_version_when_the_second_is_published(cast):
    from courses.enrolment.actions import enrol
    from courses.enrolment.models import Enrolment
    from courses.enrolment.rules import Learner

    by = {"actor": actor(cast, "dev"), "at": AT}
    with at_istm(cast):
        first = published(cast)
    with acting_in(cast.learner_scope("asha")):
        learner = Learner(person_id=cast.asha.pk, organisation_id=cast.cbdt.pk, above_ids=tuple(cast.cbdt.path))
        enrol(learner=learner, batch=Batch.objects.get(version=first), actor=actor(cast, "asha", "cbdt"), at=AT)
    with at_istm(cast):
        second = drafts.open_next_version(course=Course.objects.get(pk=first.offering_id), **by)
        reviewing.submit(version=second, **by)
        publishing.publish(version=second, actor=actor(cast, "hari"), at=AT)
    with acting_in(cast.learner_scope("asha")):
        enrolment = Enrolment.objects.get()
        assert (enrolment.version_id, enrolment.state) == (first.pk, "open")
        assert Resource.objects.filter(version_id=enrolment.version_id).count() == 2


def test_a_course_of_the_organisation_only_is_not_seen_outside(cast):
    with at_istm(cast):
        version = begin(cast).draft
        Offering.objects.filter(pk=version.offering_id).update(visibility="organisation")
        fill(cast, version)
        reviewing.submit(version=version, actor=actor(cast, "dev"), at=AT)
        publishing.publish(version=version, actor=actor(cast, "hari"), at=AT)

        assert not NationalSearchEntry.objects.exists()
    with acting_in(cast.learner_scope("bilal")):
        assert not Offering.objects.exists()
        assert not Resource.objects.exists()


def test_retiring_takes_it_out_of_the_catalogue(cast):
    with at_istm(cast):
        version = published(cast)
        course = Course.objects.get(pk=version.offering_id)

        publishing.retire(course=course, actor=actor(cast, "hari"), at=AT)
        publishing.retire(course=course, actor=actor(cast, "hari"), at=AT)

        assert Offering.objects.get().state == "retired"
        assert not NationalSearchEntry.objects.exists()
        with pytest.raises(DraftRefused) as refused:
            drafts.open_next_version(course=course, actor=actor(cast, "dev"), at=AT)
        assert refused.value.reason == "RETIRED"
