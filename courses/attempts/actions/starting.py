"""Beginning an attempt: may it begin, what is asked, and when it ends."""

import secrets
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction

from core.audit import entries as audit
from core.audit.actor import Actor
from core.display.dates import in_datetime
from core.tenancy.context import everywhere
from courses.accommodations.queries import window_of
from courses.attempts import queries
from courses.attempts.actions.refusals import AttemptRefused
from courses.attempts.models import Attempt
from courses.catalogue.models import Resource
from courses.enrolment.models import Enrolment, EnrolmentState
from courses.questions import queries as questions
from courses.questions.models import Paging, Paper
from courses.questions.rules.papers import draw_paper


@transaction.atomic
def start(*, enrolment: Enrolment, resource: Resource, actor: Actor, at: datetime) -> Attempt:
    """Draw a paper and freeze it. One that is under way is given back instead."""
    enrolment = Enrolment.objects.lock(enrolment.pk)  # one start at a time
    paper = Paper.objects.get(resource=resource)
    past = list(Attempt.objects.filter(enrolment=enrolment, resource=resource).order_by("number"))
    if past and past[-1].submitted_at is None:
        return past[-1]
    if enrolment.state not in (EnrolmentState.OPEN, EnrolmentState.COMPLETED):
        raise AttemptRefused("NOT_ENROLLED")
    standing = queries.standing_of(paper, enrolment, past, at=at)
    if standing.refused:
        reason, opens = standing.refused
        raise AttemptRefused(reason, when=in_datetime(opens) if opens else "")
    with everywhere(reason="drawing a paper", audited=False):
        sections = questions.sections_of(paper.pk)
    seed = secrets.randbits(62)
    asked, terms = draw_paper(
        sections, seed=seed, is_shuffled=paper.is_shuffled,
        seen=Counter(question["version"] for attempt in past for question in attempt.questions),
    )  # fmt: skip
    minutes = None if paper.is_practice else standing.window.minutes
    attempt = Attempt.objects.create(
        enrolment=enrolment,
        person_id=enrolment.person_id,
        organisation_id=enrolment.organisation_id,
        home_organisation_id=enrolment.home_organisation_id,
        resource=resource,
        paper=paper,
        number=len(past) + 1,
        seed=seed,
        questions=asked,
        sections=[one.as_json() for one in terms],
        is_practice=paper.is_practice,
        paging=Paging.ALL if paper.is_practice else paper.paging,
        pass_percent=paper.pass_percent,
        started_at=at,
        deadline_at=at + timedelta(minutes=minutes) if minutes else None,
    )
    audit.record(
        actor, "courses.attempt.started", attempt, at, organisation_id=enrolment.organisation_id,
        number=attempt.number, minutes=minutes,
    )  # fmt: skip
    return attempt


@transaction.atomic
def give_more_time(*, person_id: int, at: datetime) -> int:
    """Move the end of the person's timed attempts under way to what holds for them now; never to an earlier time."""
    moved = 0
    open_now = Attempt.objects.select_for_update(of=("self",)).filter(
        person_id=person_id, submitted_at=None, deadline_at__isnull=False
    )
    for attempt in open_now.select_related("enrolment", "paper").order_by("pk"):
        minutes = window_of(
            person_id=person_id, offering_id=attempt.enrolment.offering_id, minutes=attempt.paper.time_limit_minutes,
            attempts=0, at=at,
        ).minutes  # fmt: skip
        ends = attempt.started_at + timedelta(minutes=minutes or 0)
        if attempt.deadline_at is not None and ends > attempt.deadline_at:
            attempt.deadline_at = ends
            attempt.save(update_fields=["deadline_at"])
            moved += 1
    return moved
