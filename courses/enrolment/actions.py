"""Getting a place, giving it back, being asked to learn."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.display.dates import in_date_long
from core.outbox import events as outbox
from core.refusals import Refusal
from courses.catalogue.models import Offering, OfferingState
from courses.enrolment import rules
from courses.enrolment.models import Assignment, Batch, BatchPlaces, Enrolment, EnrolmentQuerySet, EnrolmentState
from courses.enrolment.rules import Learner
from courses.events import CourseAssigned, LearnerEnrolled, LearnerWithdrew


class EnrolmentRefused(Refusal):
    SENTENCES = {
        "NO_ORGANISATION": _("Your organisation has not confirmed you yet. Ask its administrator; then you can enrol."),
        "NOT_IN_AUDIENCE": _("This course is only for the organisation that offers it and those below it."),
        "ALREADY_COMPLETED": _("You have completed this course already. Your certificate stays valid."),
        "RETIRED": _("This course is no longer offered."),
        "WINDOW_NOT_OPEN": _("Enrolment opens on %(date)s."),
        "WINDOW_CLOSED": _("Enrolment closed on %(date)s."),
        "WAITING_LIST_FULL": _("All places are taken and the waiting list is full."),
    }


class WithdrawalRefused(Refusal):
    SENTENCES = {
        "ALREADY_COMPLETED": _("You have completed this course; a completed course cannot be left."),
        "LAPSED": _("Your time for this course is over; there is nothing to leave."),
        "REASON_MISSING": _("Choose why you are leaving the course."),
    }


@transaction.atomic
def enrol(*, learner: Learner, batch: Batch, actor: Actor, at: datetime) -> Enrolment:
    """Give the learner a place in the batch, or on its waiting list when it is full."""
    places = BatchPlaces.objects.lock(batch.pk) if batch.capacity is not None else None  # one row, until commit
    mine = Enrolment.objects.of(learner.person_id).filter(offering_id=batch.offering_id)
    if enrolment := mine.current().first():
        return enrolment  # asked twice, answered once
    _refuse(batch, learner, has_completed=mine.filter(state=EnrolmentState.COMPLETED).exists(), at=at)
    state = EnrolmentState.OPEN
    if places is not None:
        given = rules.place(batch.capacity, batch.waiting_places, places.taken, places.waiting)
        if given is None:
            raise EnrolmentRefused("WAITING_LIST_FULL")
        state = EnrolmentState(given)
        _count(places, **({"taken": 1} if state == EnrolmentState.OPEN else {"waiting": 1}))
    enrolment = _opened_again(mine, batch, state, at) or _opened(learner, batch, state, at)
    if enrolment is None:
        return mine.current().get()  # two tabs at once: the constraint let the other one in
    audit.record(
        actor, "courses.enrolment.opened", enrolment, at, organisation_id=enrolment.organisation_id, state=state
    )
    outbox.publish(
        LearnerEnrolled(
            at=at,
            organisation_id=enrolment.organisation_id,
            offering_id=batch.offering_id,
            offering_uuid=str(Offering.objects.values_list("uuid", flat=True).get(pk=batch.offering_id)),
            batch_id=batch.pk,
            person_ids=[learner.person_id],
            is_waiting=state == EnrolmentState.WAITING,
        )
    )
    return enrolment


def _opened_again(mine: EnrolmentQuerySet, batch: Batch, state: EnrolmentState, at: datetime) -> Enrolment | None:
    """Who left comes back to what was done, with the attempts already taken: leaving is no way to new ones."""
    left = mine.ended().filter(version_id=batch.version_id).select_for_update().order_by("-created_at").first()
    if left is None:
        return None
    left.batch, left.state = batch, state
    left.created_at = at  # its place among those who wait
    if state == EnrolmentState.OPEN and left.opened_at is None:
        left.opened_at = at
    left.withdrawn_at = left.lapsed_at = None
    left.withdrawal_reason = ""
    try:
        with transaction.atomic():
            left.save(
                update_fields=[
                    "batch", "state", "created_at", "opened_at", "withdrawn_at", "lapsed_at", "withdrawal_reason",
                ]
            )  # fmt: skip
    except IntegrityError:
        return None
    return left


def _opened(learner: Learner, batch: Batch, state: EnrolmentState, at: datetime) -> Enrolment | None:
    assert learner.organisation_id is not None  # refused before
    opened = Enrolment(
        person_id=learner.person_id,
        organisation_id=learner.organisation_id,
        home_organisation_id=learner.organisation_id,
        provider_id=batch.owner_id,
        batch=batch,
        offering_id=batch.offering_id,
        version_id=batch.version_id,
        state=state,
        created_at=at,
        opened_at=at if state == EnrolmentState.OPEN else None,
    )
    Enrolment.objects.bulk_create([opened], ignore_conflicts=True)
    return Enrolment.objects.filter(uuid=opened.uuid).first()


def _refuse(batch: Batch, learner: Learner, *, has_completed: bool, at: datetime) -> None:
    terms = rules.Terms(
        owner_id=batch.owner_id,
        is_national=batch.is_national,
        is_retired=Offering.objects.filter(pk=batch.offering_id, state=OfferingState.RETIRED).exists(),
        opens_at=batch.opens_at,
        closes_at=batch.closes_at,
    )
    if reason := rules.refusal(terms, learner, has_completed=has_completed, at=at):
        day = {"WINDOW_NOT_OPEN": batch.opens_at, "WINDOW_CLOSED": batch.closes_at}.get(reason)
        raise EnrolmentRefused(reason, date=in_date_long(day) if day else "")


def _count(places: BatchPlaces, *, taken: int = 0, waiting: int = 0) -> None:
    """The row is locked by the caller."""
    places.taken += taken
    places.waiting += waiting
    places.save(update_fields=["taken", "waiting"])


@transaction.atomic
def withdraw(*, enrolment: Enrolment, reason: str, actor: Actor, at: datetime) -> Enrolment:
    """Leave a course. What was done stays; the place goes to the first who waits (by reaction, wherever they work)."""
    batch = enrolment.batch
    places = (
        BatchPlaces.objects.lock(batch.pk) if batch.capacity is not None else None
    )  # before the enrolment, as enrol
    enrolment = Enrolment.objects.lock(enrolment.pk)
    if enrolment.state == EnrolmentState.WITHDRAWN:
        return enrolment
    if refused := rules.withdrawal_refusal(enrolment.state):
        raise WithdrawalRefused(refused)
    if reason not in rules.WITHDRAWAL_REASONS:
        raise WithdrawalRefused("REASON_MISSING")
    had_place = enrolment.state == EnrolmentState.OPEN
    if places is not None:
        _count(places, **({"taken": -1} if had_place else {"waiting": -1}))
    enrolment.state = EnrolmentState.WITHDRAWN
    enrolment.withdrawn_at = at
    enrolment.withdrawal_reason = reason
    enrolment.save(update_fields=["state", "withdrawn_at", "withdrawal_reason"])
    audit.record(
        actor, "courses.enrolment.withdrawn", enrolment, at, organisation_id=enrolment.organisation_id, reason=reason
    )
    outbox.publish(
        LearnerWithdrew(
            at=at,
            organisation_id=enrolment.organisation_id,
            offering_id=enrolment.offering_id,
            batch_id=enrolment.batch_id,
            person_id=enrolment.person_id,
            enrolment_uuid=str(enrolment.uuid),
            gave_place=had_place and places is not None,
        )
    )
    return enrolment


@transaction.atomic
def offer_places(*, batch_id: int, actor: Actor, at: datetime) -> list[Enrolment]:
    """Free places go to those who wait, in the order they came, in whatever organisation. Runs as the platform."""
    batch = Batch.objects.get(pk=batch_id)
    if batch.capacity is None:
        return []
    places = BatchPlaces.objects.lock(batch_id)
    free = batch.capacity - places.taken
    if free <= 0:
        return []
    waiting = list(
        Enrolment.objects.select_for_update()
        .filter(batch=batch, state=EnrolmentState.WAITING)
        .order_by("created_at", "pk")[:free]
    )
    for enrolment in waiting:
        enrolment.state = EnrolmentState.OPEN
        enrolment.opened_at = enrolment.opened_at or at
        enrolment.save(update_fields=["state", "opened_at"])
        _count(places, taken=1, waiting=-1)
        audit.record(actor, "courses.enrolment.offered", enrolment, at, organisation_id=enrolment.organisation_id)
        outbox.publish(
            LearnerEnrolled(
                at=at,
                organisation_id=enrolment.organisation_id,
                offering_id=enrolment.offering_id,
                offering_uuid=str(Offering.objects.values_list("uuid", flat=True).get(pk=enrolment.offering_id)),
                batch_id=batch_id,
                person_ids=[enrolment.person_id],
                from_waiting=True,
            )
        )
    return waiting


# The state is asked once more of the row itself: whoever comes back at the same moment has changed it by then.
OPEN_AGAIN_MANY = """
UPDATE courses_enrolment SET state = 'open', batch_id = %(batch)s, created_at = %(at)s,
       opened_at = coalesce(opened_at, %(at)s), withdrawn_at = NULL, lapsed_at = NULL, withdrawal_reason = ''
WHERE state IN ('withdrawn', 'lapsed') AND id IN (
    SELECT DISTINCT ON (e.person_id) e.id FROM courses_enrolment e
    JOIN accounts_person p ON p.id = e.person_id JOIN institutions_organisation o ON o.id = p.home_organisation_id
    WHERE e.person_id = ANY(%(people)s) AND e.version_id = %(version)s AND e.state IN ('withdrawn', 'lapsed')
      AND (%(national)s OR o.path @> ARRAY[%(provider)s]::bigint[])
      AND NOT EXISTS (SELECT FROM courses_enrolment c WHERE c.person_id = e.person_id AND c.offering_id = %(offering)s
                      AND c.state IN ('open', 'waiting', 'completed'))
    ORDER BY e.person_id, e.created_at DESC
)
RETURNING person_id
"""
ENROL_MANY = """
INSERT INTO courses_enrolment (uuid, person_id, organisation_id, home_organisation_id, provider_id, batch_id,
                               offering_id, version_id, state, progress, created_at, opened_at, withdrawal_reason)
SELECT gen_random_uuid(), p.id, p.home_organisation_id, p.home_organisation_id, %(provider)s, %(batch)s,
       %(offering)s, %(version)s, 'open', 0, %(at)s, %(at)s, ''
FROM accounts_person p JOIN institutions_organisation o ON o.id = p.home_organisation_id
WHERE p.id = ANY(%(people)s) AND (%(national)s OR o.path @> ARRAY[%(provider)s]::bigint[])
  AND NOT EXISTS (SELECT FROM courses_enrolment e
                  WHERE e.person_id = p.id AND e.offering_id = %(offering)s AND e.state = 'completed')
ORDER BY p.id
ON CONFLICT DO NOTHING
RETURNING person_id
"""


@transaction.atomic
def enrol_many(
    *, offering: Offering, person_ids: Sequence[int], organisation_id: int | None, actor: Actor, at: datetime
) -> list[int]:
    """Enrol a chunk of people in the open batch. Returns who is newly enrolled; twice adds nobody.

    Who left this version comes back to what was done. Whoever is enrolled, has completed it or is outside the audience
    is left out. One event for the chunk.
    """
    batch = Batch.objects.get(version_id=offering.published_version_id, is_default=True)
    named: dict[str, Any] = {
        "provider": offering.owner_id,
        "batch": batch.pk,
        "offering": offering.pk,
        "version": batch.version_id,
        "national": batch.is_national,
        "people": list(person_ids),
        "at": at,
    }
    with connection.cursor() as cursor:
        enrolled = []
        for statement in (OPEN_AGAIN_MANY, ENROL_MANY):
            cursor.execute(statement, named)
            enrolled += [person_id for (person_id,) in cursor.fetchall()]
    if enrolled:
        audit.record(
            actor, "courses.enrolment.opened_many", offering, at, organisation_id=organisation_id, people=len(enrolled)
        )
        outbox.publish(
            LearnerEnrolled(
                at=at,
                organisation_id=organisation_id,
                offering_id=offering.pk,
                offering_uuid=str(offering.uuid),
                batch_id=batch.pk,
                person_ids=enrolled,
            )
        )
    return enrolled


@dataclass(frozen=True, slots=True)
class Source:
    """Who asks: a plan, a mandate, a supervisor; with the title and the name a learner reads under "Why?"."""

    kind: str
    uuid: uuid.UUID
    title: str
    by: str
    title_hi: str = ""
    by_hi: str = ""

    def reason(self) -> dict[str, str]:
        words = asdict(self)
        return {key: words[key] for key in ("title", "title_hi", "by", "by_hi")}


ASSIGN = """
INSERT INTO courses_assignment AS a (uuid, person_id, organisation_id, home_organisation_id, offering_id, due_date,
                                     source_kind, source_uuid, reason, assigned_at)
SELECT gen_random_uuid(), p.id, p.home_organisation_id, p.home_organisation_id, %(offering)s, %(due)s,
       %(kind)s, %(source)s, %(reason)s, %(at)s
FROM accounts_person p WHERE p.id = ANY(%(people)s) AND p.home_organisation_id IS NOT NULL
ORDER BY p.id
ON CONFLICT (source_uuid, person_id, offering_id) DO UPDATE
    SET due_date = excluded.due_date, reason = excluded.reason, withdrawn_at = NULL
    WHERE (a.due_date, a.reason) IS DISTINCT FROM (excluded.due_date, excluded.reason) OR a.withdrawn_at IS NOT NULL
RETURNING person_id, xmax = 0
"""


@transaction.atomic
def assign(
    *,
    offering: Offering,
    person_ids: Sequence[int],
    due_date: date | None,
    source: Source,
    organisation_id: int | None,
    actor: Actor,
    at: datetime,
) -> list[int]:
    """Ask a chunk of people to take the offering, in one statement. Returns who is newly asked; twice adds nobody.

    Asked again by the same source with another day or reason: the row is changed, nobody is told again.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            ASSIGN,
            {
                "offering": offering.pk,
                "due": due_date,
                "kind": source.kind,
                "source": str(source.uuid),
                "reason": json.dumps(source.reason()),
                "people": list(person_ids),
                "at": at,
            },
        )
        asked = [person_id for person_id, is_new in cursor.fetchall() if is_new]
    if asked:
        audit.record(
            actor, "courses.assignment.made", offering, at, organisation_id=organisation_id, people=len(asked),
            source_kind=source.kind, source_uuid=source.uuid, due_date=due_date,
        )  # fmt: skip
        outbox.publish(
            CourseAssigned(
                at=at,
                organisation_id=organisation_id,
                offering_id=offering.pk,
                offering_uuid=str(offering.uuid),
                person_ids=asked,
                due_date=due_date,
                source_kind=source.kind,
                source_uuid=str(source.uuid),
                reason=source.reason(),
            )
        )
    return asked


CHANGE_DUE_DATE = """
UPDATE courses_assignment AS a SET due_date = %(due)s
FROM (
    SELECT id FROM courses_assignment
    WHERE source_uuid = %(source)s AND offering_id = %(offering)s AND withdrawn_at IS NULL
      AND assigned_at <= %(asked_until)s AND person_id > %(after)s
    ORDER BY person_id LIMIT %(limit)s FOR UPDATE
) AS following
WHERE a.id = following.id
RETURNING a.person_id
"""


@transaction.atomic
def change_due_date(
    *, source_uuid: uuid.UUID, offering_id: int, due_date: date, asked_until: datetime, after_person_id: int, limit: int
) -> list[int]:
    """Give the next people whom a source asked for an offering another day. Returns them; empty when it is done."""
    with connection.cursor() as cursor:
        cursor.execute(
            CHANGE_DUE_DATE,
            {
                "due": due_date,
                "source": str(source_uuid),
                "offering": offering_id,
                "asked_until": asked_until,
                "after": after_person_id,
                "limit": limit,
            },
        )
        return sorted(person_id for (person_id,) in cursor.fetchall())


@transaction.atomic
def withdraw_assignments(
    *, source_uuid: uuid.UUID, offering_ids: Sequence[int], organisation_id: int | None, actor: Actor, at: datetime
) -> int:
    """The source no longer asks for these offerings. Enrolments stay as they are."""
    count = Assignment.objects.filter(source_uuid=source_uuid, offering_id__in=offering_ids, withdrawn_at=None).update(
        withdrawn_at=at
    )
    if count:
        audit.record(
            actor, "courses.assignment.withdrawn", None, at, organisation_id=organisation_id, people=count,
            source_uuid=source_uuid,
        )  # fmt: skip
    return count
