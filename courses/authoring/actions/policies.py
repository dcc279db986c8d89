"""When a SCORM package counts as done: a choice of its provider, part of the version."""

from datetime import datetime

from django.db import transaction

from core.audit import entries as audit
from core.audit.actor import Actor
from courses.authoring.actions.drafts import lock_draft
from courses.catalogue.models import Resource, StatusPolicy
from courses.scorm.actions import PackageRefused
from courses.scorm.queries import scorm_of


@transaction.atomic
def set_status_policy(
    *, resource: Resource, policy: str, pass_score: int | None, actor: Actor, at: datetime
) -> Resource:  # fmt: skip
    """`pass_score`: percent, with the policy SCORE; without it none is kept."""
    lock_draft(resource.version, actor=actor, at=at)
    resource = Resource.objects.select_related("version").get(pk=resource.pk)
    if scorm_of(resource) is None:
        raise PackageRefused("NOT_A_SCORM_PACKAGE")
    if policy not in StatusPolicy.values:
        raise PackageRefused("NO_SUCH_POLICY")
    if policy == StatusPolicy.SCORE and not 1 <= (pass_score or 0) <= 100:
        raise PackageRefused("NO_PASS_SCORE")
    resource.status_policy = policy
    resource.pass_score = pass_score if policy == StatusPolicy.SCORE else None
    resource.save(update_fields=["status_policy", "pass_score"])
    audit.record(
        actor, "courses.resource.status_policy_set", resource, at, organisation_id=resource.owner_id, policy=policy,
        pass_score=resource.pass_score,
    )  # fmt: skip
    return resource
