"""Keeping what a package gives us to keep, and what it says; and ending a reading that it says is done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit.actor import Actor
from core.refusals import Refusal
from courses.catalogue.models import Resource
from courses.enrolment.models import Enrolment, EnrolmentState
from courses.h5p import rules
from courses.h5p.models import H5PState, H5PStatement
from courses.h5p.rules import Said
from courses.packages.models import PackageKind
from courses.packages.queries import package_of
from courses.progress import actions as progress
from courses.progress.actions import ProgressRefused
from courses.progress.models import ResourceProgress


class H5PRefused(Refusal):
    """OVERTAKEN carries nothing: the newer state is had by opening the page again."""

    SENTENCES = {
        "NOT_ENROLLED": _("Enrol in the course first; then what you do is kept."),
        "NOT_H5P": _("This part of the course keeps nothing of the kind."),
        "OVERTAKEN": _(
            "You went on in another window or on another device. Open this page again to continue from there."
        ),
        "TOO_MUCH": _("The package wants to keep more than %(kilobytes)s KB for one learner, the most we take."),
        "TOO_MANY": _("The package has said more than %(most)s things about one learner, the most we keep."),
    }


@transaction.atomic
def keep_states(
    *, enrolment: Enrolment, resource: Resource, states: dict[str, Any], revision: int, session: UUID, sequence: int,
    at: datetime,
) -> int:  # fmt: skip
    """Keep where the learner stands; returns the new revision. Sent twice, kept once; late, not at all.

    `revision`: the one that the player began from, or was told last.
    """
    _require(enrolment, resource)
    if not rules.are_states(states):
        raise H5PRefused("TOO_MUCH", kilobytes=rules.MOST_STATES // 1024)
    whose = {
        "person_id": enrolment.person_id,
        "organisation_id": enrolment.organisation_id,
        "home_organisation_id": enrolment.home_organisation_id,
    }
    first = H5PState(
        enrolment=enrolment, resource=resource, states=states, session=session, sequence=sequence, saved_at=at, **whose
    )
    H5PState.objects.bulk_create([first], ignore_conflicts=True)
    kept = H5PState.objects.select_for_update().get(enrolment=enrolment, resource=resource)
    if kept.session == session and kept.sequence >= sequence:
        return kept.revision
    if kept.session != session and kept.revision != revision:
        raise H5PRefused("OVERTAKEN")
    kept.states, kept.session, kept.sequence, kept.saved_at = states, session, sequence, at
    kept.revision += 1
    kept.save(update_fields=["states", "session", "sequence", "saved_at", "revision"])
    return kept.revision


@transaction.atomic
def take_statements(
    *, enrolment: Enrolment, resource: Resource, statements: Sequence[Said], session: UUID, actor: Actor, at: datetime
) -> tuple[bool, int]:
    """Keep what the package said. When it says, or said before, that it is done, that is believed once the server's
    clock allows it, as a reader's own word is. Returns whether it is done, and in how many seconds it can be."""
    _require(enrolment, resource)
    mine = H5PStatement.objects.filter(enrolment=enrolment, resource=resource)
    if statements and mine.count() + len(statements) > rules.MOST_KEPT:
        raise H5PRefused("TOO_MANY", most=rules.MOST_KEPT)
    H5PStatement.objects.bulk_create(
        [
            H5PStatement(
                enrolment=enrolment,
                resource=resource,
                person_id=enrolment.person_id,
                organisation_id=enrolment.organisation_id,
                home_organisation_id=enrolment.home_organisation_id,
                session=session,
                sequence=said.sequence,
                verb=said.verb,
                part=said.part,
                score=said.score,
                most=said.most,
                is_success=said.is_success,
                response=said.response[:1000],
                received_at=at,
            )
            for said in statements
        ],
        ignore_conflicts=True,
    )
    done = ResourceProgress.objects.filter(enrolment=enrolment, resource=resource, completed_at__isnull=False)
    if done.exists():
        return True, 0
    if not mine.filter(part="", verb__in=rules.ENDING).exists():
        return False, 0
    try:
        progress.read(enrolment=enrolment, resource=resource, actor=actor, at=at)
    except ProgressRefused as refusal:
        if refusal.reason != "READ_LONGER":
            raise
        return False, int(str(refusal.facts["seconds"]))
    return True, 0


def _require(enrolment: Enrolment, resource: Resource) -> None:
    if enrolment.state not in (EnrolmentState.OPEN, EnrolmentState.COMPLETED):
        raise H5PRefused("NOT_ENROLLED")
    package = package_of(resource)
    if package is None or package.kind != PackageKind.H5P:
        raise H5PRefused("NOT_H5P")
