"""Who may be asked about, and why somebody may do something here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import facade as accounts
from accounts.models import Person
from core.tenancy.context import everywhere
from institutions.organisations.models import Organisation
from institutions.roles import queries, rules
from institutions.roles.models import Membership, Role

PERMISSION_NAMES: dict[str, str | Promise] = {
    "institutions.roles.view": _("See who holds which role"),
    "institutions.roles.grant": _("Give and end roles"),
    "institutions.organisation.view": _("See the organisation's own page"),
    "institutions.organisation.create": _("Make a new organisation"),
    "institutions.sign_on.manage": _("Set up sign-in with the organisation's own service"),
    "institutions.domains.confirm": _("Confirm e-mail domains of organisations"),
    "ehrms.officials.view": _("See the officials"),
    "ehrms.officials.import": _("Bring in officials from a file"),
    "policy.plans.view": _("See training plans"),
    "policy.plans.write": _("Write training plans"),
    "policy.plans.publish": _("Publish training plans"),
    "monitoring.overview.view": _("See the organisation's figures"),
    "monitoring.national.view": _("See the national figures"),
    "core.jobs.view": _("See long-running work"),
    "core.jobs.cancel": _("Stop long-running work"),
    "core.operations.view": _("See how the platform runs"),
    "courses.authoring.view": _("See course drafts"),
    "courses.authoring.write": _("Write courses"),
    "courses.review": _("Review courses"),
    "courses.publish": _("Publish courses"),
    "courses.certificates.reissue": _("Issue certificates anew and decide about corrections"),
    "courses.accommodations.grant": _("Give people more time or attempts in quizzes"),
    "courses.extensions.grant": _("Give learners of a course more time or attempts"),
    "courses.certificates.revoke": _("Revoke certificates"),
    "courses.ratings.reply": _("Reply to what learners say of a course"),
    "courses.ratings.moderate": _("Hide words of ratings that were reported"),
    "institutions.support.open": _("See the platform with a person's eyes"),
    "institutions.support.write": _("Change something for a person in a support session"),
    "institutions.support.second_step": _("Take away a second step that a person has lost"),
    "competencies.framework.write": _("Change the competency model"),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a person may do something at an organisation, and by which role; or who could make it so.

    `by`: the role that gives it. `roles_needed`: names of roles that would. `could_grant`: who may give one of those.
    """

    person_name: str
    permission: str
    permission_name: str
    may: bool
    by: queries.Holder | None
    roles_needed: tuple[str, ...]
    could_grant: tuple[queries.Holder, ...]


def get_membership_for(organisation: Organisation, uuid: UUID) -> Membership:
    """A role held now at the organisation or below it; anything else is not found."""
    below = Organisation.objects.below(organisation.pk)
    membership = Membership.objects.filter(uuid=uuid, organisation__in=below).first()
    if membership is None:
        raise Http404
    return membership


def person_here(organisation: Organisation, address: str) -> Person | None:
    """The person with this address who belongs to the organisation or to one below it. Others do not exist here."""
    user = accounts.login_of(address)
    if user is None:
        return None
    below = Organisation.objects.below(organisation.pk).values_list("pk", flat=True)
    return Person.objects.filter(pk=user.person_id, home_organisation_id__in=list(below)).first()


def permission_choices() -> list[tuple[str, str]]:
    return sorted(((code, str(name)) for code, name in PERMISSION_NAMES.items()), key=lambda choice: choice[1])


def may(*, organisation: Organisation, address: str, permission: str, at: datetime, language: str) -> Answer | None:
    """The answer about a person of the organisation, or one who holds a role that reaches it; None for all others.

    Roles held above decide too, and those who ask may not read them by themselves: this looks with the platform's eyes
    at the path of this one organisation only.
    """
    user = accounts.login_of(address)
    path = tuple(organisation.path)
    with everywhere(reason=f"why somebody may do something at {organisation.code}"):
        reaching = queries.holders_at(path, at, language)
        here = person_here(organisation, address) is not None
        person = Person.objects.filter(pk=user.person_id).first() if user else None
        if person is None or not (here or any(holder.person_id == person.pk for holder in reaching)):
            return None
        by = next((h for h in reaching if h.person_id == person.pk and _gives(h, permission)), None)
        roles = rules.roles_with(permission, organisation.kind)
        granting = rules.grantors_of(roles)
        return Answer(
            person_name=person.name_in(language),
            permission=permission,
            permission_name=str(PERMISSION_NAMES[permission]),
            may=by is not None,
            by=by,
            roles_needed=tuple(str(Role(role).label) for role in roles),
            could_grant=() if by else tuple(h for h in reaching if h.role in granting),
        )


def permissions_of(roles: Iterable[str]) -> list[str]:
    """What holding these roles permits, as codes."""
    return sorted(set().union(*(rules.PERMISSIONS.get(role, frozenset()) for role in roles)))


def _gives(holder: queries.Holder, permission: str) -> bool:
    return permission in rules.PERMISSIONS.get(holder.role, ())
