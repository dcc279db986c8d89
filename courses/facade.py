"""The one door of courses for other pillars: ids and frozen values in and out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.audit.actor import Actor
from courses.catalogue.models import Offering, OfferingState
from courses.catalogue.queries.cards import card, course_address
from courses.catalogue.queries.cards import stars_of as shown_stars
from courses.catalogue.queries.search import Search, search
from courses.catalogue.rules.spreads import Spread
from courses.certificates.actions import draw_missing, write_proofs
from courses.certificates.document import verification_url
from courses.certificates.queries import valid_of
from courses.certificates.rules import path_of_proof, printed
from courses.enrolment import actions as enrolment
from courses.enrolment.actions import Source
from courses.enrolment.models import Completion, Enrolment, EnrolmentState

__all__ = [
    "OfferingKnown",
    "Proof",
    "Source",
    "assign",
    "change_due_date",
    "completed_people",
    "course_address",
    "course_card",
    "draw_missing",
    "enrol_many",
    "my_learning",
    "newest_cards",
    "offerings",
    "path_of_proof",
    "proofs",
    "published_offerings",
    "stars_of",
    "withdraw_assignments",
    "write_proofs",
]


@dataclass(frozen=True, slots=True)
class OfferingKnown:
    """An offering as other pillars name it. `minutes` of the published version."""

    id: int
    uuid: UUID
    code: str
    title: str
    title_hi: str
    minutes: int
    provider: str
    provider_hi: str
    provider_id: int
    is_national: bool


def published_offerings(*, words: str = "") -> list[OfferingKnown]:
    """What the open scope may take now: the first page of 24, the newest or the best matches."""
    rows = search(Search(words=words)).rows
    known = offerings(uuids=[row["uuid"] for row in rows])
    return [known[row["uuid"]] for row in rows if row["uuid"] in known]


def offerings(*, ids: Iterable[int] = (), uuids: Iterable[UUID] = ()) -> dict[Any, OfferingKnown]:
    """Published offerings by id or by uuid, whichever was asked; also retired ones, since plans remember them."""
    by_uuid = list(uuids)
    rows = Offering.objects.filter(published_version__isnull=False).select_related("owner", "published_version")
    rows = rows.filter(uuid__in=by_uuid) if by_uuid else rows.filter(pk__in=list(ids))
    return {row.uuid if by_uuid else row.pk: _known(row) for row in rows}


def _known(row: Offering) -> OfferingKnown:
    return OfferingKnown(
        id=row.pk,
        uuid=row.uuid,
        code=row.code,
        title=row.title,
        title_hi=row.title_hi,
        minutes=row.published_version.minutes if row.published_version else 0,
        provider=row.owner.name,
        provider_hi=row.owner.name_hi,
        provider_id=row.owner_id,
        is_national=row.visibility == "national",
    )


def course_card(row: dict[str, Any], language: str) -> dict[str, Any]:
    """A row of the catalogue's search as core/components/cards.py takes it."""
    return card(row, language)


def stars_of(counts: Sequence[int] | None) -> dict[str, str]:
    """As a card takes them, of how many gave 1, 2, 3, 4 and 5."""
    return shown_stars(Spread.of(counts))


def newest_cards(number: int, language: str) -> list[dict[str, Any]]:
    """Cards of the courses that the open scope may see, the newest first."""
    return [card(row, language) for row in search(Search(), size=number).rows]


def assign(
    *,
    offering_id: int,
    person_ids: Sequence[int],
    due_date: date | None,
    source: Source,
    organisation_id: int | None,
    actor: Actor,
    at: datetime,
) -> list[int]:
    """Ask a chunk of people (a thousand at most) to take an offering. Returns who is newly asked; twice adds nobody."""
    return enrolment.assign(
        offering=Offering.objects.get(pk=offering_id, state=OfferingState.LIVE),
        person_ids=person_ids,
        due_date=due_date,
        source=source,
        organisation_id=organisation_id,
        actor=actor,
        at=at,
    )


def change_due_date(
    *, source_uuid: UUID, offering_id: int, due_date: date, asked_until: datetime, after_person_id: int, limit: int
) -> list[int]:
    """Give the next people whom a source asked for an offering another day, by their ids; empty when it is done."""
    return enrolment.change_due_date(
        source_uuid=source_uuid,
        offering_id=offering_id,
        due_date=due_date,
        asked_until=asked_until,
        after_person_id=after_person_id,
        limit=limit,
    )


def withdraw_assignments(
    *, source_uuid: UUID, offering_ids: Sequence[int], organisation_id: int | None, actor: Actor, at: datetime
) -> int:
    """The source no longer asks for these offerings; returns how many were asked. Enrolments stay."""
    return enrolment.withdraw_assignments(
        source_uuid=source_uuid, offering_ids=offering_ids, organisation_id=organisation_id, actor=actor, at=at
    )


def enrol_many(
    *, offering_id: int, person_ids: Sequence[int], organisation_id: int | None, actor: Actor, at: datetime
) -> list[int]:
    """Enrol a chunk of people in an offering's open batch. Returns who is newly enrolled; twice adds nobody."""
    return enrolment.enrol_many(
        offering=Offering.objects.get(pk=offering_id),
        person_ids=person_ids,
        organisation_id=organisation_id,
        actor=actor,
        at=at,
    )


def completed_people(*, offering_id: int, person_ids: Sequence[int]) -> dict[int, datetime]:
    """Who of these has completed the offering, and when first."""
    rows = Completion.objects.filter(offering_id=offering_id, person_id__in=person_ids).order_by("-completed_at")
    return dict(rows.values_list("person_id", "completed_at"))


@dataclass(frozen=True, slots=True)
class Proof:
    """A valid certificate. `number` as people read it; anybody may check it at `verify_url`."""

    uuid: UUID
    number: str
    verify_url: str


def proofs(*, person_ids: Iterable[int], offering_ids: Iterable[int]) -> dict[tuple[int, int], Proof]:
    """By person and offering, what proves that the one has completed the other."""
    return {
        pair: Proof(row.uuid, printed(row.number), verification_url(row.number))
        for pair, row in valid_of(person_ids=person_ids, offering_ids=offering_ids).items()
    }


def my_learning(*, person_id: int) -> list[dict[str, Any]]:
    """What the person is learning now, as plain values, the newest first."""
    rows = (
        Enrolment.objects.of(person_id)
        .filter(state__in=[EnrolmentState.OPEN, EnrolmentState.WAITING])
        .order_by("-pk")
        .values("uuid", "state", "progress", "offering__code", "offering__title", "offering__title_hi")
    )
    return [dict(row) for row in rows]
