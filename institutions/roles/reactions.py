"""What follows when roles change or people join: they are told, and what is kept of them is read anew."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from accounts.events import PersonJoined
from core.outbox.events import Event
from institutions.events import MembershipEnded, MembershipGranted
from institutions.organisations.models import Organisation
from institutions.roles.models import Role
from institutions.roles.principal import forget
from messages.facade import notify


def tell_person(events: list[Event]) -> None:
    """A message to whoever was given a role or lost one. Runs as the platform; keyed, so twice is once."""
    there = Organisation.objects.in_bulk({event.organisation_id for event in events})
    for event in events:
        if not isinstance(event, MembershipGranted | MembershipEnded) or event.organisation_id not in there:
            continue
        happened = "granted" if isinstance(event, MembershipGranted) else "ended"
        organisation = there[event.organisation_id]
        notify(
            person_ids=[event.person_id],
            kind=f"institutions.role-{happened}",
            key=f"role-{happened}:{event.membership_uuid}",
            params={
                "role": _in_every_language(event.role),
                "organisation": {code: organisation.name_in(code) for code, _name in settings.LANGUAGES},
            },
            link=reverse("institutions:profile"),
            at=event.at,
        )


def read_joiners_anew(events: list[Event]) -> None:
    """Who joined an organisation sees what it shares with the next request."""
    for event in events:
        if isinstance(event, PersonJoined):
            forget(event.person_id)


def read_roles_anew(events: list[Event]) -> None:
    """Again after the commit that said so already: the process of that commit may not have reached the cache."""
    for event in events:
        if isinstance(event, MembershipGranted | MembershipEnded):
            forget(event.person_id)


def _in_every_language(role: str) -> dict[str, str]:
    names = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            names[code] = str(Role(role).label)
    return names
