"""Ratings of the demo's courses by those who completed them: many with stars alone, some with words, some answered.

Written as the actions of courses.ratings write them, without announcing anything. Nobody of the cast has rated yet.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from django.db.models import QuerySet

from core.tenancy.context import everywhere
from courses.catalogue.models import Offering
from courses.enrolment.models import Completion
from courses.ratings.models import Rating, RatingSummary, Signed
from courses.ratings.rules import HIGHEST, LOWEST, initials
from karmayogi.demo.cast import CAST, EMAIL_DOMAIN
from karmayogi.demo.courses.loading import PUBLISHER, acting

RATED = 0.06  # of those who completed a course
STARS, LIKED = range(LOWEST, HIGHEST + 1), (1, 2, 6, 14, 17)
COLUMNS = ("ones", "twos", "threes", "fours", "fives")


@cache
def said() -> dict[str, list[dict[str, Any]]]:
    """By course: stars, words, and a reply where there is one."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def load_ratings(*, at: datetime) -> int:
    """Returns how many. Called once, after the history was derived."""
    cast = [f"{person.key}@{EMAIL_DOMAIN}" for person in CAST]
    with everywhere(reason="demo history", audited=False):
        done = Completion.objects.exclude(person__users__email__in=cast).select_related("person")
        rated = [
            rating
            for offering in Offering.objects.filter(code__in=said()).order_by("code")
            for rating in _of_course(offering, done.filter(offering=offering), at)
        ]
        Rating.objects.bulk_create(rated, batch_size=500)
        counts = Counter((rating.offering_id, rating.stars) for rating in rated)
        RatingSummary.objects.bulk_create(
            RatingSummary(
                offering_id=pk, **{name: counts[pk, stars] for name, stars in zip(COLUMNS, STARS, strict=True)}
            )
            for pk in {rating.offering_id for rating in rated}
        )
        return len(rated)


def _of_course(offering: Offering, done: QuerySet[Completion], at: datetime) -> Iterator[Rating]:
    """Whoever completed it last says the words, so that they stand first."""
    chance = Random(f"ratings {offering.code}")  # noqa: S311 (made-up ratings)
    ids = list(done.order_by("-completed_at", "-pk").values_list("pk", flat=True))
    some = set(ids[: len(said()[offering.code])]) | set(chance.sample(ids, round(RATED * len(ids))))
    words = iter(said()[offering.code])
    publisher = acting(PUBLISHER, offering.owner_id)
    for completion in done.filter(pk__in=some).order_by("-completed_at", "-pk"):
        told = next(words, None) or {"stars": chance.choices(STARS, LIKED)[0]}
        yield _rating(offering, completion, told, chance, publisher.person_id, at)


def _rating(
    offering: Offering,
    completion: Completion,
    told: dict[str, Any],
    chance: Random,
    publisher_id: int | None,
    at: datetime,
) -> Rating:
    rated_at = completion.completed_at + (at - completion.completed_at) * chance.uniform(0.05, 0.4)
    signed = chance.choice([Signed.INITIALS, Signed.NAME]) if "words" in told else Signed.PROVIDER
    name = completion.person.full_name
    rating = Rating(
        offering=offering, version_id=completion.version_id, provider_id=offering.owner_id, person_id=completion.person_id,
        organisation_id=completion.organisation_id, home_organisation_id=completion.home_organisation_id,
        stars=told["stars"], words=told.get("words", ""), signed=signed, rated_at=rated_at, changed_at=rated_at,
        byline={Signed.NAME: name, Signed.INITIALS: initials(name)}.get(signed, ""),
    )  # fmt: skip
    if reply := told.get("reply"):
        rating.reply, rating.replied_by_id = reply, publisher_id
        rating.replied_at = rated_at + (at - rated_at) * chance.uniform(0.1, 0.8)
    return rating
