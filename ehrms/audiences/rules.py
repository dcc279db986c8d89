"""An audience as a value: who is asked, in conditions that can be read aloud."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """Officials who serve at or below an organisation and hold one of the designations (none named: all)."""

    organisation_id: int
    designation_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition, and whether an official meets it. `asked` and `mine` are words for a person."""

    kind: str  # organisation, designation
    asked: str
    mine: str
    is_met: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """How many officials each condition leaves: all who serve there, and those who also hold a designation."""

    in_organisation: int
    with_designation: int

    @property
    def emptied_by(self) -> str | None:
        """Which condition removes everybody; None when somebody is left."""
        if self.in_organisation == 0:
            return "organisation"
        return "designation" if self.with_designation == 0 else None
