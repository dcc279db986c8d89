"""Reading keys. Only for marking and drawing: called as the platform role, and by owners."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.db import connection
from django.db.models import Count, Q

from core.tenancy.context import everywhere
from courses.questions.models import PaperQuestion, PaperSection, QuestionVersion
from courses.questions.rules import PoolQuestion, rekeyed
from courses.questions.rules.papers import Drawable, Terms
from courses.questions.rules.shapes import LEFT_OUT

ONE_CORRECTION = 7_241_003  # an advisory lock's number


def sections_of(paper_id: int) -> list[Drawable]:
    """The sections of a paper with their pools; two queries."""
    pools: dict[int, list[PoolQuestion]] = defaultdict(list)
    pinned: dict[int, set[int]] = defaultdict(set)
    for row in _pool(paper_id):
        pools[row.section_id].append(as_known(row.question_version))
        if row.is_pinned:
            pinned[row.section_id].add(row.question_version_id)
    return [
        Drawable(section.terms(), pools[section.pk], frozenset(pinned[section.pk]))
        for section in PaperSection.objects.filter(paper_id=paper_id).order_by("position")
    ]


def terms_of(paper_id: int) -> list[Terms]:
    """What the sections ask, without any question. What a correction left out is not asked again."""
    with everywhere(reason="how many questions a quiz asks", audited=False):
        sections = PaperSection.objects.filter(paper_id=paper_id).annotate(
            out=Count("pool", filter=Q(pool__question_version__treatment=LEFT_OUT)), pooled=Count("pool")
        )
        return [
            replace(section.terms(), pick=min(section.pick, section.pooled - section.out))
            if section.out
            else section.terms()
            for section in sections.order_by("position")
        ]


def pool_of(paper_id: int) -> list[PoolQuestion]:
    return [as_known(row.question_version) for row in _pool(paper_id)]


def _pool(paper_id: int) -> list[PaperQuestion]:
    rows = PaperQuestion.objects.filter(paper_id=paper_id).select_related("question_version")
    return list(rows.order_by("position", "question_version_id"))


def known(version_ids: Iterable[int]) -> dict[int, PoolQuestion]:
    """With the keys that count now."""
    return in_force(QuestionVersion.objects.filter(pk__in=version_ids))


def known_for_good(version_ids: Iterable[int]) -> dict[int, PoolQuestion]:
    """For marks that stand. A correction waits for the transactions that do so, and they for it: whoever was marked
    before it is found by it, and whoever is marked after it is marked by it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ONE_CORRECTION])
    return known(version_ids)


def wait_for_markers() -> None:
    """Until this transaction ends nobody's marks are made to stand; those under way were waited for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_CORRECTION])


def in_force(rows: Iterable[QuestionVersion]) -> dict[int, PoolQuestion]:
    """One more query where a key was corrected."""
    return {pk: known for pk, (known, _shown) in keys_shown(rows).items()}


def keys_shown(rows: Iterable[QuestionVersion]) -> dict[int, tuple[PoolQuestion, list[QuestionVersion]]]:
    """Each with the keys that count now, and the versions that have them; none of one that was withdrawn."""
    found = {row.pk: row for row in rows}
    keys = keys_of(found.values())
    shown = {}
    for pk, row in found.items():
        asked = as_known(row)
        by = [keys[key] for key in row.marked_by]
        known = replace(asked, keys=tuple(rekeyed(asked, as_known(key)) for key in by))
        shown[pk] = known, [] if asked.is_withdrawn else by or [row]
    return shown


def keys_of(rows: Iterable[QuestionVersion]) -> dict[int, QuestionVersion]:
    """The versions whose keys count for others, by their ids; no query where none was corrected."""
    ids = {key for row in rows for key in row.marked_by}
    return QuestionVersion.objects.select_related("question").in_bulk(ids) if ids else {}


def as_known(row: QuestionVersion) -> PoolQuestion:
    return PoolQuestion(
        row.pk, row.kind, row.stem, row.stem_hi, row.options, row.reason, row.reason_hi, row.body, row.is_partial,
        row.treatment,
    )  # fmt: skip


def newest_of(version_ids: Iterable[int]) -> dict[int, int]:
    """Of wordings whose key was corrected: the wording that has the right one."""
    found: dict[int, int] = {}
    waiting = {pk: pk for pk in version_ids}
    while waiting:
        rows = QuestionVersion.objects.filter(pk__in=waiting.values(), marked_by__len__gte=1)
        right = dict(rows.values_list("pk", "marked_by"))
        waiting = {pk: right[at][-1] for pk, at in waiting.items() if at in right and right[at][-1] != at}
        found |= waiting
    return found


def is_a_key(version: QuestionVersion) -> bool:
    """Whether people are marked by it who were asked another wording."""
    return QuestionVersion.objects.filter(question_id=version.question_id, marked_by__contains=[version.pk]).exists()
