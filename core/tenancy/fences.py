"""The five fences. Every model names one as its `fence`; the migration that makes the table applies it.

Each fence says who reads and who writes a row, as row-security policies. The scope (a person, the organisations the
person acts for, the organisations above) is read through functions that raise when no scope is open, so that a
forgotten scope fails loudly instead of finding nothing. They stand in scalar sub-selects, so that PostgreSQL calls
them once per statement and not once per row.
"""

from dataclasses import dataclass

RUNTIME = "karmayogi_runtime"
PLATFORM = "karmayogi_platform"
NATIONAL_READER = "karmayogi_national_reader"


def _held(column: str) -> str:
    return f"{column} = ANY((SELECT core_scope_organisations())::bigint[])"


def _above(column: str) -> str:
    return f"{column} = ANY((SELECT core_scope_above())::bigint[])"


def _me(column: str) -> str:
    return f"{column} = (SELECT core_scope_person())"


@dataclass(frozen=True, slots=True)
class Policy:
    name: str
    command: str  # ALL, SELECT, INSERT, UPDATE or DELETE
    role: str
    using: str | None = None
    check: str | None = None

    def sql(self, table: str) -> str:
        using = f" USING ({self.using})" if self.using else ""
        check = f" WITH CHECK ({self.check})" if self.check else ""
        return f'CREATE POLICY {self.name} ON "{table}" FOR {self.command} TO {self.role}{using}{check}'


@dataclass(frozen=True, slots=True)
class Fence:
    """Base: the platform role passes every fence, the national reader reads through it."""

    def reads(self) -> str:
        raise NotImplementedError

    def writes(self) -> str:
        raise NotImplementedError

    def policies(self) -> list[Policy]:
        reads, writes = self.reads(), self.writes()
        return [
            Policy("platform_all", "ALL", PLATFORM, "true", "true"),
            Policy("national_read", "SELECT", NATIONAL_READER, "true"),
            Policy("scope_read", "SELECT", RUNTIME, reads),
            Policy("scope_insert", "INSERT", RUNTIME, None, writes),
            Policy("scope_update", "UPDATE", RUNTIME, writes, writes),
            Policy("scope_delete", "DELETE", RUNTIME, writes),
        ]


@dataclass(frozen=True, slots=True)
class National(Fence):
    """All read; the owner writes. Without an owner column only the platform role writes."""

    owner: str | None = None

    def reads(self) -> str:
        return "true"

    def writes(self) -> str:
        return _held(self.owner) if self.owner else "false"


@dataclass(frozen=True, slots=True)
class Counter(Fence):
    """All may read, add and lock: a row that many organisations count on, changed by one action."""

    def reads(self) -> str:
        return "true"

    def writes(self) -> str:
        return "true"


@dataclass(frozen=True, slots=True)
class SharedDown(Fence):
    """The owner's subtree reads, the owner writes.

    `shared_when` narrows what those below see (say, only what is published); `open_when` opens rows to everybody.
    `also_when` is asked last, of rows that are hidden otherwise: what a person keeps by an act of their own, wherever
    they are posted now. All are SQL conditions on the row's own columns.
    """

    owner: str
    shared_when: str = "true"
    open_when: str = "false"
    also_when: str = ""

    def reads(self) -> str:
        shared = f"({self.open_when}) OR {_held(self.owner)} OR (({self.shared_when}) AND {_above(self.owner)})"
        return f"{shared} OR ({self.also_when})" if self.also_when else shared

    def writes(self) -> str:
        return _held(self.owner)


@dataclass(frozen=True, slots=True)
class Organisational(Fence):
    """Holders of a role at the organisation or above it read and write."""

    organisation: str

    def reads(self) -> str:
        return _held(self.organisation)

    def writes(self) -> str:
        return _held(self.organisation)


@dataclass(frozen=True, slots=True)
class Personal(Fence):
    """The person, and role holders of the organisation where it happened, of the person's home, or of a provider.

    `also` names further organisation columns that read the row (the provider of an enrolment's batch).
    `person_writes=False` is for what is about a person but not theirs to write: nobody grants a role to himself.
    """

    person: str
    organisation: str | None = None
    home: str | None = None
    also: tuple[str, ...] = ()
    person_writes: bool = True

    def reads(self) -> str:
        return " OR ".join([_me(self.person), *self._by_organisation()])

    def writes(self) -> str:
        return self.reads() if self.person_writes else " OR ".join(self._by_organisation())

    def _by_organisation(self) -> list[str]:
        return [_held(column) for column in (self.organisation, self.home, *self.also) if column]


@dataclass(frozen=True, slots=True)
class AppendOnly(Fence):
    """Anybody in a scope adds; holders of a role at the organisation read, and whoever did it. Nobody changes it."""

    organisation: str
    person: str | None = None

    def reads(self) -> str:
        return _held(self.organisation) + (f" OR {_me(self.person)}" if self.person else "")

    def writes(self) -> str:
        return "true"

    def policies(self) -> list[Policy]:
        return [
            Policy("platform_read", "SELECT", PLATFORM, "true"),
            Policy("platform_insert", "INSERT", PLATFORM, None, "true"),
            Policy("national_read", "SELECT", NATIONAL_READER, "true"),
            Policy("national_insert", "INSERT", NATIONAL_READER, None, "true"),
            Policy("scope_read", "SELECT", RUNTIME, self.reads()),
            Policy("scope_insert", "INSERT", RUNTIME, None, "true"),
        ]


@dataclass(frozen=True, slots=True)
class Unfenced:
    """No fence, for a reason that is written down: machinery that is read before any scope can be known."""

    because: str
