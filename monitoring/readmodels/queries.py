"""Reads for the figures: who is where, and what a dashboard shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Sum

from accounts.models import Person
from ehrms.officials.models import Posting
from monitoring.readmodels.models import ReadModelState, SubtreeDay, SubtreeHead


def homes_of(person_ids: Iterable[int]) -> set[int]:
    """Where these people are at home, and everywhere they were posted before: a move takes them off an earlier count."""
    ids = list(person_ids)
    if not ids:
        return set()
    homes = Person.objects.filter(pk__in=ids, home_organisation_id__isnull=False)
    posted = Posting.objects.filter(person_id__in=ids)
    return {home for home in homes.values_list("home_organisation_id", flat=True) if home} | set(
        posted.values_list("organisation_id", flat=True)
    )


def organisations_of_duties(pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Where people who completed offerings had been asked to take them: (person, offering) pairs."""
    wanted = list(pairs)
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT a.organisation_id FROM courses_assignment a"
            " JOIN unnest(%s::bigint[], %s::bigint[]) AS d(person_id, offering_id) USING (person_id, offering_id)",
            [[person for person, _ in wanted], [offering for _, offering in wanted]],
        )
        return {row[0] for row in cursor}


def organisations_of_enrolments(pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Where people are enrolled in offerings: (person, offering) pairs. A ministry enrols people of many offices."""
    wanted = list(pairs)
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT e.organisation_id FROM courses_enrolment e"
            " JOIN unnest(%s::bigint[], %s::bigint[]) AS d(person_id, offering_id) USING (person_id, offering_id)",
            [[person for person, _ in wanted], [offering for _, offering in wanted]],
        )
        return {row[0] for row in cursor}


@dataclass(frozen=True, slots=True)
class Month:
    """Flows of one month."""

    first: date
    completed: int
    enrolled: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a dashboard's tiles show of one organisation with everything below it."""

    registered: int
    active_30: int
    assigned: int
    assigned_done: int
    enrolled: int
    completed: dict[str, int]  # grade of evidence -> completions in the period
    minutes: int

    @property
    def completions(self) -> int:
        return sum(self.completed.values())

    @property
    def plan_percent(self) -> int | None:
        return round(100 * self.assigned_done / self.assigned) if self.assigned else None


def as_of() -> ReadModelState | None:
    return ReadModelState.objects.first()


def standing(organisation_id: int, since: date, today: date, until: date = date.max) -> Standing:
    """Three indexed reads: the head, the flows of a period (both days in it), and who was active in the last 30 days."""
    head = SubtreeHead.objects.filter(organisation_id=organisation_id).first()
    days = SubtreeDay.objects.filter(organisation_id=organisation_id)
    flows = days.filter(day__gte=since, day__lte=until).aggregate(
        *(Sum(column) for column in ("enrolled", "completed_a", "completed_b", "completed_c", "completed_d", "minutes"))
    )
    active = days.filter(day__gt=today - timedelta(days=30)).aggregate(n=Sum("last_active"))["n"] or 0
    return Standing(
        registered=head.registered if head else 0,
        active_30=active,
        assigned=head.assigned if head else 0,
        assigned_done=head.assigned_done if head else 0,
        enrolled=flows["enrolled__sum"] or 0,
        completed={grade: flows[f"completed_{grade.lower()}__sum"] or 0 for grade in "ABCD"},
        minutes=flows["minutes__sum"] or 0,
    )


def months(organisation_id: int, since: date, until: date) -> list[Month]:
    """Completions and enrolments by month, months without any included."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m::date, coalesce(sum(completed_a + completed_b + completed_c + completed_d), 0)::int,"
            " coalesce(sum(enrolled), 0)::int"
            " FROM generate_series(date_trunc('month', %s::date), %s::date, '1 month') AS m"
            " LEFT JOIN monitoring_subtreeday d ON d.organisation_id = %s AND d.day >= m AND d.day < m + interval '1 month'"
            " AND d.day >= %s GROUP BY m ORDER BY m",
            [since, until, organisation_id, since],
        )
        return [Month(*row) for row in cursor]


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation in a dashboard's table, with everything below it."""

    code: str
    name: str
    name_hi: str
    registered: int
    active_30: int
    assigned: int
    assigned_done: int
    completed: int

    @property
    def plan_percent(self) -> int | None:
        return round(100 * self.assigned_done / self.assigned) if self.assigned else None

    @property
    def active_percent(self) -> int | None:
        return round(100 * self.active_30 / self.registered) if self.registered else None


SORTS = {
    "registered": "registered DESC", "plan": "plan DESC NULLS LAST", "active": "active_30 DESC",
    "completed": "completed DESC", "name": "name",
}  # fmt: skip


def children(
    organisation_id: int, since: date, today: date, until: date = date.max, *, sort: str = "registered"
) -> list[Row]:
    """The organisations directly below, each with its sums; completions of the period."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT code, name, name_hi, registered, active_30, assigned, assigned_done, completed FROM (
                SELECT o.code, o.name, o.name_hi, coalesce(h.registered, 0) AS registered,
                       coalesce(d.active, 0)::int AS active_30, coalesce(h.assigned, 0) AS assigned,
                       coalesce(h.assigned_done, 0) AS assigned_done, coalesce(d.completed, 0)::int AS completed,
                       h.assigned_done::float / nullif(h.assigned, 0) AS plan
                FROM institutions_organisation o
                LEFT JOIN monitoring_subtreehead h ON h.organisation_id = o.id
                LEFT JOIN LATERAL (
                    SELECT sum(last_active) FILTER (WHERE day > %s) AS active,
                           sum(completed_a + completed_b + completed_c + completed_d)
                               FILTER (WHERE day BETWEEN %s AND %s) AS completed
                    FROM monitoring_subtreeday WHERE organisation_id = o.id AND day >= least(%s, %s)
                ) AS d ON true
                WHERE o.parent_id = %s
            ) AS rows ORDER BY {SORTS[sort]}, code
            """,
            [today - timedelta(days=30), since, until, since, today - timedelta(days=30), organisation_id],
        )
        return [Row(*row) for row in cursor]
