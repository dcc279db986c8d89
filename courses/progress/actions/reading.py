"""Opening a resource, and the learner's word that it is done: believed when the server's clock allows it."""

from datetime import datetime

from django.db import connection, transaction

from core.audit.actor import Actor
from courses.catalogue.models import Resource, ResourceKind
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
VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (enrolment_id, resource_id) DO UPDATE SET updated_at = greatest(p.updated_at, excluded.updated_at)
RETURNING opened_at
"""


@transaction.atomic
def open_resource(*, enrolment: Enrolment, resource: Resource, at: datetime) -> datetime:
    """Note that the resource is on the learner's screen, for resuming and for the clock. Returns when it first was."""
    with connection.cursor() as cursor:
        cursor.execute(
            OPEN,
            [
                enrolment.pk,
                resource.pk,
                enrolment.person_id,
                enrolment.organisation_id,
                enrolment.home_organisation_id,
                at,
                at,
            ],
        )
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


CLOCK = """
SELECT min(p.opened_at), max(p.opened_at) FILTER (WHERE p.resource_id = %(resource)s),
       coalesce(json_agg(json_build_array(r.kind, r.minutes, r.length)) FILTER (WHERE p.completed_at IS NOT NULL), '[]')
FROM courses_resourceprogress p JOIN courses_resource r ON r.id = p.resource_id AND r.kind <> 'quiz'
WHERE p.enrolment_id = %(enrolment)s
"""


def time_left(*, enrolment: Enrolment, resource: Resource, at: datetime) -> int:
    """Seconds until the learner may say that the resource is done."""
    with connection.cursor() as cursor:
        cursor.execute(CLOCK, {"enrolment": enrolment.pk, "resource": resource.pk})
        first, opened, done = cursor.fetchone()
    return rules.time_left(
        needed=rules.needed_seconds(resource.kind, resource.minutes, resource.length),
        opened_at=opened or at,
        first_opened_at=first or at,
        spent_seconds=sum(rules.needed_seconds(kind, minutes, length) for kind, minutes, length in done),
        at=at,
    )


@transaction.atomic
def read(*, enrolment: Enrolment, resource: Resource, actor: Actor, at: datetime) -> Enrolment:
    """The learner says that a text, document, video or package is done; believed when the server's clock allows it."""
    enrolment = Enrolment.objects.lock(enrolment.pk)
    if enrolment.state not in (EnrolmentState.OPEN, EnrolmentState.COMPLETED):
        raise ProgressRefused("NOT_ENROLLED")
    if resource.kind == ResourceKind.QUIZ:
        raise ProgressRefused("NOT_A_READING")
    if resource.kind == ResourceKind.PACKAGE and not _is_done_by_word(resource):
        raise ProgressRefused("SAYS_ITSELF")
    if ResourceProgress.objects.filter(enrolment=enrolment, resource=resource, completed_at__isnull=False).exists():
        return enrolment
    opened_at = open_resource(enrolment=enrolment, resource=resource, at=at)
    if seconds := time_left(enrolment=enrolment, resource=resource, at=at):
        raise ProgressRefused("READ_LONGER", seconds=seconds)
    credit_until(person_id=enrolment.person_id, since=opened_at, at=at, most_seconds=resource.minutes * 60)
    return complete_resource(enrolment_id=enrolment.pk, resource_id=resource.pk, score=None, actor=actor, at=at)


def _is_done_by_word(resource: Resource) -> bool:
    package = package_of(resource)
    return package is not None and is_done_by_word(package.kind)
