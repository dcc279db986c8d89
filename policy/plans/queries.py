"""What plan pages, endpoints and My iGOT show."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.requests.numbers import whole
from courses import facade as courses
from courses.catalogue.models import Offering, OfferingState, VersionCompetency, Visibility
from courses.enrolment.models import Assignment, Completion, Enrolment
from ehrms.facade import Audience, Condition, conditions_for, postings_of
from ehrms.facade import Reach as Reach
from institutions.organisations.models import Organisation
from institutions.positions.models import Designation
from policy.plans.models import CapacityBuildingPlan, PlanState
from policy.plans.rules import due_state

PAGE = 50
STATE_NAMES: dict[str, Promise] = {
    "completed": _("Completed"),
    "overdue": _("Overdue"),
    "soon": _("Due soon"),
    "later": _("Due later"),
}


# --- What actions ask -------------------------------------------------------------------------------------------------
def audience_of(plan: CapacityBuildingPlan) -> Audience:
    return Audience(plan.audience_organisation_id, tuple(plan.designation_ids))


def offices_below(organisation_id: int) -> set[int]:
    return set(Organisation.objects.below(organisation_id).values_list("pk", flat=True))


def designation_codes() -> dict[int, str]:
    return dict(Designation.objects.values_list("pk", "code"))


def known_designations(ids: Sequence[int]) -> list[int]:
    return sorted(Designation.objects.filter(pk__in=ids).values_list("pk", flat=True))


def organisation_name(organisation_id: int, language: str | None = None) -> str:
    return Organisation.objects.get(pk=organisation_id).name_in(language or "en")


def _offerings(organisation_id: int) -> QuerySet[Offering]:
    """Published offerings that the whole organisation may take: national ones, and those of an organisation above."""
    above = Organisation.objects.values_list("path", flat=True).get(pk=organisation_id)
    return Offering.objects.filter(
        Q(visibility=Visibility.NATIONAL) | Q(owner_id__in=above),
        state=OfferingState.LIVE,
        published_version__isnull=False,
    )


def offered(offering_uuid: uuid.UUID | str, organisation_id: int) -> Offering | None:
    return _offerings(organisation_id).filter(uuid=offering_uuid).first()


def still_offered(offering_ids: Sequence[int], organisation_id: int) -> set[int]:
    return set(_offerings(organisation_id).filter(pk__in=offering_ids).values_list("pk", flat=True))


def running_plans_for(person_ids: Sequence[int]) -> list[CapacityBuildingPlan]:
    """Published plans whose audience's organisation stands at or above the home of one of the people."""
    homes = Person.objects.filter(pk__in=person_ids).values_list("home_organisation_id", flat=True).distinct()
    above: set[int] = set()
    for path in Organisation.objects.filter(pk__in=[home for home in homes if home]).values_list("path", flat=True):
        above.update(path)
    plans = CapacityBuildingPlan.objects.published().filter(audience_organisation_id__in=above)
    return list(plans.select_related("organisation").order_by("pk"))


# --- The ministry's pages ---------------------------------------------------------------------------------------------
def plans_of(organisation_id: int, financial_year: str = "") -> QuerySet[CapacityBuildingPlan]:
    """The organisation's plans and those of the offices below, newest year first, with their number of items."""
    plans = CapacityBuildingPlan.objects.filter(organisation__path__contains=[organisation_id])
    if financial_year:
        plans = plans.filter(financial_year=financial_year)
    return (
        plans.select_related("organisation", "audience_organisation")
        .annotate(item_count=Count("items"))
        .order_by("-financial_year", "title", "pk")
    )


def choices_of_offerings(organisation_id: int, words: str = "", limit: int = 20) -> list[Offering]:
    """Offerings for the builder's search: every word somewhere in the title."""
    offerings = _offerings(organisation_id).select_related("owner", "published_version")
    for word in words.split()[:6]:
        offerings = offerings.filter(Q(title__icontains=word) | Q(title_hi__icontains=word))
    return list(offerings.order_by("title", "pk")[:limit])


def offices_of(organisation_id: int, language: str) -> list[tuple[str, str]]:
    """The organisation and everything below it, for a choice: code and name."""
    offices = list(Organisation.objects.below(organisation_id).order_by("path"))
    depth = min((len(office.path) for office in offices), default=0)
    return [(office.code, "– " * (len(office.path) - depth) + office.name_in(language)) for office in offices]


def designation_choices(language: str) -> list[tuple[str, str]]:
    found = [(designation.code, designation.name_in(language)) for designation in Designation.objects.all()]
    return sorted(found, key=lambda choice: choice[1])


def audience_words(plan: CapacityBuildingPlan) -> dict[str, object]:
    """The audience as the form holds it: codes."""
    codes = Designation.objects.filter(pk__in=plan.designation_ids).values_list("code", flat=True)
    return {"office": plan.audience_organisation.code, "designations": list(codes)}


def audience_ids(organisation_id: int, office: str, designations: Sequence[str]) -> tuple[int | None, list[int]]:
    """Codes back to ids; an office outside the organisation is None."""
    place = Organisation.objects.below(organisation_id).filter(code=office).values_list("pk", flat=True).first()
    return place, list(Designation.objects.filter(code__in=designations).values_list("pk", flat=True))


def audience_sentence(plan: CapacityBuildingPlan, language: str) -> str:
    """Who a plan is for, in one line: the office, and the designations if any were chosen."""
    office = Organisation.objects.get(pk=plan.audience_organisation_id).name_in(language)
    designations = ", ".join(designation_names(plan.designation_ids, language))
    return f"{office}: {designations}" if designations else office


def designation_names(ids: Sequence[int], language: str) -> list[str]:
    return [designation.name_in(language) for designation in Designation.objects.filter(pk__in=ids)]


def progress_of(plan: CapacityBuildingPlan, today: date) -> dict[str, int]:
    """Assignments of the plan by state, and how many officials they are."""
    return _with_state(_assignments(plan)).aggregate(
        assignments=Count("pk"),
        officials=Count("person_id", distinct=True),
        completed=Count("pk", filter=Q(is_completed=True)),
        overdue=Count("pk", filter=Q(is_completed=False, due_date__lt=today)),
        started=Count("pk", filter=Q(is_completed=False, done__gt=0)),
    )


def _assignments(plan: CapacityBuildingPlan) -> QuerySet[Assignment]:
    return Assignment.objects.filter(source_uuid=plan.uuid, withdrawn_at=None)


def _with_state(assignments: QuerySet[Assignment]) -> QuerySet[Any]:
    completions = Completion.objects.filter(person_id=OuterRef("person_id"), offering_id=OuterRef("offering_id"))
    enrolments = Enrolment.objects.filter(person_id=OuterRef("person_id"), offering_id=OuterRef("offering_id"))
    return assignments.annotate(
        is_completed=Exists(completions),
        completed=Subquery(completions.order_by("completed_at").values("completed_at")[:1]),
        done=Coalesce(Subquery(enrolments.order_by("-progress").values("progress")[:1]), Value(0)),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the completion list, as the page's address holds them."""

    name: str = ""
    item: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """One official and one item of the plan."""

    person_uuid: uuid.UUID
    name: str
    code: str
    designation: str
    organisation: str
    title: str
    due_on: date | None
    state: str
    progress: int
    completed_on: date | None
    is_on_time: bool | None
    proof: courses.Proof | None  # the valid certificate


def completion_page(
    plan: CapacityBuildingPlan, wanted: Wanted, today: date, language: str, after: str = "", limit: int = PAGE
) -> tuple[list[CompletionRow], str]:
    """The next rows after a key, by name and item; the key of the last row, empty when it was the last page."""
    rows = _wanted(plan, wanted, today)
    if after:
        number, _separator, name = after.partition(":")
        if (last := whole(number)) is not None:
            rows = rows.filter(Q(sort_name__gt=name) | Q(sort_name=name, pk__gt=last))
    found = list(rows.select_related("person", "offering").order_by("sort_name", "pk")[: limit + 1])
    shown = found[:limit]
    people = [row.person_id for row in shown]
    posts = postings_of(people, today, language)
    proofs = courses.proofs(person_ids=people, offering_ids=[row.offering_id for row in shown if row.is_completed])
    page = [
        _completion_row(
            row, posts.get(row.person_id, {}), proofs.get((row.person_id, row.offering_id)), today, language
        )
        for row in shown
    ]
    return page, f"{shown[-1].pk}:{shown[-1].sort_name}" if len(found) > limit else ""


def completions(plan: CapacityBuildingPlan, wanted: Wanted, today: date) -> int:
    """How many rows of the completion list are completed."""
    return _wanted(plan, wanted, today).filter(is_completed=True).count()


def _wanted(plan: CapacityBuildingPlan, wanted: Wanted, today: date) -> QuerySet[Any]:
    rows = _with_state(_assignments(plan)).annotate(sort_name=Lower("person__full_name"))
    if wanted.name:
        rows = rows.filter(sort_name__startswith=wanted.name.lower())
    if wanted.item:
        rows = rows.filter(offering__uuid=wanted.item)
    match wanted.state:
        case "completed":
            rows = rows.filter(is_completed=True)
        case "overdue":
            rows = rows.filter(is_completed=False, due_date__lt=today)
        case "started":
            rows = rows.filter(is_completed=False, done__gt=0)
        case "open":
            rows = rows.filter(is_completed=False, done=0)
    return rows


def _completion_row(
    row: Any, post: dict[str, str], proof: courses.Proof | None, today: date, language: str
) -> CompletionRow:
    completed_on = timezone.localdate(row.completed) if row.completed else None
    return CompletionRow(
        person_uuid=row.person.uuid,
        name=row.person.name_in(language),
        code=post.get("code", ""),
        designation=post.get("designation", ""),
        organisation=post.get("organisation", ""),
        title=row.offering.title_in(language),
        due_on=row.due_date,
        state=due_state(row.due_date, today, row.is_completed),
        progress=100 if row.is_completed else row.done,
        completed_on=completed_on,
        is_on_time=None if completed_on is None or row.due_date is None else completed_on <= row.due_date,
        proof=proof,
    )


# --- The learner's own plan (My iGOT, /plan/) -----------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Duty:
    """One course somebody asked me to take, and how far I am."""

    assignment_uuid: uuid.UUID
    offering_uuid: uuid.UUID
    offering_code: str
    title: str
    due_on: date | None
    state: str  # completed, overdue, soon, later
    progress: int
    minutes: int
    completed_at: datetime | None
    enrolment_uuid: uuid.UUID | None
    source_title: str
    source_by: str
    assigned_at: datetime
    area: str  # of the first competency the course builds


def my_plan(person_id: int, today: date, language: str) -> list[Duty]:
    """Everything I am asked to learn, once for each offering, by due date; completed ones last. One statement."""
    latest = Enrolment.objects.filter(person_id=OuterRef("person_id"), offering_id=OuterRef("offering_id"))
    tags = VersionCompetency.objects.filter(version_id=OuterRef("offering__published_version_id")).order_by("pk")
    rows = (
        _with_state(Assignment.objects.filter(person_id=person_id, withdrawn_at=None))
        .annotate(
            area=Subquery(tags.values("competency__area")[:1]),
            enrolment_uuid=Subquery(
                latest.exclude(state__in=["withdrawn", "lapsed"]).order_by("-created_at").values("uuid")[:1]
            ),
        )
        .select_related("offering__published_version")
        .order_by("is_completed", "due_date", "pk")
    )
    duties: dict[int, Duty] = {}
    for row in rows:
        if row.offering_id in duties:
            continue  # two sources ask for it: the earlier day counts for the learner
        words = row.reason
        duties[row.offering_id] = Duty(
            assignment_uuid=row.uuid,
            offering_uuid=row.offering.uuid,
            offering_code=row.offering.code,
            title=row.offering.title_in(language),
            due_on=row.due_date,
            state=due_state(row.due_date, today, row.is_completed),
            progress=100 if row.is_completed else row.done,
            minutes=row.offering.published_version.minutes if row.offering.published_version else 0,
            completed_at=row.completed,
            enrolment_uuid=row.enrolment_uuid,
            source_title=(language == "hi" and words.get("title_hi")) or words.get("title", ""),
            source_by=(language == "hi" and words.get("by_hi")) or words.get("by", ""),
            assigned_at=row.assigned_at,
            area=row.area or "functional",
        )
    return list(duties.values())


@dataclass(frozen=True, slots=True)
class Why:
    """Why a person has a course: who asked, by which plan, and each condition with what their record says."""

    title: str
    offering_code: str
    due_on: date | None
    assigned_at: datetime
    source_title: str
    source_by: str
    published_at: datetime | None
    conditions: list[Condition]

    @property
    def still_applies(self) -> bool:
        return all(condition.is_met for condition in self.conditions)


def why(assignment_uuid: uuid.UUID, person_id: int, today: date, language: str) -> Why | None:
    """The reason of one's own assignment; None for anybody else's. A plan no longer visible leaves its own words."""
    row = Assignment.objects.filter(uuid=assignment_uuid, person_id=person_id).select_related("offering").first()
    if row is None:
        return None
    plan = CapacityBuildingPlan.objects.filter(uuid=row.source_uuid).exclude(state=PlanState.DRAFT).first()
    conditions = conditions_for(audience_of(plan), person_id, today, language) if plan else []
    return Why(
        title=row.offering.title_in(language),
        offering_code=row.offering.code,
        due_on=row.due_date,
        assigned_at=row.assigned_at,
        source_title=(language == "hi" and row.reason.get("title_hi")) or row.reason.get("title", ""),
        source_by=(language == "hi" and row.reason.get("by_hi")) or row.reason.get("by", ""),
        published_at=plan.published_at if plan else None,
        conditions=conditions,
    )
