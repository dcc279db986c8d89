"""What an exchange is checked against, and its preview."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Min, Q

from accounts.models import Person, User
from core.tenancy.context import everywhere
from ehrms.exchange.models import Exchange, ExchangeRow, Verdict
from ehrms.exchange.rules.columns import heading_key
from ehrms.exchange.rules.verdicts import Place, Standing
from ehrms.officials.models import Official
from institutions.organisations.models import Organisation
from institutions.positions.models import Designation

PREVIEW_ROWS = 50


def place_of(organisation_id: int, today: date) -> Place:
    """Designations of the whole service and the offices at or below an organisation, by code and by names."""
    organisations: dict[str, int] = {}
    for pk, *words in (
        Organisation.objects.below(organisation_id).order_by("-pk").values_list("pk", "name_hi", "name", "code")
    ):
        organisations.update({heading_key(word): pk for word in words if word})
    designations: dict[str, int] = {}
    for pk, *words in Designation.objects.order_by("-pk").values_list("pk", "name_hi", "name", "code"):
        designations.update({heading_key(word): pk for word in words if word})
    return Place(designations, organisations, organisation_id, today)


def employer_id_of(organisation_id: int) -> int:
    """The organisation directly under the root, under which employee codes are unique; the root for itself."""
    path = Organisation.objects.values_list("path", flat=True).get(pk=organisation_id)
    return int(path[1] if len(path) > 1 else path[0])


def standing_of(codes: Iterable[str], employer_id: int, mine: frozenset[int], today: date) -> dict[str, Standing]:
    """What stands for employee codes of one employer, also where the asker may not look.

    An office's admin must hear that a code is taken in another office; nothing but that is told of it.
    """
    with everywhere(reason="employee codes of an exchange", audited=False):
        rows = list(
            Official.objects.filter(employer_id=employer_id, employee_code__in=list(codes))
            .serving_on(today)
            .values_list(  # type: ignore[misc]  # post is a FilteredRelation
                "pk",
                "person_id",
                "employee_code",
                "home_organisation_id",
                "person__full_name",
                "person__full_name_hi",
                "post__designation_id",
                "post__organisation_id",
                "email",
                "mobile",
                "service",
                "cadre",
                "batch_year",
                "group",
                "date_of_joining",
                "post__active_from",
                "post__supervisor_id",
            )
        )
        codes_of_supervisors = dict(
            Official.objects.filter(person_id__in={row[16] for row in rows if row[16]}).values_list(
                "person_id", "employee_code"
            )
        )
    return {
        row[2]: Standing(
            official_id=row[0],
            person_id=row[1],
            is_mine=row[3] in mine,
            values={
                "full_name": row[4],
                "full_name_hi": row[5],
                "designation_id": row[6],
                "organisation_id": row[7],
                "email": row[8],
                "mobile": row[9],
                "service": row[10],
                "cadre": row[11],
                "batch_year": row[12],
                "group": row[13],
                "date_of_joining": row[14],
                "supervisor_code": codes_of_supervisors.get(row[16], ""),
            },
            posted_since=row[15],
        )
        for row in rows
    }


def first_lines_of(exchange: Exchange, codes: Iterable[str], before_line: int) -> dict[str, int]:
    """The first line of the file that has each code, among lines already staged."""
    rows = (
        exchange.rows.filter(employee_code__in=list(codes), line__lt=before_line)
        .values("employee_code")
        .annotate(first=Min("line"))
    )
    return {row["employee_code"]: row["first"] for row in rows}


def people_with_login(emails: Iterable[str]) -> dict[str, int]:
    """Persons who signed up themselves before their ministry listed them, by address: they are not made twice.

    Only persons the scope can see and who are no officials yet.
    """
    found = dict(User.objects.filter(email__in=[e for e in emails if e]).values_list("email", "person_id"))
    visible = set(Person.objects.filter(pk__in=found.values(), merged_into=None).values_list("pk", flat=True))
    employed = set(Official.objects.filter(person_id__in=visible).values_list("person_id", flat=True))
    return {email: pk for email, pk in found.items() if pk in visible - employed}


def counts_of(exchange: Exchange) -> dict[str, int]:
    """Rows by verdict, and how many have been applied."""
    found = exchange.rows.aggregate(
        **{verdict: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict.values},
        rows=Count("pk"),
        applied=Count("pk", filter=Q(applied_at__isnull=False)),
    )
    return {name: int(count) for name, count in found.items()}


def preview_of(exchange: Exchange, verdict: str, after_line: int = 0) -> list[ExchangeRow]:
    """The next rows of one verdict."""
    return list(exchange.rows.filter(verdict=verdict, line__gt=after_line).order_by("line")[:PREVIEW_ROWS])


def exchanges_of(organisation_ids: Iterable[int]) -> list[Exchange]:
    """The newest twenty of an organisation's subtree."""
    return list(
        Exchange.objects.filter(organisation_id__in=list(organisation_ids))
        .select_related("uploaded_by")
        .order_by("-uploaded_at")[:20]
    )
