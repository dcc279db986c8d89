"""Reading an audience: counted, in chunks by person, and explained for one official."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet

from ehrms.audiences.rules import Audience, Condition, Reach
from ehrms.officials.models import Posting
from institutions.organisations.models import Organisation
from institutions.positions.models import Designation


def members_of(audience: Audience, day: date) -> QuerySet[Posting]:
    """The postings on a day that make somebody a member. Uses present_holders."""
    offices = Organisation.objects.below(audience.organisation_id).values("pk")
    postings = Posting.objects.held_on(day).filter(organisation_id__in=offices)
    if audience.designation_ids:
        postings = postings.filter(designation_id__in=audience.designation_ids)
    return postings


def chunk_of(audience: Audience, day: date, *, after_person_id: int, limit: int) -> list[int]:
    """The next members after a person, in the order of their ids."""
    members = members_of(audience, day).filter(person_id__gt=after_person_id)
    return list(members.order_by("person_id").values_list("person_id", flat=True)[:limit])


def members_among(audience: Audience, person_ids: Sequence[int], day: date) -> list[int]:
    return sorted(
        members_of(audience, day).filter(person_id__in=person_ids).values_list("person_id", flat=True).distinct()
    )


def reach_of(audience: Audience, day: date) -> Reach:
    """How many each condition leaves, in one statement."""
    everybody = members_of(Audience(audience.organisation_id), day)
    matches = Q(designation_id__in=audience.designation_ids) if audience.designation_ids else Q(pk__isnull=False)
    found = everybody.aggregate(all=Count("pk"), some=Count("pk", filter=matches))
    return Reach(in_organisation=found["all"], with_designation=found["some"])


def conditions_for(audience: Audience, person_id: int, day: date, language: str) -> list[Condition]:
    """Each condition with what the service record of the person says."""
    asked = Organisation.objects.get(pk=audience.organisation_id)
    posting = (
        Posting.objects.held_on(day)
        .filter(person_id=person_id)
        .select_related("organisation", "designation")
        .order_by("-active_from")
        .first()
    )
    names = [
        designation.name_in(language) for designation in Designation.objects.filter(pk__in=audience.designation_ids)
    ]
    conditions = [
        Condition(
            kind="organisation",
            asked=asked.name_in(language),
            mine=posting.organisation.name_in(language) if posting else "",
            is_met=posting is not None and asked.pk in posting.organisation.path,
        )
    ]
    if names:
        conditions.append(
            Condition(
                kind="designation",
                asked=", ".join(names),
                mine=posting.designation.name_in(language) if posting else "",
                is_met=posting is not None and posting.designation_id in audience.designation_ids,
            )
        )
    return conditions


def postings_of(person_ids: Sequence[int], day: date, language: str) -> dict[int, dict[str, str]]:
    """Designation, office and employee code of officials on a day, as words for a list."""
    rows = (
        Posting.objects.held_on(day)
        .filter(person_id__in=person_ids)
        .select_related("official", "organisation", "designation")
    )
    return {
        row.person_id: {
            "code": row.official.employee_code,
            "designation": row.designation.name_in(language),
            "organisation": row.organisation.name_in(language),
        }
        for row in rows
    }
