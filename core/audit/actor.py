"""Who acts: a person at a door, or the platform itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """`door`: page, api, task or command. `organisation_id`: where the actor acts, if for an organisation."""

    name: str
    door: str
    person_id: int | None = None
    user_id: int | None = None
    organisation_id: int | None = None


def platform(door: str = "task") -> Actor:
    """The platform acting by itself: reactions, schedules, commands."""
    return Actor(name="Karmayogi", door=door)
