"""The day of a given course is changed: who may, why, who is told, and nothing twice."""

from datetime import date, timedelta

import pytest

import policy.tasks  # noqa: F401 (declares the kinds of jobs, as a worker does)
from core.audit.models import AuditEntry
from core.jobs.actions import work
from core.jobs.models import Job
from core.tenancy.context import acting_in, everywhere
from courses.enrolment.models import Assignment
from messages.delivery.models import Delivery
from messages.inbox.kinds import render
from messages.inbox.models import Message
from policy.plans import actions
from policy.plans.actions import DueDateRefused
from policy.plans.models import CapacityBuildingPlan, DueDateChange, PlanItem
from tests.courses.making import enrol, pass_quiz, published, read_all
from tests.policy.making import AT, DUE, carried, chitra, employ, officials, plan_of
from tests.policy.plans.test_publishing import events

NEW = date(2027, 2, 28)
WHY = "Elections in three states"


@pytest.fixture
def given(cast) -> CapacityBuildingPlan:
    """A plan that Asha and Indu were given. The eyes are Chitra's."""
    employ(cast, [cast.asha.pk, cast.indu.pk])
    course = published(cast).offering
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan = plan_of(cast, course)
        carried(cast, actions.publish_plan(plan=plan, actor=chitra(cast), at=AT))
        yield plan


def change(cast, plan, *, due_on=NEW, reason=WHY, seen=DUE, at=AT + timedelta(hours=1)) -> DueDateChange:
    item = plan.items.get()
    return actions.change_due_date(item=item, due_on=due_on, reason=reason, seen=seen, actor=chitra(cast), at=at)


def carry(cast, made: DueDateChange) -> DueDateChange:
    while actions.carry_due_date(change=made, actor=chitra(cast), at=AT + timedelta(hours=2)):
        pass
    made.refresh_from_db()
    return made


def told() -> list[Message]:
    with everywhere(reason="test", audited=False):
        return list(Message.objects.filter(kind="policy.due_date_changed").order_by("person_id"))


def days() -> set[date]:
    with everywhere(reason="test", audited=False):
        return set(Assignment.objects.values_list("due_date", flat=True))


def test_everybody_has_the_new_day_and_is_told_it_once_with_the_reason(cast, given):
    made = carry(cast, change(cast, given))
    carry(cast, made)  # the job runs again

    assert (days(), made.people, made.was, made.due_on, made.reason) == ({NEW}, 2, DUE, NEW, WHY)
    assert [message.person_id for message in told()] == sorted([cast.asha.pk, cast.indu.pk])
    assert render("policy.due_date_changed", told()[0].params).body == (
        "“Noting and Drafting” from the plan “Finance plan” is now due by 28 February 2027; it was 31 January 2027."
        " The reason: Elections in three states"
    )
    (event,) = events("DueDateChanged")
    assert (event["due_date"], event["was"], len(event["person_ids"])) == ("2027-02-28", "2027-01-31", 2)
    with everywhere(reason="test", audited=False):
        assert Delivery.objects.filter(message__kind="policy.due_date_changed").count() == 2
        facts = AuditEntry.objects.get(action="policy.plan.due_date_changed").facts
    assert (facts["was"], facts["due_on"], facts["reason"]) == ("2027-01-31", "2027-02-28", WHY)


def test_sent_twice_the_first_change_answers(cast, given):
    first, second = change(cast, given), change(cast, given)

    assert first.pk == second.pk
    assert DueDateChange.objects.count() == 1
    assert Job.objects.filter(kind="policy.plans.due_date").count() == 1


def test_only_the_latest_of_two_changes_is_told_and_counts(cast, given):
    first = change(cast, given)
    second = change(cast, given, due_on=date(2027, 3, 15), seen=NEW, at=AT + timedelta(hours=1, minutes=1))
    carry(cast, second)
    carry(cast, first)

    assert days() == {date(2027, 3, 15)}
    assert {message.key for message in told()} == {f"due-date:{second.uuid}"}
    assert first.finished_at is not None


def test_who_has_completed_the_course_is_not_told(cast):
    employ(cast, [cast.asha.pk, cast.indu.pk])
    made = published(cast)
    with acting_in(cast.learner_scope("asha")):
        mine = enrol(cast, made)
        pass_quiz(cast, made, mine, at=read_all(cast, made, mine))
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan = plan_of(cast, made.offering)
        carried(cast, actions.publish_plan(plan=plan, actor=chitra(cast), at=AT))
        carry(cast, change(cast, plan))

    assert [message.person_id for message in told()] == [cast.indu.pk]


def test_a_thousand_at_a_time(cast, given, monkeypatch):
    monkeypatch.setattr("policy.plans.actions.extending.CHUNK", 2)
    more = officials(cast, 3)
    with everywhere(reason="test", audited=False):
        actions.include(person_ids=more, actor=chitra(cast), at=AT)

    made = change(cast, given)
    steps = [actions.carry_due_date(change=made, actor=chitra(cast), at=AT) for _step in range(4)]

    assert (steps, days()) == ([2, 2, 1, 0], {NEW})
    assert len(told()) == 5


@pytest.mark.parametrize(
    ("how", "reason", "words"),
    [
        ({"reason": "  "}, "NO_REASON", "Say why the day is changed."),
        ({"reason": "x" * 301}, "REASON_TOO_LONG", "at most 300 letters"),
        ({"due_on": DUE}, "SAME_DAY", "on that day already"),
        ({"due_on": date(2026, 11, 21)}, "DUE_IN_THE_PAST", "from today on"),
        ({"due_on": date(2027, 4, 1)}, "DUE_OUTSIDE_THE_YEAR", "from 1 Apr 2026 to 31 Mar 2027"),
        ({"seen": date(2027, 1, 1)}, "OVERTAKEN", "changed this day to 31 Jan 2027"),
    ],
)
def test_is_refused_in_words_and_changes_nothing(cast, given, how, reason, words):
    with pytest.raises(DueDateRefused) as refused:
        change(cast, given, **how)

    assert refused.value.reason == reason
    assert words in str(refused.value)
    assert (PlanItem.objects.get().due_on, DueDateChange.objects.count(), days()) == (DUE, 0, {DUE})


def test_of_a_closed_plan_or_a_course_not_given_no_day_is_changed(cast, given):
    with everywhere(reason="test", audited=False):
        PlanItem.objects.update(published_at=None)
    with pytest.raises(DueDateRefused) as not_given:
        change(cast, given)
    actions.close_plan(plan=given, actor=chitra(cast), at=AT)
    with pytest.raises(DueDateRefused) as closed:
        change(cast, given)

    assert (not_given.value.reason, closed.value.reason) == ("NOT_GIVEN", "CLOSED")


def addresses(plan) -> tuple[str, str, str]:
    with everywhere(reason="test", audited=False):
        uuid = plan.items.get().uuid
    page = f"/mdo/finance/plans/{plan.uuid}/"
    return (
        page,
        f"{page}items/{uuid}/due-date/",
        f"/api/v1/organisations/finance/plans/{plan.uuid}/items/{uuid}/due-dates/",
    )


def work_all() -> None:
    with everywhere(reason="test", audited=False):
        waiting = list(Job.objects.filter(state="waiting", kind="policy.plans.due_date").values_list("uuid", flat=True))
    for job_uuid in waiting:
        assert work(job_uuid=job_uuid) == "ended"


def test_an_admin_does_it_by_page_and_learner_and_list_show_it(client, cast, given):
    page, place, _api = addresses(given)
    client.force_login(cast.user("chitra"))
    assert place in client.get(page).content.decode()
    assert "Due by 31 Jan 2027 at present." in client.get(place).content.decode()

    without = client.post(place, {"due_on": "2027-02-28", "reason": "", "seen": "2027-01-31"})
    stale = client.post(place, {"due_on": "2027-02-28", "reason": WHY, "seen": "2027-01-15"})
    done = [client.post(place, {"due_on": "2027-02-28", "reason": WHY, "seen": "2027-01-31"}) for _twice in range(2)]
    work_all()

    assert (without.status_code, stale.status_code) == (422, 409)
    assert "Somebody else changed this day to 31 Jan 2027" in stale.content.decode()
    assert [(answer.status_code, answer["Location"]) for answer in done] == [(302, page)] * 2
    assert "31 Jan 2027 became 28 Feb 2027" in client.get(place).content.decode()
    assert "28 Feb 2027" in client.get(page + "completion/").content.decode()
    assert len(told()) == 2
    client.force_login(cast.user("asha"))
    assert "28 Feb 2027" in client.get("/home/").content.decode()
    assert client.get("/api/v1/plan/").json()[0]["due_on"] == "2027-02-28"


def test_a_program_does_it(client, cast, given):
    _page, _place, api = addresses(given)
    client.force_login(cast.user("chitra"))
    json = {"content_type": "application/json"}

    made = [client.post(api, {"due_on": "2027-02-28", "reason": WHY, "seen": "2027-01-31"}, **json) for _ in range(2)]
    stale = client.post(api, {"due_on": "2027-03-01", "reason": WHY, "seen": "2027-01-31"}, **json)
    nonsense = client.post(api, {"due_on": "soon", "reason": "\x00"}, **json)
    work_all()

    assert [answer.status_code for answer in made] == [202, 202]
    assert made[0].json()["uuid"] == made[1].json()["uuid"]
    assert (stale.status_code, stale.json()["code"]) == (409, "OVERTAKEN")
    assert nonsense.status_code == 400
    (listed,) = client.get(api).json()
    assert (listed["was"], listed["due_on"], listed["reason"], listed["people"]) == ("2027-01-31", "2027-02-28", WHY, 2)


@pytest.mark.parametrize(("name", "status"), [("bilal", 404), ("asha", 404), ("dev", 404)])
def test_who_does_not_publish_plans_changes_no_day(client, cast, given, name, status):
    _page, place, api = addresses(given)
    client.force_login(cast.user(name))

    answers = [client.get(place), client.post(place), client.get(api), client.post(api)]

    assert [answer.status_code for answer in answers] == [status] * 4
    assert days() == {DUE}
