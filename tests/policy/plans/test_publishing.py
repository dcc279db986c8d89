"""A plan reaches its audience: set-based, once, and also those who join later."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.audit.models import AuditEntry
from core.jobs.models import Job
from core.tenancy.context import acting_in, everywhere
from courses.enrolment.models import Assignment, Enrolment
from ehrms.events import OfficialsJoined
from messages.models import Message
from policy.plans import actions, queries
from policy.plans.models import CapacityBuildingPlan, PlanItem, PlanState, Publication
from policy.plans.reactions import include_joiners
from tests.courses.making import published
from tests.policy.making import AT, DUE, TODAY, carried, chitra, designation, employ, officials, plan_of


def events(topic: str) -> list[dict]:
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM core_outboxevent WHERE topic = %s ORDER BY id", [topic])
        return [payload if isinstance(payload, dict) else __import__("json").loads(payload) for (payload,) in cursor]


@pytest.fixture
def course(cast):
    return published(cast).offering


@pytest.fixture
def finance(cast, course):
    """Asha and a colleague serve in CBDT; the eyes are Chitra's."""
    employ(cast, [cast.asha.pk, cast.indu.pk])
    with acting_in(cast.organisation_scope("finance", "chitra")):
        yield cast


def test_gives_every_official_the_course_with_day_and_reason(finance, course):
    plan = plan_of(finance, course)
    run = carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))

    assert (run.people, run.assigned, run.enrolled) == (2, 2, 2)
    row = Assignment.objects.get(person=finance.asha)
    assert (row.offering_id, row.due_date, row.source_kind, row.source_uuid) == (course.pk, DUE, "plan", plan.uuid)
    assert row.reason["title"] == "Finance plan"
    assert row.reason["by_hi"] == "वित्त मंत्रालय"
    assert Enrolment.objects.get(person=finance.asha).state == "open"
    plan.refresh_from_db()
    assert (plan.state, plan.published_by_id) == (PlanState.PUBLISHED, finance.chitra.pk)


def test_reaches_2500_officials_in_three_chunks_with_the_same_statements_each(finance, course):
    officials(finance, 2498)
    plan = plan_of(finance, course)
    run = actions.publish_plan(plan=plan, actor=chitra(finance), at=AT)
    counts = []
    for _chunk in range(3):
        with CaptureQueriesContext(
            connection,
        ) as captured:
            actions.publish_chunk(publication=run, actor=chitra(finance), at=AT)
        counts.append(len(captured))

    assert actions.publish_chunk(publication=run, actor=chitra(finance), at=AT) == 0
    assert counts[0] == counts[1] == counts[2]
    assert Assignment.objects.filter(source_uuid=plan.uuid).count() == 2500
    assert Enrolment.objects.count() == 2500
    assert [len(event["person_ids"]) for event in events("PlanPublished")] == [1000, 1000, 500]
    assert [len(event["person_ids"]) for event in events("CourseAssigned")] == [1000, 1000, 500]
    with everywhere(reason="test", audited=False):
        assert Message.objects.filter(kind="policy.plan_given").count() == 2500


def test_publishing_twice_is_the_same_as_once(finance, course):
    plan = plan_of(finance, course)
    first = actions.publish_plan(plan=plan, actor=chitra(finance), at=AT)
    assert actions.publish_plan(plan=plan, actor=chitra(finance), at=AT) == first
    carried(finance, first)
    assert actions.publish_plan(plan=plan, actor=chitra(finance), at=AT) == first

    assert (Publication.objects.count(), Job.objects.filter(kind="policy.plans.publish").count()) == (1, 1)
    assert Assignment.objects.filter(source_uuid=plan.uuid).count() == 2
    assert len(events("PlanPublished")) == 1


def test_a_chunk_repeated_from_the_beginning_adds_nobody_and_tells_nobody(finance, course):
    plan = plan_of(finance, course)
    run = carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))
    Publication.objects.filter(pk=run.pk).update(reached_person_id=0, finished_at=None)
    carried(finance, run)

    assert Assignment.objects.count() == 2
    assert len(events("PlanPublished")) == len(events("CourseAssigned")) == 1
    with everywhere(reason="test", audited=False):
        assert Message.objects.filter(kind="policy.plan_given").count() == 2


def test_a_worker_killed_after_a_chunk_goes_on_where_it_stood(finance, course, monkeypatch):
    monkeypatch.setattr("policy.plans.actions.publishing.CHUNK", 1)
    plan = plan_of(finance, course)
    run = actions.publish_plan(plan=plan, actor=chitra(finance), at=AT)

    assert actions.publish_chunk(publication=run, actor=chitra(finance), at=AT) == 1
    run = Publication.objects.get(pk=run.pk)
    assert (run.people, run.finished_at) == (1, None)
    run = carried(finance, run)
    assert (run.people, run.assigned) == (2, 2)


def test_only_the_designations_of_the_audience_get_it(finance, course):
    aso = officials(finance, 3, post="assistant-section-officer", prefix="A")
    plan = plan_of(finance, course)
    actions.set_audience(
        plan=plan, organisation_id=finance.cbdt.pk, designation_ids=[designation("assistant-section-officer").pk],
        actor=chitra(finance), at=AT,
    )  # fmt: skip
    plan.refresh_from_db()
    carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))

    assert sorted(Assignment.objects.values_list("person_id", flat=True)) == aso


def test_nobody_outside_the_organisation_gets_it(finance, course):
    with everywhere(reason="test", audited=False):
        employ(finance, [finance.bilal.pk], office="railways", prefix="R")
    carried(finance, actions.publish_plan(plan=plan_of(finance, course), actor=chitra(finance), at=AT))

    with everywhere(reason="test", audited=False):
        assert not Assignment.objects.filter(person=finance.bilal).exists()


@pytest.mark.parametrize(
    ("office", "post", "reason", "words"),
    [
        (
            "revenue",
            "assistant-section-officer",
            "NOBODY_HOLDS_THE_DESIGNATION",
            "nobody at Department of Revenue holds",
        ),
        ("empty", "section-officer", "NOBODY_SERVES_THERE", "no official serves at"),
    ],
)
def test_an_empty_audience_is_refused_naming_the_condition(finance, course, office, post, reason, words):
    if office == "empty":
        with everywhere(reason="test", audited=False):
            from institutions.organisations.models import Organisation

            place = Organisation.objects.create(
                code="empty", name="Empty Office", kind="office", parent=finance.finance
            )
            place.path = [*finance.finance.path, place.pk]
            place.save()
        finance.organisations["empty"] = place
    place = finance.organisations[office]
    scope = finance.organisation_scope("finance", "chitra")
    with acting_in(scope):
        plan = plan_of(finance, course)
        actions.set_audience(
            plan=plan, organisation_id=place.pk, designation_ids=[designation(post).pk], actor=chitra(finance), at=AT
        )
        plan.refresh_from_db()
        with pytest.raises(actions.PublicationRefused) as refused:
            actions.publish_plan(plan=plan, actor=chitra(finance), at=AT)

    assert refused.value.reason == reason
    assert words in str(refused.value)
    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT
    assert not Publication.objects.exists()
    assert not Job.objects.exists()


def test_a_plan_without_courses_is_refused(finance):
    with pytest.raises(actions.PublicationRefused) as refused:
        actions.publish_plan(plan=plan_of(finance), actor=chitra(finance), at=AT)

    assert refused.value.reason == "NO_ITEMS"


def test_a_course_added_later_reaches_people_with_the_next_publication(finance, cast, course):
    plan = plan_of(finance, course)
    carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))
    second = published(cast, code="rti", title="RTI in Time").offering
    actions.add_item(plan=plan, offering_uuid=second.uuid, due_on=DUE, actor=chitra(finance), at=AT)
    assert Assignment.objects.filter(offering=second).count() == 0

    run = carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))

    assert (run.assigned, run.enrolled) == (2, 2)
    assert Assignment.objects.filter(offering=second).count() == 2


def test_whoever_joins_later_gets_it_once(finance, course):
    plan = plan_of(finance, course)
    carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))
    joiners = officials(finance, 2, prefix="J")
    event = OfficialsJoined(at=AT, organisation_id=finance.finance.pk, person_ids=joiners)

    for _twice in range(2):
        with everywhere(reason="test", audited=False):
            include_joiners([event])

    assert sorted(Assignment.objects.filter(person_id__in=joiners).values_list("person_id", flat=True)) == joiners
    assert Enrolment.objects.filter(person_id__in=joiners).count() == 2
    assert [event["person_ids"] for event in events("PlanPublished")][1:] == [joiners]
    with everywhere(reason="test", audited=False):
        assert Message.objects.filter(person_id__in=joiners).count() == 2


def test_a_joiner_of_another_ministry_does_not_get_it(finance, course):
    carried(finance, actions.publish_plan(plan=plan_of(finance, course), actor=chitra(finance), at=AT))
    with everywhere(reason="test", audited=False):
        stranger = officials(finance, 1, office="railways", prefix="S")
        include_joiners([OfficialsJoined(at=AT, organisation_id=finance.railways.pk, person_ids=stranger)])
        assert not Assignment.objects.filter(person_id__in=stranger).exists()


def test_nobody_joins_a_closed_plan(finance, course):
    plan = plan_of(finance, course)
    carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))
    actions.close_plan(plan=plan, actor=chitra(finance), at=AT)
    joiner = officials(finance, 1, prefix="J")
    with everywhere(reason="test", audited=False):
        include_joiners([OfficialsJoined(at=AT, organisation_id=finance.finance.pk, person_ids=joiner)])

    assert not Assignment.objects.filter(person_id__in=joiner).exists()


def test_whoever_left_the_course_is_not_put_back(finance, course, cast):
    plan = plan_of(finance, course)
    carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))
    Enrolment.objects.filter(person=cast.asha).update(state="withdrawn", withdrawn_at=AT)
    second = published(cast, code="rti", title="RTI in Time").offering
    actions.add_item(plan=plan, offering_uuid=second.uuid, due_on=DUE, actor=chitra(finance), at=AT)
    carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))

    assert list(Enrolment.objects.filter(person=cast.asha, offering=course).values_list("state", flat=True)) == [
        "withdrawn"
    ]


def test_leaves_a_trail(finance, course):
    carried(finance, actions.publish_plan(plan=plan_of(finance, course), actor=chitra(finance), at=AT))

    with everywhere(reason="test", audited=False):
        names = set(AuditEntry.objects.filter(action__startswith="policy.").values_list("action", flat=True))
    assert names == {
        "policy.plan.created", "policy.plan.item_added", "policy.plan.published", "policy.plan.publication_finished",
    }  # fmt: skip


def test_asha_sees_her_plan_and_why_she_has_it(finance, course, cast):
    plan = plan_of(finance, course)
    actions.set_audience(
        plan=plan, organisation_id=cast.cbdt.pk, designation_ids=[designation().pk], actor=chitra(finance), at=AT
    )
    plan.refresh_from_db()
    carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))

    with acting_in(cast.learner_scope("asha")):
        (duty,) = queries.my_plan(cast.asha.pk, TODAY, "hi")
        assert (duty.title, duty.due_on, duty.state, duty.source_title) == (
            "टिप्पण और प्रारूपण",
            DUE,
            "later",
            "वित्त योजना",
        )
        why = queries.why(duty.assignment_uuid, cast.asha.pk, TODAY, "en")
        assert [(c.kind, c.asked, c.mine, c.is_met) for c in why.conditions] == [
            ("organisation", "Central Board of Direct Taxes", "Central Board of Direct Taxes", True),
            ("designation", "Section Officer", "Section Officer", True),
        ]
    with acting_in(cast.learner_scope("bilal")):
        assert queries.my_plan(cast.bilal.pk, TODAY, "en") == []
        assert queries.why(duty.assignment_uuid, cast.bilal.pk, TODAY, "en") is None


def test_bilal_in_railways_finds_nothing_of_it(finance, course, cast):
    carried(finance, actions.publish_plan(plan=plan_of(finance, course), actor=chitra(finance), at=AT))

    for scope in (cast.learner_scope("bilal"), cast.organisation_scope("railways", "bilal")):
        with acting_in(scope):
            for model in (CapacityBuildingPlan, PlanItem, Publication, Assignment):
                assert not model.objects.exists()


def test_a_draft_is_not_seen_by_those_it_is_for(finance, course, cast):
    plan_of(finance, course)

    with acting_in(cast.learner_scope("asha")):
        assert not CapacityBuildingPlan.objects.exists()
        assert not PlanItem.objects.exists()


def test_the_completion_list_pages_by_name_and_filters(finance, course):
    officials(finance, 4)
    plan = plan_of(finance, course, due=date(2026, 12, 1))
    carried(finance, actions.publish_plan(plan=plan, actor=chitra(finance), at=AT))

    rows, after = queries.completion_page(plan, queries.Wanted(), TODAY, "en", limit=4)
    more, end = queries.completion_page(plan, queries.Wanted(), TODAY, "en", after=after, limit=4)
    named, _end = queries.completion_page(plan, queries.Wanted(name="asha"), TODAY, "en")
    assert [row.name for row in rows] == ["Asha Verma", "Indu Sharma", "N Official 00000", "N Official 00001"]
    assert [row.name for row in more] == ["N Official 00002", "N Official 00003"]
    assert end == ""
    assert [(row.name, row.designation, row.state, row.progress) for row in named] == [
        ("Asha Verma", "Section Officer", "soon", 0)
    ]
    assert queries.progress_of(plan, TODAY) == {
        "assignments": 6,
        "officials": 6,
        "completed": 0,
        "overdue": 0,
        "started": 0,
    }
    assert queries.completion_page(plan, queries.Wanted(state="completed"), TODAY, "en") == ([], "")
