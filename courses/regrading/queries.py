"""What attempts would come to by a corrected key. Reads keys and everybody's attempts: called as the platform role."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from django.db.models import Count as Counting
from django.db.models import FilteredRelation, Q, QuerySet

from courses.attempts.models import Answer, Attempt
from courses.attempts.queries import past_of
from courses.attempts.rules import Past, passed_at
from courses.formats.questions import QuestionBrought
from courses.questions import queries as questions
from courses.questions import rules as marking
from courses.questions import wording
from courses.questions.models import Paper, PaperQuestion, PaperSection, QuestionVersion
from courses.questions.rules import PoolQuestion
from courses.questions.rules.papers import Outcome
from courses.regrading.models import Correction
from courses.regrading.rules import LEFT_OUT, Count, Mark, count, keys_in_force


def papers_with(version_id: int) -> list[int]:
    """Published quizzes that ask this wording, in whatever version of the course."""
    pools = PaperQuestion.objects.filter(question_version_id=version_id, paper__is_published=True, paper__mode="test")
    return list(pools.values_list("paper_id", flat=True))


def attempts_with(version_id: int) -> QuerySet[Attempt]:
    """Handed in, with this wording in them."""
    return Attempt.objects.filter(
        paper_id__in=papers_with(version_id), submitted_at__isnull=False, is_practice=False,
        questions__contains=[{"version": version_id}],
    )  # fmt: skip


def has_been_asked(person_id: int, version_id: int) -> bool:
    """Whether the person got this wording in a quiz, handed in or not."""
    asked = Attempt.objects.filter(paper_id__in=papers_with(version_id), is_practice=False, person_id=person_id)
    return asked.filter(questions__contains=[{"version": version_id}]).exists()


def enrolments_after(version_id: int, cursor: int, most: int) -> list[int]:
    sat = attempts_with(version_id).filter(enrolment_id__gt=cursor)
    return list(sat.order_by("enrolment_id").values_list("enrolment_id", flat=True).distinct()[:most])


def sections_with(version_id: int) -> list[tuple[int, int, int]]:
    """(pick, pool, left out by corrections) of every section that this wording is in, were it left out too."""
    sections = PaperSection.objects.filter(pk__in=PaperQuestion.objects.filter(
        question_version_id=version_id, paper__mode="test").values("section_id"))  # fmt: skip
    is_out = Q(pool__question_version__treatment=LEFT_OUT) | Q(pool__question_version_id=version_id)
    counted = sections.annotate(pooled=Counting("pool"), out=Counting("pool", filter=is_out))
    return list(counted.values_list("pick", "pooled", "out"))


def as_corrected(asked: QuestionVersion, treatment: str, question: Mapping[str, object]) -> PoolQuestion:
    """The question as a proposed correction would have it marked."""
    known = questions.in_force([asked])[asked.pk]
    own = questions.as_known(asked)
    if not question:
        return replace(own, treatment=treatment)
    columns = wording.columns(QuestionBrought.from_json(dict(question)))
    new = marking.rekeyed(own, PoolQuestion(id=own.id, **columns))
    in_force = keys_in_force(treatment, was=range(len(known.keys)), own=-1, new=-2)
    found = {-1: own, -2: new, **dict(enumerate(known.keys))}
    return replace(own, treatment=treatment, keys=tuple(found[key] for key in in_force))


@dataclass(frozen=True, slots=True)
class Judged:
    """One attempt by the corrected key. `answers`: of the corrected question, marked anew. `is_other`: than it stands."""

    attempt: Attempt
    answers: tuple[Answer, ...]
    outcome: Outcome
    before: Mark
    after: Mark
    is_other: bool


@dataclass(frozen=True, slots=True)
class Sat:
    """What one enrolment's attempts at one quiz come to."""

    judged: tuple[Judged, ...]
    paper: Paper
    passed_before: datetime | None
    passed_by_key: datetime | None

    def count(self) -> Count:
        changes = [(one.before, one.after) for one in self.judged]
        return count(changes, passed_before=self.passed_before, passed_by_key=self.passed_by_key)


def sat_by(attempts: Sequence[Attempt], corrected: PoolQuestion) -> list[Sat]:
    """`attempts`: all handed-in ones of some enrolments at quizzes with the question. A constant number of queries."""
    versions = {question["version"] for attempt in attempts for question in attempt.questions}
    left_out = {
        pk
        for pk, treatment in QuestionVersion.objects.filter(pk__in=versions).values_list("pk", "treatment")
        if treatment == LEFT_OUT and pk != corrected.id
    } | ({corrected.id} if corrected.treatment == LEFT_OUT else set())
    answers: dict[int, dict[int, Answer]] = defaultdict(dict)
    for answer in Answer.objects.filter(attempt__in=attempts):
        answers[answer.attempt_id][answer.position] = answer
    papers = Paper.objects.in_bulk({attempt.paper_id for attempt in attempts})
    by_quiz: dict[tuple[int, int], list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_quiz[attempt.enrolment_id, attempt.paper_id].append(attempt)
    return [
        _sat(sorted(sat, key=lambda one: one.number), answers, papers[paper], corrected, left_out)
        for (_enrolment, paper), sat in sorted(by_quiz.items())
    ]


def _sat(
    attempts: Sequence[Attempt], answers: Mapping[int, dict[int, Answer]], paper: Paper, corrected: PoolQuestion,
    left_out: set[int],
) -> Sat:  # fmt: skip
    judged = {
        attempt.pk: _judged(attempt, answers[attempt.pk], corrected, left_out)
        for attempt in attempts
        if any(question["version"] == corrected.id for question in attempt.questions)
    }
    before = [past_of(attempt) for attempt in attempts]
    by_key = [
        replace(
            past, is_passed=one.outcome.total.is_reached, score=one.outcome.total.percent, is_pass_kept=False,
            sections=tuple(section.percent for section in one.outcome.sections),
        )
        if (one := judged.get(attempt.pk))
        else past
        for attempt, past in zip(attempts, before, strict=True)
    ]  # fmt: skip
    return Sat(tuple(judged.values()), paper, passed_of(paper, attempts, before), passed_of(paper, attempts, by_key))


def passed_of(paper: Paper, attempts: Sequence[Attempt], past: Sequence[Past]) -> datetime | None:
    cut_offs = [section["cut_off"] for section in attempts[0].sections] if attempts else []
    return passed_at(past, policy=paper.counts, pass_percent=paper.pass_percent, cut_offs=cut_offs)


def _judged(
    attempt: Attempt, answers: Mapping[int, Answer], corrected: PoolQuestion, left_out: set[int]
) -> Judged:  # fmt: skip
    every, anew, is_other = [], [], False
    for position, question in enumerate(attempt.questions, start=1):
        answer = answers.get(position) or attempt.unanswered(position, attempt.started_at)
        if question["version"] == corrected.id:
            earned = marking.mark(corrected, answer.response, seed=attempt.seed)
            is_other = is_other or earned != answer.fraction
            answer.fraction = earned
            anew.append(answer)
        every.append(answer)
    result = attempt.come_to(every, left_out)
    before = mark_of(attempt)
    after = Mark(_share(result.total.points, result.total.most), result.total.percent, result.total.is_reached)
    is_other = is_other or before.share != after.share or attempt.total != result.total.count
    return Judged(attempt, tuple(anew), result, before, after, is_other)


def mark_of(attempt: Attempt) -> Mark:
    """As it stands. Attempts that are older than marks have only their right answers."""
    score, is_passed = attempt.score or 0, bool(attempt.is_passed)
    if attempt.points is None:
        return Mark(Fraction(attempt.correct or 0, attempt.total or 1), score, is_passed)
    return Mark(_share(Fraction(attempt.points), Fraction(attempt.points_most or 0)), score, is_passed)


def _share(points: Fraction, most: Fraction) -> Fraction:
    """Of hundredths, as marks are kept."""
    kept = Fraction(int(points * 100)), Fraction(int(most * 100))
    return kept[0] / kept[1] if kept[1] else Fraction(0)


def marks_of(attempt: Attempt) -> dict[str, object]:
    """For the history."""
    return {
        "score": attempt.score,
        "correct": attempt.correct,
        "total": attempt.total,
        "points": None if attempt.points is None else str(attempt.points),
        "points_most": None if attempt.points_most is None else str(attempt.points_most),
        "is_passed": attempt.is_passed,
    }


@dataclass(frozen=True, slots=True)
class Told:
    """A correction as a learner may know it. `was`, `now`: percent; None where the attempt's marks stayed."""

    position: int
    treatment: str
    at: datetime
    reason: str
    reason_hi: str
    was: int | None = None
    now: int | None = None


def told_of(attempt: Attempt) -> list[Told]:
    """The corrections of an attempt's questions since it was handed in, in their order. Nothing of a key is in it.

    Called as the platform role; the attempt is its reader's.
    """
    if attempt.is_practice or attempt.submitted_at is None:
        return []
    places = {question["version"]: position for position, question in enumerate(attempt.questions, start=1)}
    applied = Correction.objects.filter(question_version_id__in=places, applied_at__isnull=False).annotate(
        mine=FilteredRelation("regrades", condition=Q(regrades__attempt=attempt))
    )
    names = ("question_version_id", "treatment", "applied_at", "reason", "reason_hi", "mine__before", "mine__after")
    return [
        Told(
            places[version], treatment, at, reason, reason_hi, before["score"] if before else None,
            after["score"] if after else None,
        )
        for version, treatment, at, reason, reason_hi, before, after in applied.order_by("applied_at").values_list(*names)
        if before or attempt.submitted_at < at
    ]  # fmt: skip


def wordings_asked(question_id: int, offering_id: int) -> Iterable[QuestionVersion]:
    """Every wording of a question that a published quiz of the course asks or asked, the newest first."""
    asked = PaperQuestion.objects.filter(
        question_version__question_id=question_id, paper__is_published=True,
        paper__resource__version__offering_id=offering_id,
    )  # fmt: skip
    versions = QuestionVersion.objects.filter(pk__in=asked.values("question_version_id"))
    return versions.select_related("question").order_by("-number")
