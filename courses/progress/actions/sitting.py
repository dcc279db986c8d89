"""Sitting a quiz: what an attempt does to the progress of its enrolment."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import get_language

from core.audit.actor import Actor
from courses.attempts import actions as attempts
from courses.attempts import queries as standings
from courses.attempts.actions import AttemptRefused, Checked
from courses.attempts.models import Attempt
from courses.catalogue.models import Resource
from courses.enrolment.models import Enrolment
from courses.progress.actions.completing import complete_resource
from courses.progress.actions.learning_time import credit_until
from courses.progress.actions.reading import open_resource
from courses.progress.queries import leaves_of
from courses.progress.rules import DAY_MOST_SECONDS
from courses.questions.models import Paper
from courses.questions.rules import Said

MOST_NAMED = 5  # parts that a refusal names


@transaction.atomic
def start_attempt(*, enrolment: Enrolment, resource: Resource, actor: Actor, at: datetime) -> Attempt:
    """Begin an attempt, or go on with the one under way. Some quizzes ask to finish what was missed before the next."""
    if refusal := unread_refusal(enrolment, resource):
        raise refusal
    return attempts.start(enrolment=enrolment, resource=resource, actor=actor, at=at)


def unread_refusal(enrolment: Enrolment, resource: Resource) -> AttemptRefused | None:
    """That something is to be finished before another attempt, if it is."""
    if not (unread := unread_before(enrolment, resource)):
        return None
    titles = [part.title_in(get_language() or "en") for part in unread]
    more = ["…"] if len(titles) > MOST_NAMED else []
    return AttemptRefused("PARTS_UNREAD", parts=", ".join(titles[:MOST_NAMED] + more))


def unread_before(enrolment: Enrolment, resource: Resource) -> list[Resource]:
    """Required parts that are not done, where the quiz wants them done before another attempt."""
    if not Paper.objects.filter(resource=resource, is_reading_first=True).exists():
        return []
    if not Attempt.objects.filter(enrolment=enrolment, resource=resource, submitted_at__isnull=False).exists():
        return []
    if Attempt.objects.filter(enrolment=enrolment, resource=resource, submitted_at=None).exists():
        return []
    missed = [
        leaf.uuid
        for leaf in leaves_of(enrolment.pk, enrolment.version_id).values()
        if leaf.is_required and not leaf.is_complete and leaf.kind not in ("quiz", "practice")
    ]
    found = Resource.objects.filter(version_id=enrolment.version_id, uuid__in=missed)
    return list(found.order_by("module__position", "position"))


@transaction.atomic
def submit_attempt(
    *, attempt: Attempt, answers: Mapping[int, Said] | None = None, said_at: Mapping[int, datetime] | None = None,
    actor: Actor, at: datetime,
) -> Attempt:  # fmt: skip
    """Hand in an attempt: marked once; what counts by the policy of the quiz completes it, and perhaps the course."""
    attempt, is_marked_now = attempts.mark(attempt=attempt, answers=answers, said_at=said_at, actor=actor, at=at)
    if is_marked_now:
        enrolment, resource = _credit(attempt, at)
        past = list(Attempt.objects.filter(enrolment=enrolment, resource=resource).order_by("number"))
        counted = standings.counted_of(Paper.objects.get(pk=attempt.paper_id), past)
        keep_score(attempt.enrolment_id, attempt.resource_id, counted.score)
        if counted.is_passed:
            complete_resource(
                enrolment_id=enrolment.pk, resource_id=resource.pk, score=counted.score, actor=actor, at=at
            )
    return attempt


@transaction.atomic
def check_answer(*, attempt: Attempt, position: int, said: Said | None, actor: Actor, at: datetime) -> Checked:
    """Check one answer of a practice; when all were tried the practice is done, however many were right. How long that
    took decides what it is evidence of."""
    checked = attempts.check(attempt=attempt, position=position, said=said, actor=actor, at=at)
    if checked.is_finished_now:
        enrolment, resource = _credit(checked.attempt, at)
        keep_seconds(enrolment.pk, resource.pk, int((at - checked.attempt.started_at).total_seconds()))
        complete_resource(enrolment_id=enrolment.pk, resource_id=resource.pk, score=None, actor=actor, at=at)
    return checked


def _credit(attempt: Attempt, at: datetime) -> tuple[Enrolment, Resource]:
    """The time it took, at most the author's minutes."""
    enrolment = Enrolment.objects.lock(attempt.enrolment_id)
    resource = Resource.objects.get(pk=attempt.resource_id)
    open_resource(enrolment=enrolment, resource=resource, at=at)
    ended = attempt.submitted_at or at
    credit_until(person_id=enrolment.person_id, since=attempt.started_at, at=ended, most_seconds=resource.minutes * 60)
    return enrolment, resource


def keep_seconds(enrolment_id: int, resource_id: int, seconds: int) -> None:
    """How long the longest of the practices took, by the server's clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE courses_resourceprogress SET seen = seen + int4multirange(int4range(0, %s))"
            " WHERE enrolment_id = %s AND resource_id = %s",
            [max(0, min(seconds, DAY_MOST_SECONDS)), enrolment_id, resource_id],  # two machines' clocks may differ
        )


def keep_score(enrolment_id: int, resource_id: int, score: int | None) -> None:
    """The score that counts now. By the last, first or average attempt it may fall; what is completed stays so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE courses_resourceprogress SET score = %s WHERE enrolment_id = %s AND resource_id = %s",
            [score, enrolment_id, resource_id],
        )
