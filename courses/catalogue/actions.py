"""Putting a published offering into the catalogue's search, and taking it out."""

from typing import Any

from django.db import connection, transaction

from courses.catalogue.models import (
    CourseVersion,
    NationalSearchEntry,
    Offering,
    OrganisationSearchEntry,
    SearchEntry,
    Visibility,
)

DOCUMENT = """
UPDATE {table} SET document =
    setweight(to_tsvector('simple', title || ' ' || title_hi), 'A') ||
    setweight(to_tsvector('simple', %s), 'B') ||
    setweight(to_tsvector('simple', summary || ' ' || summary_hi || ' ' || provider || ' ' || provider_hi), 'C')
WHERE offering_id = %s
"""


@transaction.atomic
def list_offering(*, offering: Offering, version: CourseVersion) -> None:
    """Write the entry of a published version: the open table for all of government, else the fenced one."""
    is_national = offering.visibility == Visibility.NATIONAL
    table, other = (
        (NationalSearchEntry, OrganisationSearchEntry)
        if is_national
        else (OrganisationSearchEntry, NationalSearchEntry)
    )
    other.objects.filter(offering=offering).delete()
    tags = version.competencies.select_related("competency").order_by("competency__place")
    competencies: list[dict[str, Any]] = [
        {
            "name": tag.competency.name,
            "name_hi": tag.competency.name_hi,
            "area": tag.competency.area,
            "code": tag.competency.code,
            "level": tag.level,
        }
        for tag in tags
    ]
    entry: dict[str, object] = {
        "owner_id": offering.owner_id,
        "uuid": offering.uuid,
        "code": offering.code,
        "title": version.title,
        "title_hi": version.title_hi,
        "summary": version.summary,
        "summary_hi": version.summary_hi,
        "provider": offering.owner.name,
        "provider_hi": offering.owner.name_hi,
        "minutes": version.minutes,
        "languages": version.languages,
        "areas": sorted({competency["area"] for competency in competencies}),
        "competencies": competencies,
        "published_at": version.published_at,
        "document": "",
    }
    table.objects.update_or_create(offering=offering, defaults=entry)
    _index(table, offering, " ".join(f"{c['name']} {c['name_hi']}" for c in competencies))


def _index(table: type[SearchEntry], offering: Offering, competencies: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DOCUMENT.format(table=table._meta.db_table), [competencies, offering.pk])


@transaction.atomic
def unlist_offering(*, offering: Offering) -> None:
    NationalSearchEntry.objects.filter(offering=offering).delete()
    OrganisationSearchEntry.objects.filter(offering=offering).delete()
