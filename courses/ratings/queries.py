"""Ratings as pages show them. Words are read past the fence, and only what everybody may read leaves here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.display.numbers import in_num
from core.statements import Prepared
from core.tenancy.context import everywhere
from courses.catalogue.rules.spreads import SPREAD_FROM, Spread
from courses.enrolment.models import Completion
from courses.ratings.models import HidingReason, Rating, Signed
from courses.ratings.rules import HIGHEST

TEXTS = 20
SPREAD = Prepared(
    "course_spread", "SELECT ones, twos, threes, fours, fives FROM courses_ratingsummary WHERE offering_id = %s"
)


def spread_of(offering_id: int) -> Spread:
    with connection.cursor() as cursor:
        SPREAD.run(cursor, [offering_id])
        row = cursor.fetchone()
    return Spread(row) if row else Spread()


def own(person_id: int, offering_id: int) -> Rating | None:
    return Rating.objects.filter(person_id=person_id, offering_id=offering_id, withdrawn_at=None).first()


def has_completed(person_id: int, offering_id: int) -> bool:
    return Completion.objects.filter(person_id=person_id, offering_id=offering_id).exists()


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote. `byline` is "" where it is for the provider alone."""

    uuid: UUID
    stars: int
    words: str
    byline: str
    changed_at: datetime
    version: int
    reply: str
    replied_at: datetime | None
    is_hidden: bool = False


def _words(rows: Iterable[Rating]) -> list[Words]:
    return [
        Words(
            uuid=row.uuid,
            stars=row.stars,
            words=row.words,
            byline=row.byline,
            changed_at=row.changed_at,
            version=row.version.number,
            reply=row.reply,
            replied_at=row.replied_at,
            is_hidden=row.hidden_at is not None,
        )
        for row in rows
    ]


def _standing(offering_id: int) -> QuerySet[Rating]:
    """Uses index ratings_of_offering."""
    rows = Rating.objects.filter(offering_id=offering_id, withdrawn_at=None)
    return rows.select_related("version").order_by("-changed_at", "-pk")


def texts_of(offering_id: int) -> list[Words]:
    """The newest words that their writers let everybody read."""
    with everywhere(reason="words of ratings that all may read", audited=False):
        rows = _standing(offering_id).filter(hidden_at=None).exclude(words="").exclude(signed=Signed.PROVIDER)
        return _words(rows[:TEXTS])


def shown(offering_id: int) -> dict[str, Any]:
    """The part of the course page: nothing but the number while there are few."""
    spread = spread_of(offering_id)
    about: dict[str, Any] = {"count": spread.count, "says": _how_many(spread), "bars": [], "texts": [], "average": ""}
    if spread.shows_spread:
        about |= {"bars": bars(spread), "texts": texts_of(offering_id)}
    if spread.average_shown:
        about["average"] = _("%(average)s of 5") % {"average": spread.average_shown}
        about["says_short"] = ngettext("%(n)s rating", "%(n)s ratings", spread.count) % {"n": in_num(spread.count)}
    return about


def _how_many(spread: Spread) -> str:
    if not spread.count:
        return _("Nobody has rated this course yet.")
    said = ngettext("%(n)s learner has rated it.", "%(n)s learners have rated it.", spread.count) % {
        "n": in_num(spread.count)
    }
    if spread.shows_spread:
        return said
    return f"{said} " + _("How is shown from %(least)s ratings on.") % {"least": in_num(SPREAD_FROM)}


def bars(spread: Spread) -> list[dict[str, Any]]:
    """Five first, as components/bar_list.html takes it."""
    return [
        {
            "label": _("%(stars)s of 5") % {"stars": in_num(stars)},
            "percent": 100 * spread.counts[stars - 1] / spread.count if spread.count else 0,
            "value": in_num(spread.counts[stars - 1]),
        }
        for stars in range(HIGHEST, 0, -1)
    ]


@dataclass(frozen=True, slots=True)
class OfVersion:
    number: int
    count: int
    spread: Spread
    bars: list[dict[str, Any]]


def for_provider(offering_id: int) -> tuple[list[OfVersion], list[Words]]:
    """By version, the newest first; and all words, also those for the provider alone, without names nobody gave."""
    with everywhere(reason="ratings of a provider's course", audited=False):
        given: dict[int, Counter[int]] = {}
        for number, stars in _standing(offering_id).values_list("version__number", "stars"):
            given.setdefault(number, Counter())[stars] += 1
        words = _words(_standing(offering_id).exclude(words="")[:200])
    versions = []
    for number in sorted(given, reverse=True):
        ones, twos, threes, fours, fives = (given[number][stars] for stars in range(1, HIGHEST + 1))
        spread = Spread((ones, twos, threes, fours, fives))
        versions.append(OfVersion(number, spread.count, spread, bars(spread) if spread.shows_spread else []))
    return versions, words


@dataclass(frozen=True, slots=True)
class Reported:
    """Words that somebody reported, for a moderator."""

    uuid: UUID
    course: str
    code: str
    words: str
    reasons: list[str]
    reported_at: datetime


def reported(language: str) -> list[Reported]:
    """The longest waiting first."""
    with everywhere(reason="reported ratings", audited=False):
        rows = (
            Rating.objects.filter(reports__settled_at=None, reports__isnull=False, withdrawn_at=None)
            .select_related("offering")
            .prefetch_related("reports")
            .distinct()[:200]
        )
        found = [
            Reported(
                uuid=row.uuid,
                course=row.offering.title_in(language),
                code=row.offering.code,
                words=row.words,
                reasons=sorted({str(HidingReason(one.reason).label) for one in row.reports.all()}),
                reported_at=min(one.reported_at for one in row.reports.all()),
            )
            for row in rows
        ]
    return sorted(found, key=lambda one: one.reported_at)
