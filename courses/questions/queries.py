"""Reading keys. Only for marking and drawing: called as the platform role, and by owners."""

from courses.questions.models import PaperQuestion, QuestionVersion
from courses.questions.rules import PoolQuestion


def pool_of(paper_id: int) -> list[PoolQuestion]:
    rows = (
        PaperQuestion.objects.filter(paper_id=paper_id)
        .select_related("question_version")
        .order_by("position", "question_version_id")
    )
    return [as_known(row.question_version) for row in rows]


def known(version_ids: list[int]) -> dict[int, PoolQuestion]:
    return {row.pk: as_known(row) for row in QuestionVersion.objects.filter(pk__in=version_ids)}


def as_known(row: QuestionVersion) -> PoolQuestion:
    return PoolQuestion(
        row.pk, row.kind, row.stem, row.stem_hi, row.options, row.reason, row.reason_hi, row.body, row.is_partial
    )
