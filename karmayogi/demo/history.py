"""Two years of learning before the day of loading: who took which course when, and how far it went.

Drawn by generators with fixed seeds, so every machine that loads on the same day has the same history. What follows from
a decision (completion, certificate, passbook) is written set-based by facts.py.
"""

from bisect import bisect
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from core.tenancy.context import everywhere
from courses.enrolment.rules import WITHDRAWAL_REASONS
from karmayogi.demo import facts
from karmayogi.demo.facts import CourseOffered, Fate, Learner, Taken

INDIA = ZoneInfo("Asia/Kolkata")
DAYS = 730
# January to December: most learn before the year ends and around the learning week in autumn.
MONTHS = (0.9, 1.1, 1.5, 0.7, 0.8, 0.9, 1.0, 1.0, 1.4, 1.2, 1.0, 0.8)
WEEKEND = 0.2
# How many of those who could have taken it.
POPULAR = {
    "code-of-conduct": 0.75, "cyber-hygiene": 0.7, "prevention-of-sexual-harassment": 0.7, "noting-and-drafting": 0.55,
    "rti-act-2005-basics": 0.5, "e-office-basics": 0.5, "leave-rules-1972": 0.45, "procurement-gfr-and-gem": 0.4,
    "preventive-vigilance": 0.4, "grievance-redress": 0.4, "induction-to-government": 0.35, "parliamentary-procedure": 0.25,
}  # fmt: skip
# What the cast has done: who, course, days before, and whether they finished.
CAST = (
    ("asha", "induction-to-government", 420, True), ("asha", "procurement-gfr-and-gem", 345, True),
    ("asha", "prevention-of-sexual-harassment", 330, True), ("asha", "leave-rules-1972", 200, True),
    ("asha", "cyber-hygiene", 40, False),
    ("indu", "code-of-conduct", 510, True), ("indu", "induction-to-government", 500, True),
    ("indu", "procurement-gfr-and-gem", 350, True), ("indu", "prevention-of-sexual-harassment", 320, True),
    ("indu", "preventive-vigilance", 300, True), ("indu", "e-office-basics", 90, True),
    ("chitra", "induction-to-government", 480, True), ("chitra", "prevention-of-sexual-harassment", 335, True),
    ("chitra", "procurement-gfr-and-gem", 310, True), ("chitra", "parliamentary-procedure", 150, True),
    ("farah", "noting-and-drafting", 640, True), ("farah", "code-of-conduct", 600, True),
    ("farah", "induction-to-government", 520, True), ("farah", "procurement-gfr-and-gem", 400, True),
    ("farah", "prevention-of-sexual-harassment", 310, True), ("farah", "leave-rules-1972", 95, True),
    ("bilal", "cyber-hygiene", 180, True), ("bilal", "grievance-redress", 25, False),
    ("gita", "parliamentary-procedure", 260, True), ("esther", "induction-to-government", 500, True),
    ("dev", "induction-to-government", 490, True), ("dev", "rti-act-2005-basics", 210, True),
    ("hari", "induction-to-government", 470, True), ("hari", "parliamentary-procedure", 160, True),
)  # fmt: skip


def load_history(*, at: datetime) -> int:
    """Enrolments up to `at` and what became of them; returns how many. Needs officials and courses; not twice."""
    with everywhere(reason="demo history"):
        if facts.is_anybody_enrolled():
            return 0
        offered = facts.courses_offered()
        calendar = Calendar(at)
        taken = [
            one
            for learner in facts.learners()
            for one in (_of_cast(learner, offered, at) if learner.key else _of_colleague(learner, offered, calendar))
        ]
        facts.enrol(taken)
        return len(taken)


def follow_plans(*, at: datetime) -> int:
    """Whoever a plan enrolled has begun since; the cast has not, so that there is something to do."""
    with everywhere(reason="demo history", audited=False):
        calendar = Calendar(at)
        fates = []
        for enrolment_id, code, parts, opened_at in facts.untouched():
            chance = Random(f"plan {code} {opened_at}")  # noqa: S311 (made-up learning)
            fates.append((enrolment_id, _fate(chance, 0.5, calendar, opened_at, parts)))
        facts.decide(fates)
        return len(fates)


def derive_progress() -> None:
    with everywhere(reason="demo history", audited=False):
        facts.derive_progress()


def derive_completions() -> None:
    with everywhere(reason="demo history", audited=False):
        facts.derive_completions()


def derive_certificates() -> None:
    with everywhere(reason="demo history", audited=False):
        facts.derive_certificates()


class Calendar:
    """The days before `at`, with how much is begun on each: more from month to month, little at weekends."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.first = at.astimezone(INDIA).date() - timedelta(days=DAYS)
        self.sums = list(accumulate(self._weight(self.first + timedelta(days=day), day) for day in range(DAYS)))

    def _weight(self, day: date, number: int) -> float:
        return (0.4 + number / DAYS) * MONTHS[day.month - 1] * (WEEKEND if day.weekday() >= 5 else 1)

    def drawn(self, chance: Random, since: date) -> datetime | None:
        """An hour of a day from `since` until yesterday."""
        start = max(0, (since - self.first).days)
        if start >= DAYS - 1:
            return None
        below = self.sums[start - 1] if start else 0.0
        day = bisect(self.sums, chance.uniform(below, self.sums[-1]))
        return self.moment(chance, self.first + timedelta(days=min(day, DAYS - 1)))

    def moment(self, chance: Random, day: date) -> datetime:
        """Between nine in the morning and nine at night, mostly in the afternoon."""
        minute = int(chance.triangular(9 * 60, 21 * 60, 15 * 60))
        return datetime.combine(day, time(minute // 60, minute % 60, chance.randrange(60)), INDIA).astimezone(UTC)


def _of_colleague(learner: Learner, offered: Sequence[CourseOffered], calendar: Calendar) -> list[Taken]:
    chance = Random(f"learning {learner.code}")  # noqa: S311 (made-up learning)
    zeal = chance.betavariate(2, 2) * Random(learner.office).uniform(0.6, 1.4)  # noqa: S311
    found = []
    for course in offered:
        wanted = chance.random() < zeal * POPULAR.get(course.code, 0.4) * 1.5
        since = max(course.published_at.date() + timedelta(days=2), learner.since + timedelta(days=10))
        opened_at = calendar.drawn(chance, since) if wanted else None
        if opened_at is not None:
            fate = _fate(chance, zeal, calendar, opened_at, course.parts)
            found.append(Taken(learner.person_id, learner.office_id, course.offering_id, opened_at, fate))
    return found


def _of_cast(learner: Learner, offered: Sequence[CourseOffered], at: datetime) -> list[Taken]:
    known = {course.code: course for course in offered}
    found = []
    for key, code, days, is_finished in CAST:
        opened_at = at - timedelta(days=days)
        if key != learner.key or code not in known or opened_at < known[code].published_at:
            continue
        fate = Fate(completed_at=opened_at + timedelta(hours=3)) if is_finished else Fate(parts_done=2)
        office_id = learner.office_on(opened_at.date())
        found.append(Taken(learner.person_id, office_id, known[code].offering_id, opened_at, fate))
    return found


def _fate(chance: Random, zeal: float, calendar: Calendar, opened_at: datetime, parts: int) -> Fate:
    """Most finish within weeks; a few leave; the others are still somewhere on the way."""
    if chance.random() < 0.55 + 0.35 * min(zeal, 1):
        days = int(chance.expovariate(1 / 12))
        ended_at = opened_at + timedelta(minutes=chance.randint(25, 200))
        if days:
            ended_at = calendar.moment(chance, opened_at.astimezone(INDIA).date() + timedelta(days=days))
        if ended_at < calendar.at - timedelta(hours=1):
            return Fate(completed_at=ended_at)
    elif chance.random() < 0.15:
        left_at = opened_at + timedelta(days=chance.randint(1, 40))
        if left_at < calendar.at:
            return Fate(withdrawn_at=left_at, reason=chance.choice(WITHDRAWAL_REASONS), parts_done=chance.randint(0, 1))
    return Fate(parts_done=chance.randint(0, parts - 1))
