"""Opening a resource, and the learner's word that it is done: believed when the server's clock allows it."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from core.audit.actor import Actor
from courses.catalogue.models import Resource, ResourceKind
from courses.catalogue.rules import FILED
from courses.enrolment.models import Enrolment, EnrolmentState
from courses.packages.queries import package_of
from courses.packages.rules import is_done_by_word
from courses.progress import rules
from courses.progress.actions.completing import complete_resource
from courses.progress.actions.learning_time import credit_until
from courses.progress.actions.refusals import ProgressRefused
from courses.progress.models import ResourceProgress

OPEN = """
INSERT INTO courses_resourceprogress AS p (uuid, enrolment_id, resource_id, person_id, organisation_id,
    home_organisation_id, opened_at, updated_at)
VALUES (gen_random_uuid(), %(enrolment)s, %(resource)s, %(person)s, %(organisation)s, %(home)s, %(at)s, %(at)s)
ON CONFLICT (enrolment_id, resource_id) DO UPDATE
    SET opened_at = CASE WHEN %(again)s THEN greatest(p.opened_at, excluded.opened_at) ELSE p.opened_at END,
        updated_at = CASE WHEN %(again)s THEN greatest(p.updated_at, excluded.updated_at) ELSE p.updated_at END
"""


@transaction.atomic
def open_resource(*, enrolment: Enrolment, resource: Resource, at: datetime) -> None:
    """Note that the resource is on the learner's screen, for resuming and for the clock, which starts anew."""
    _open(enrolment, resource, at, again=True)


def _open(enrolment: Enrolment, resource: Resource, at: datetime, *, again: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            OPEN,
            {
                "enrolment": enrolment.pk,
                "resource": resource.pk,
                "person": enrolment.person_id,
                "organisation": enrolment.organisation_id,
                "home": enrolment.home_organisation_id,
                "at": at,
                "again": again,
            },
        )


STANDING = """
SELECT p.opened_at, p.updated_at, coalesce((SELECT sum(upper(x) - lower(x)) FROM unnest(p.seen) x), 0)::int,
       (SELECT coalesce(json_agg(json_build_array(r.kind, r.minutes, r.length)), '[]')
        FROM courses_resourceprogress o JOIN courses_resource r ON r.id = o.resource_id AND r.kind <> 'quiz'
        WHERE o.person_id = p.person_id AND o.id <> p.id AND o.completed_at > p.opened_at)
FROM courses_resourceprogress p WHERE p.enrolment_id = %s AND p.resource_id = %s
"""


def standing(*, enrolment: Enrolment, resource: Resource, at: datetime) -> rules.Standing:
    """How far the resource is from being believed done by its learner's word."""
    kind, minutes, length = resource.kind, resource.minutes, resource.length
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [enrolment.pk, resource.pk])
        row = cursor.fetchone()
    if row is None:
        return rules.Standing(kind, minutes, length)
    opened_at, updated_at, seen, others = row
    return rules.Standing(
        kind, minutes, length, seen,
        since=(at - opened_at).total_seconds(),
        silent=(at - updated_at).total_seconds() if updated_at > opened_at else None,
        others=rules.seconds_of_parts(others),
    )  # fmt: skip


# One word of a person at a time, as with reports: two at the same moment would both find nothing done since.
ALONE = """
INSERT INTO courses_learningclock AS c (person_id, last_at) VALUES (%s, %s)
ON CONFLICT (person_id) DO UPDATE SET last_at = c.last_at
"""


@transaction.atomic
def read(*, enrolment: Enrolment, resource: Resource, actor: Actor, at: datetime) -> Enrolment:
    """The learner says that a text, document, video or package is done.

    What a player saw decides where one was heard of since it was opened; otherwise the server's clock, and a film,
    recording or document is then done by word only, which its completion's grade says.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [enrolment.person_id, at])  # before the enrolment, as reports do
    enrolment = Enrolment.objects.lock(enrolment.pk)
    if enrolment.state not in (EnrolmentState.OPEN, EnrolmentState.COMPLETED):
        raise ProgressRefused("NOT_ENROLLED")
    if resource.kind == ResourceKind.QUIZ:
        raise ProgressRefused("NOT_A_READING")
    if resource.kind == ResourceKind.PACKAGE and not _is_done_by_word(resource):
        raise ProgressRefused("SAYS_ITSELF")
    if ResourceProgress.objects.filter(enrolment=enrolment, resource=resource, completed_at__isnull=False).exists():
        return enrolment
    _open(enrolment, resource, at, again=False)
    found = standing(enrolment=enrolment, resource=resource, at=at)
    if seconds := found.seconds_left:
        is_partly_seen = found.is_watched and resource.kind in FILED and resource.length
        raise ProgressRefused("NOT_ALL_SEEN") if is_partly_seen else ProgressRefused("READ_LONGER", seconds=seconds)
    if not found.is_watched:
        needed = rules.needed_seconds(resource.kind, resource.minutes, resource.length)
        most = min(resource.minutes * 60, max(needed, rules.IDLE_SECONDS))
        credit_until(person_id=enrolment.person_id, since=at - timedelta(seconds=found.since), at=at, most_seconds=most)
    return complete_resource(enrolment_id=enrolment.pk, resource_id=resource.pk, score=None, actor=actor, at=at)


def _is_done_by_word(resource: Resource) -> bool:
    package = package_of(resource)
    return package is not None and is_done_by_word(package.kind)
