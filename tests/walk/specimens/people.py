"""Who does it: the cast as the actions take them."""

from typing import Any


def who(cast: Any, name: str, organisation: str | None = None) -> dict[str, Any]:
    from core.audit.actor import Actor

    person = cast.people[name]
    place = cast.organisations[organisation].pk if organisation else person.home_organisation_id
    return {"actor": Actor(name=person.full_name, door="page", person_id=person.pk, organisation_id=place)}
