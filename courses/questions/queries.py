"""Reading keys. Only for marking and drawing: called as the platform role, and by owners."""

from collections import defaultdict

from courses.questions.models import PaperQuestion, PaperSection, QuestionVersion
from courses.questions.rules import PoolQuestion
from courses.questions.rules.papers import Drawable, Terms


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
    """What the sections ask, without any question."""
    return [section.terms() for section in PaperSection.objects.filter(paper_id=paper_id).order_by("position")]


def pool_of(paper_id: int) -> list[PoolQuestion]:
    return [as_known(row.question_version) for row in _pool(paper_id)]


def _pool(paper_id: int) -> list[PaperQuestion]:
    rows = PaperQuestion.objects.filter(paper_id=paper_id).select_related("question_version")
    return list(rows.order_by("position", "question_version_id"))


def known(version_ids: list[int]) -> dict[int, PoolQuestion]:
    return {row.pk: as_known(row) for row in QuestionVersion.objects.filter(pk__in=version_ids)}


def as_known(row: QuestionVersion) -> PoolQuestion:
    return PoolQuestion(
        row.pk, row.kind, row.stem, row.stem_hi, row.options, row.reason, row.reason_hi, row.body, row.is_partial
    )
