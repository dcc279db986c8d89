"""Putting published offerings into the catalogue's search, and taking them out; one at a time or all anew."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from core.kept import give_up
from courses.catalogue.models import (
    NationalSearchEntry,
    NationalSearchWord,
    Offering,
    OfferingState,
    OrganisationSearchEntry,
    OrganisationSearchWord,
    SearchEntry,
    VersionCompetency,
    Visibility,
)
from courses.catalogue.queries.national import CATALOGUE
from courses.catalogue.rules.entries import EDITION, Wording, tokens, vocabulary_of
from courses.catalogue.rules.sounds import sound_of

Entry = NationalSearchEntry | OrganisationSearchEntry
TABLES: tuple[Any, ...] = (NationalSearchEntry, OrganisationSearchEntry)
COPIED = tuple(field.name for field in SearchEntry._meta.get_fields() if field.name != "offering")
WORDED = ("owner_id", "title", "title_hi", "competencies")
# In the order of the words, so that two publications at once wait for each other instead of failing.
COUNT = {
    NationalSearchWord: """
        INSERT INTO courses_nationalsearchword AS w (word, sound, entries)
        SELECT * FROM unnest(%(words)s::text[], %(sounds)s::text[], %(steps)s::int[]) AS n(word, sound, step) ORDER BY word
        ON CONFLICT (word) DO UPDATE SET entries = w.entries + excluded.entries
    """,
    OrganisationSearchWord: """
        INSERT INTO courses_organisationsearchword AS w (owner_id, word, sound, entries)
        SELECT %(owner)s, n.* FROM unnest(%(words)s::text[], %(sounds)s::text[], %(steps)s::int[]) AS n(word, sound, step)
        ORDER BY word
        ON CONFLICT (owner_id, word) DO UPDATE SET entries = w.entries + excluded.entries
    """,
}
Counted = dict[int | None, Counter[str]]  # the owner of own words, None for those of the nation; word -> step


@transaction.atomic
def list_offering(*, offering: Offering) -> None:
    """Write the entry of an offering's published version: in the open table for all of government, else the fenced one."""
    _write([offering])


@transaction.atomic
def unlist_offering(*, offering: Offering) -> None:
    _write([], gone=[offering.pk])


@transaction.atomic
def rewrite_entries(*, after: int, most: int) -> int | None:
    """Write the entries of the next offerings anew, by id, and take out what should not be there. None: no more left.

    Twice is the same as once, and between two chunks anything may happen: publishing waits for its own offering only.
    """
    rows = Offering.objects.filter(pk__gt=after).order_by("pk").select_for_update(of=("self",))
    offerings = list(rows.select_related("owner", "published_version")[:most])
    if not offerings:
        return None
    _rewrite(offerings)
    return offerings[-1].pk


@transaction.atomic
def rewrite_stale_entries(*, most: int) -> int:
    """Bring entries of an older edition of the rules up to date. Returns how many there were."""
    stale = [
        pk
        for table in TABLES
        for pk in table.objects.exclude(edition=EDITION).order_by("pk").values_list("pk", flat=True)[:most]
    ]
    rows = Offering.objects.filter(pk__in=stale).order_by("pk").select_for_update(of=("self",))
    _rewrite(list(rows.select_related("owner", "published_version")))
    return len(stale)


def _rewrite(offerings: list[Offering]) -> None:
    listed = [one for one in offerings if one.published_version_id and one.state == OfferingState.LIVE]
    _write(listed, gone={one.pk for one in offerings} - {one.pk for one in listed})


@transaction.atomic
def recount_words() -> None:
    """Count every word from the entries anew. Publishing waits meanwhile: some seconds for 80,000 courses."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK courses_nationalsearchword, courses_organisationsearchword IN SHARE ROW EXCLUSIVE MODE")
    counted: Counted = {}
    for table in TABLES:
        for entry in table.objects.only(*WORDED).iterator(chunk_size=2000):
            _count(counted, entry, 1)
    NationalSearchWord.objects.all().delete()
    OrganisationSearchWord.objects.all().delete()
    _keep_count(counted)


def _write(offerings: list[Offering], *, gone: Iterable[int] = ()) -> None:
    """Replace entries and move the counts of their words by what changed."""
    pks = [*(offering.pk for offering in offerings), *gone]
    counted: Counted = {}
    new: dict[Any, list[Entry]] = {table: [] for table in TABLES}
    for entry in _entries(offerings):
        new[type(entry)].append(entry)
    for table in TABLES:
        for old in table.objects.filter(pk__in=pks, edition=EDITION).only(*WORDED):
            _count(counted, old, -1)
        table.objects.filter(pk__in=set(pks) - {entry.pk for entry in new[table]}).delete()
        table._default_manager.bulk_create(
            new[table], update_conflicts=True, unique_fields=["offering"], update_fields=COPIED
        )
        for entry in new[table]:
            _count(counted, entry, 1)
    _keep_count(counted)
    transaction.on_commit(lambda: give_up(CATALOGUE))


def _entries(offerings: list[Offering]) -> list[Entry]:
    tags: dict[int, list[dict[str, Any]]] = {}
    rows = VersionCompetency.objects.filter(version__in=[offering.published_version_id for offering in offerings])
    for tag in rows.select_related("competency").order_by("competency__place"):
        tags.setdefault(tag.version_id, []).append(
            {
                "name": tag.competency.name,
                "name_hi": tag.competency.name_hi,
                "area": tag.competency.area,
                "code": tag.competency.code,
                "level": tag.level,
            }
        )
    return [_entry(offering, tags.get(offering.published_version_id or 0, [])) for offering in offerings]


def _entry(offering: Offering, competencies: list[dict[str, Any]]) -> Entry:
    version: Any = offering.published_version
    table = NationalSearchEntry if offering.visibility == Visibility.NATIONAL else OrganisationSearchEntry
    entry = table(
        offering=offering,
        owner_id=offering.owner_id,
        uuid=offering.uuid,
        kind=offering.kind,
        code=offering.code,
        title=version.title,
        title_hi=version.title_hi,
        summary=version.summary,
        summary_hi=version.summary_hi,
        provider=offering.owner.name,
        provider_hi=offering.owner.name_hi,
        minutes=version.minutes,
        languages=version.languages,
        areas=sorted({competency["area"] for competency in competencies}),
        competencies=competencies,
        published_at=version.published_at,
        edition=EDITION,
    )
    words = Wording(
        title=entry.title,
        title_hi=entry.title_hi,
        summary=entry.summary,
        summary_hi=entry.summary_hi,
        provider=entry.provider,
        provider_hi=entry.provider_hi,
        competencies=tuple(competencies),
    )
    entry.titles, entry.document = words.titles(), words.document()
    entry.facets = tokens(
        kind=entry.kind,
        provider=offering.owner.code,
        languages=entry.languages,
        minutes=entry.minutes,
        competencies=competencies,
    )
    return entry


def _count(counted: Counted, entry: Entry, step: int) -> None:
    owner = None if isinstance(entry, NationalSearchEntry) else entry.owner_id
    words = counted.setdefault(owner, Counter())
    for word in vocabulary_of(entry.title, entry.title_hi, entry.competencies):
        words[word] += step


def _keep_count(counted: Counted) -> None:
    with connection.cursor() as cursor:
        for owner in sorted(counted, key=lambda owner: owner or 0):
            table = NationalSearchWord if owner is None else OrganisationSearchWord
            words = sorted(word for word, step in counted[owner].items() if step)
            steps = [counted[owner][word] for word in words]
            sounds = [sound_of(word) for word in words]
            cursor.execute(COUNT[table], {"owner": owner, "words": words, "sounds": sounds, "steps": steps})
            mine = table._default_manager.filter(**({} if owner is None else {"owner_id": owner}))
            mine.filter(
                word__in=[word for word, step in zip(words, steps, strict=True) if step < 0], entries__lte=0
            ).delete()
