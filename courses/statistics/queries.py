"""Statistics of a course's questions, quiz by quiz, for its provider."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.exports.kinds import export_kind
from courses.authoring.queries import here
from courses.catalogue.models import CourseVersion
from courses.packages.models import Package
from courses.questions.models import PaperQuestion, QuestionVersion
from courses.questions.queries import keys_of
from courses.questions.rules.shapes import FULL, LEFT_OUT
from courses.statistics.models import ItemChoice, ItemStatistic, PackagedQuestion, PackagedResponse
from courses.statistics.rules import FEWEST, LEAST, Figures, Sums, Told, figures, told

MOST_PACKAGED = 300  # questions of packages that are shown
MOST_RESPONSES = 8  # of each
INTERACTIONS: dict[str, str | Promise] = {
    "true-false": gettext_lazy("True or false"),
    "choice": gettext_lazy("Choice"),
    "fill-in": gettext_lazy("Fill in"),
    "long-fill-in": gettext_lazy("Long text"),
    "likert": gettext_lazy("Rating scale"),
    "matching": gettext_lazy("Match"),
    "performance": gettext_lazy("Steps"),
    "sequencing": gettext_lazy("Put in order"),
    "numeric": gettext_lazy("Number"),
    "other": gettext_lazy("Other"),
}

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
    treatment: str = ""


def rows_of(version: CourseVersion) -> list[Row]:
    """Every question of the version's quizzes, in order; four queries at most, however many."""
    entries = list(
        PaperQuestion.objects.filter(paper__resource__version=version, paper__mode="test")
        .select_related("question_version__question", "paper__resource")
        .order_by("paper__resource__module__position", "paper__resource__position", "section__position", "position")
    )
    ids = [entry.question_version_id for entry in entries]
    sums = {row.pk: _sums(row) for row in ItemStatistic.objects.filter(pk__in=ids)}
    keys = keys_of(entry.question_version for entry in entries)
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
                _options(entry.question_version, [keys[key] for key in entry.question_version.marked_by]),
                chosen.get(entry.question_version_id, {}),
                is_withdrawn=entry.question_version.treatment in (FULL, LEFT_OUT),
            ),
            treatment=entry.question_version.treatment,
        )
        for entry in entries
    ]


def _sums(row: ItemStatistic) -> Sums:
    return Sums(row.attempts, row.answered, row.sum_x, row.sum_xx, row.sum_y, row.sum_yy, row.sum_xy)


def _options(version: QuestionVersion, keys: list[QuestionVersion]) -> list[dict[str, Any]]:
    """`keys`: that count in place of its own, with the same options in the same order."""
    by = keys or [version]
    return [
        {
            "id": option["id"], "text": here(option["text"], option.get("text_hi", "")),
            "is_correct": any(key.options[place].get("is_correct") for key in by),
        }
        for place, option in enumerate(version.options)
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


@dataclass(frozen=True, slots=True)
class PackagedRow:
    """One question inside a package. `part`: empty where the package has only one."""

    package: str
    part: str
    identifier: str
    kind: str
    description: str
    figures: Told


@dataclass(frozen=True, slots=True)
class Packaged:
    """`few`: questions that too few people answered to be shown; `more`: those beyond MOST_PACKAGED."""

    rows: list[PackagedRow]
    few: int
    more: int


def packaged_of(version: CourseVersion) -> Packaged:
    """What was answered inside the version's SCORM packages, in their order; four queries, however many."""
    packages = {
        one.prefix: one
        for one in Package.objects.filter(version=version, kind__startswith="scorm")
        .select_related("resource")
        .order_by("-resource__module__position", "-resource__position")
    }
    told_of = PackagedQuestion.objects.filter(prefix__in=packages)
    known = told_of.filter(learners__gte=LEAST)
    total = known.count() if packages else 0
    order = {
        (prefix, part["identifier"]): (place, number, part["title"])
        for place, (prefix, package) in enumerate(reversed(packages.items()))
        for number, part in enumerate(package.details.get("parts", []))
    }
    questions = sorted(
        known.order_by("prefix", "sco", "number", "identifier")[:MOST_PACKAGED] if total else [],
        key=lambda one: (*order.get((one.prefix, one.sco), (0, 0))[:2], one.number, one.identifier),
    )
    given = _responses([one.pk for one in questions])
    rows = []
    for one in questions:
        found = told(
            learners=one.learners, answers=one.answers, judged=one.judged, right=one.right, latency=one.latency,
            timed=one.timed, responses=given.get(one.pk, []),
        )  # fmt: skip
        assert found is not None  # `known` left out those with too few
        resource = packages[one.prefix].resource
        is_alone = sum(bool(part["launch"]) for part in packages[one.prefix].details.get("parts", [])) < 2
        part = "" if is_alone else order.get((one.prefix, one.sco), (0, 0, one.sco))[2]
        rows.append(
            PackagedRow(
                package=here(resource.title, resource.title_hi),
                part=part,
                identifier=one.identifier,
                kind=str(INTERACTIONS.get(one.kind, "")),
                description=one.description,
                figures=found,
            )
        )
    few = told_of.filter(learners__lt=LEAST).count() if packages else 0
    return Packaged(rows, few, max(0, total - MOST_PACKAGED))


def _responses(ids: list[int]) -> dict[int, list[tuple[str, int, int, int]]]:
    """The most frequent of each question that enough people gave."""
    found: dict[int, list[tuple[str, int, int, int]]] = {}
    rows = (
        PackagedResponse.objects.filter(question_id__in=ids, learners__gte=FEWEST)
        .annotate(place=Window(RowNumber(), partition_by="question_id", order_by=[F("count").desc(), F("response")]))
        .filter(place__lte=MOST_RESPONSES)
        .order_by("question_id", "place")
    )
    for row in rows if ids else []:
        found.setdefault(row.question_id, []).append((row.response, row.learners, row.count, row.right))
    return found


def _packaged_page(arguments: dict[str, Any], after: Any, limit: int) -> tuple[list[Any], Any]:
    version = CourseVersion.objects.get(uuid=arguments["version"])
    return [
        [
            row.package, row.part, row.identifier, row.description, row.kind, row.figures.learners,
            row.figures.answers, _rounded(row.figures.right), _rounded(row.figures.seconds),
            "; ".join(f"{one.text}: {one.count}" for one in row.figures.responses), row.figures.others,
        ]
        for row in packaged_of(version).rows
    ], None  # fmt: skip


PACKAGED = export_kind(
    "courses.packaged_questions",
    title=lambda arguments: _("Questions in packages of %(course)s") % {"course": arguments["title"]},
    columns=lambda arguments: [
        _("Package"), _("Part"), _("Question"), _("Text"), _("Kind"), _("Learners"), _("Answers"), _("Right"),
        _("Seconds on average"), _("Answered"), _("Other answers"),
    ],
    page=_packaged_page,
)  # fmt: skip
