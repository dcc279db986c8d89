"""Statistics of a course's questions, quiz by quiz, for its provider."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exports.kinds import export_kind
from courses.authoring.queries import here
from courses.catalogue.models import CourseVersion
from courses.questions.models import PaperQuestion, QuestionVersion
from courses.statistics.models import ItemChoice, ItemStatistic
from courses.statistics.rules import LEAST, Figures, Sums, figures

FLAGS: dict[str, str | Promise] = {
    "NEGATIVE": gettext_lazy("Who knows more answers it wrongly: check the key"),
    "WEAK": gettext_lazy("Hardly tells who knows the subject"),
    "TOO_EASY": gettext_lazy("Nearly everybody answers it"),
    "TOO_HARD": gettext_lazy("Hardly anybody answers it"),
    "RIVAL": gettext_lazy("A wrong answer is chosen more often than the right one"),
    "UNUSED": gettext_lazy("A wrong answer is chosen by nobody"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One question of a quiz. `number`: which wording of it the version uses."""

    quiz: str
    uuid: UUID
    number: int
    stem: str
    kind: str
    figures: Figures


def rows_of(version: CourseVersion) -> list[Row]:
    """Every question of the version's quizzes, in order; three queries, however many."""
    entries = list(
        PaperQuestion.objects.filter(paper__resource__version=version, paper__mode="test")
        .select_related("question_version__question", "paper__resource")
        .order_by("paper__resource__module__position", "paper__resource__position", "section__position", "position")
    )
    ids = [entry.question_version_id for entry in entries]
    sums = {row.pk: _sums(row) for row in ItemStatistic.objects.filter(pk__in=ids)}
    chosen: dict[int, dict[str, int]] = {}
    for choice in ItemChoice.objects.filter(question_version_id__in=ids):
        chosen.setdefault(choice.question_version_id, {})[choice.option] = choice.count
    return [
        Row(
            quiz=here(entry.paper.resource.title, entry.paper.resource.title_hi),
            uuid=entry.question_version.question.uuid,
            number=entry.question_version.number,
            stem=here(entry.question_version.stem, entry.question_version.stem_hi),
            kind=entry.question_version.get_kind_display(),
            figures=figures(
                sums.get(entry.question_version_id),
                _options(entry.question_version),
                chosen.get(entry.question_version_id, {}),
            ),
        )
        for entry in entries
    ]


def _sums(row: ItemStatistic) -> Sums:
    return Sums(row.attempts, row.answered, row.sum_x, row.sum_xx, row.sum_y, row.sum_yy, row.sum_xy)


def _options(version: QuestionVersion) -> list[dict[str, Any]]:
    return [
        {
            "id": option["id"], "text": here(option["text"], option.get("text_hi", "")),
            "is_correct": option.get("is_correct"),
        }
        for option in version.options
    ]  # fmt: skip


def flag_sentences(found: Figures) -> list[str]:
    return [str(FLAGS[flag]) for flag in found.flags]


def _page(arguments: dict[str, Any], after: Any, limit: int) -> tuple[list[Any], Any]:
    """All rows at once: a course has some hundred questions."""
    version = CourseVersion.objects.get(uuid=arguments["version"])
    return [
        [
            row.quiz, row.stem, row.number, row.kind, row.figures.attempts,
            *(
                [
                    row.figures.answered, _rounded(row.figures.facility), _rounded(row.figures.discrimination),
                    "; ".join(flag_sentences(row.figures)),
                    "; ".join(f"{option.text}: {option.count}" for option in row.figures.options),
                ]
                if row.figures.facility is not None
                else ["", "", "", _("Fewer than %(least)s attempts") % {"least": LEAST}, ""]
            ),
        ]
        for row in rows_of(version)
    ], None  # fmt: skip


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 2)


QUESTIONS = export_kind(
    "courses.statistics",
    title=lambda arguments: _("Question statistics of %(course)s") % {"course": arguments["title"]},
    columns=lambda arguments: [
        _("Quiz"), _("Question"), _("Wording"), _("Kind"), _("Attempts"), _("Answered"), _("Facility"),
        _("Discrimination"), _("To look at"), _("Chosen"),
    ],
    page=_page,
)  # fmt: skip
