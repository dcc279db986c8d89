"""Giving somebody more, as Chitra for Finance or as ISTM for its course."""

from datetime import date
from uuid import uuid4

from core.tenancy.context import acting_in
from courses.accommodations import access, actions
from tests.courses.making import NOW, actor_of

TODAY = date(2026, 11, 2)


def give(cast, name="asha", *, by="chitra", at=NOW, offering=None, place="finance", **said):
    """In the scope of the place that decides."""
    person = cast.people[name]
    found = access.Found(person.pk, person.full_name, person.home_organisation_id)
    decision = {
        "uuid": uuid4(), "extra_time_percent": 50, "extra_attempts": 0, "category": "disability", "note": "OM 12/2026",
        "active_from": TODAY, "active_to": None,
    }  # fmt: skip
    with acting_in(cast.organisation_scope(place, by)):
        return actions.grant(
            found=found, organisation_id=cast.organisations[place].pk, offering=offering, actor=actor_of(cast, by),
            at=at, **decision | said,
        )  # fmt: skip


def end(cast, row, *, by="chitra", at=NOW, place="finance"):
    with acting_in(cast.organisation_scope(place, by)):
        return actions.end(accommodation=row, actor=actor_of(cast, by), at=at)
