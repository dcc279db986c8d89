"""Officials for lists and pages."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from accounts.models import Person
from core.requests.numbers import whole
from ehrms.officials.models import Group, Official, Posting
from institutions.organisations.models import Organisation
from institutions.positions.models import Designation

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the officials list, as the page's address holds them."""

    name: str = ""
    code: str = ""
    office: str = ""  # an organisation's code; everything below it counts
    designation: str = ""  # a designation's code
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An official as a list shows one."""

    uuid: uuid.UUID
    name: str
    code: str
    designation: str
    office: str
    group: str
    since: date | None

    @property
    def group_in_words(self) -> str:
        return str(Group(self.group).label) if self.group else ""


def _officials(organisation: Organisation, wanted: Wanted, today: date) -> QuerySet[Official]:
    offices = Organisation.objects.below(organisation.pk)
    if wanted.office:
        place = offices.filter(code=wanted.office).first()
        offices = Organisation.objects.below(place.pk) if place else Organisation.objects.none()
    officials = (
        Official.objects.filter(home_organisation_id__in=offices.values("pk"))
        .serving_on(today)
        .annotate(sort_name=Lower("person__full_name"))
    )
    if wanted.name:
        officials = officials.filter(
            Q(sort_name__startswith=wanted.name.lower()) | Q(person__full_name_hi__startswith=wanted.name)
        )
    if wanted.code:
        officials = officials.filter(employee_code=wanted.code)
    if wanted.designation:
        officials = officials.filter(post__designation__code=wanted.designation)  # type: ignore[misc]  # FilteredRelation
    if wanted.group:
        officials = officials.filter(group=wanted.group)
    return officials


def count_of(organisation: Organisation, wanted: Wanted, today: date) -> int:
    return _officials(organisation, wanted, today).count()


def page_of(
    organisation: Organisation, wanted: Wanted, today: date, language: str, after: str = "", limit: int = PAGE
) -> tuple[list[Row], str]:
    """The next officials after a key, by name; the key of the last one, empty when it was the last page."""
    officials = _officials(organisation, wanted, today)
    number, _colon, name = after.partition(":")
    if (last := whole(number)) is not None:
        officials = officials.filter(Q(sort_name__gt=name) | Q(sort_name=name, pk__gt=last))
    hindi = language == "hi"
    found = list(
        officials.order_by("sort_name", "pk").values(  # type: ignore[misc]  # annotated above
            "pk",
            "sort_name",
            "uuid",
            "employee_code",
            "group",
            name=F("person__full_name"),
            name_hi=F("person__full_name_hi"),
            post_name=F("post__designation__name"),
            post_name_hi=F("post__designation__name_hi"),
            office=F("post__organisation__name"),
            office_hi=F("post__organisation__name_hi"),
            since=F("post__active_from"),
        )[: limit + 1]
    )
    shown = found[:limit]
    rows = [
        Row(
            uuid=row["uuid"],
            name=(hindi and row["name_hi"]) or row["name"],
            code=row["employee_code"],
            designation=(hindi and row["post_name_hi"]) or row["post_name"] or "",
            office=(hindi and row["office_hi"]) or row["office"] or "",
            group=row["group"],
            since=row["since"],
        )
        for row in shown
    ]
    return rows, f"{shown[-1]['pk']}:{shown[-1]['sort_name']}" if len(found) > limit else ""


def history_of(official: Official) -> list[Posting]:
    """Every posting, the newest first."""
    postings = Posting.objects.filter(official=official).select_related("organisation", "designation", "supervisor")
    return list(postings.order_by("-active_from"))


def offices_of(organisation: Organisation, language: str) -> list[tuple[str, str]]:
    """The organisation and everything below it, for a choice: code and name."""
    offices = Organisation.objects.below(organisation.pk).order_by("path")
    depth = len(organisation.path)
    return [(office.code, "– " * (len(office.path) - depth) + office.name_in(language)) for office in offices]


def designations(language: str) -> list[tuple[str, str]]:
    found = [(designation.code, designation.name_in(language)) for designation in Designation.objects.all()]
    return sorted(found, key=lambda choice: choice[1])


def office_of(organisation: Organisation, code: str) -> Organisation | None:
    return Organisation.objects.below(organisation.pk).filter(code=code).first()


def designation_of(code: str) -> Designation | None:
    return Designation.objects.filter(code=code).first()


def person_of_code(code: str, employer_id: int) -> Person | None:
    """The person behind an employee code of the same employer, as far as the scope can see."""
    official = Official.objects.select_related("person").filter(employer_id=employer_id, employee_code=code).first()
    return official.person if official else None


def officials_of(person_ids: Iterable[int]) -> dict[int, Official]:
    return {official.person_id: official for official in Official.objects.filter(person_id__in=list(person_ids))}


def codes_of(employer_id: int) -> set[str]:
    """The employee codes an employer has given, as far as the scope can see."""
    return set(Official.objects.filter(employer_id=employer_id).values_list("employee_code", flat=True))


def person_of_address(email: str) -> int | None:
    """The person whom an HR system listed with this address; None when it listed nobody, or several people."""
    found = list(Official.objects.with_address(email).values_list("person_id", flat=True)[:2])
    return found[0] if len(found) == 1 else None
