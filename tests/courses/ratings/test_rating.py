"""Ratings: only after completion, one for a person and course, counted right however they come."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Person
from core.audit.actor import Actor
from core.tenancy.context import acting_in, everywhere
from courses.catalogue.models import Offering
from courses.catalogue.rules.spreads import Spread
from courses.ratings import queries
from courses.ratings.actions import (
    RatingRefused,
    ReplyRefused,
    ReportRefused,
    rate,
    reply,
    report,
    settle,
    withdraw,
)
from courses.ratings.models import Rating, RatingReport, RatingSummary
from courses.ratings.rules import CHANGEABLE, initials
from tests.cast import Cast, build_cast
from tests.courses.certificates.conftest import ISSUED, announced, audited, complete, make_version


def actor(cast, name: str) -> Actor:
    return Actor(name=name, door="page", person_id=cast.people[name].pk)


def rate_it(cast, offering, name: str = "asha", *, stars: int = 4, words: str = "", signed: str = "name", at=ISSUED):
    with acting_in(cast.learner_scope(name)):
        return rate(
            offering=offering, person_id=cast.people[name].pk, stars=stars, words=words, signed=signed,
            actor=actor(cast, name), at=at,
        )  # fmt: skip


def withdraw_it(cast, offering, name: str = "asha"):
    with acting_in(cast.learner_scope(name)):
        return withdraw(offering=offering, person_id=cast.people[name].pk, actor=actor(cast, name), at=ISSUED)


def counts(offering) -> tuple[int, ...]:
    with everywhere(reason="test", audited=False):
        return queries.spread_of(offering.pk).counts


def test_counts_once_changed_and_withdrawn_by_the_difference(cast, offering):
    rate_it(cast, offering, stars=4)
    rate_it(cast, offering, stars=4)
    rate_it(cast, offering, "indu", stars=1)
    assert counts(offering) == (1, 0, 0, 1, 0)

    rate_it(cast, offering, stars=5)
    assert counts(offering) == (1, 0, 0, 0, 1)

    withdraw_it(cast, offering)
    withdraw_it(cast, offering)
    assert counts(offering) == (1, 0, 0, 0, 0)

    rate_it(cast, offering, stars=2)
    assert counts(offering) == (1, 1, 0, 0, 0)
    assert [entry["stars"] for entry in audited("courses.rating.given")] == [4, 1, 5, 2]


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("bilal", {}, "NOT_COMPLETED"),
        ("asha", {"stars": 0}, "STARS_MISSING"),
        ("asha", {"stars": 6}, "STARS_MISSING"),
        ("asha", {"words": "x" * 1001}, "TOO_LONG"),
        ("asha", {"signed": "nobody"}, "SIGNATURE_MISSING"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_written(cast, offering, name, values, reason):
    with pytest.raises(RatingRefused) as refused:
        rate_it(cast, offering, name, **values)

    assert refused.value.reason == reason
    assert str(refused.value)
    with everywhere(reason="test", audited=False):
        assert not Rating.objects.exists()
        assert not RatingSummary.objects.exists()
    assert audited("courses.rating.given") == []


def test_is_changed_for_thirty_days_and_withdrawn_at_any_time(cast, offering):
    rate_it(cast, offering, words="Good")
    rate_it(cast, offering, words="Better", at=ISSUED + CHANGEABLE)

    with pytest.raises(RatingRefused) as refused:
        rate_it(cast, offering, words="Best", at=ISSUED + CHANGEABLE + timedelta(seconds=1))

    assert refused.value.reason == "NOT_CHANGEABLE"
    assert withdraw_it(cast, offering).words == ""


def test_the_signature_is_what_the_writer_chose_and_stays(cast, offering):
    rate_it(cast, offering, words="I use it daily.", signed="name")
    rate_it(cast, offering, "indu", words="For the provider.", signed="provider")
    with everywhere(reason="test", audited=False):
        Person.objects.filter(pk=cast.asha.pk).update(full_name="Somebody Else")

    with acting_in(cast.learner_scope("bilal")):
        assert not Rating.objects.exists()  # fenced: only what all may read comes out, and through one door
        (said,) = queries.texts_of(offering.pk)
        _versions, words = queries.for_provider(offering.pk)
    assert (said.words, said.byline) == ("I use it daily.", "Asha Verma")
    assert {one.words: one.byline for one in words} == {"I use it daily.": "Asha Verma", "For the provider.": ""}
    assert initials("Asha Verma Rao") == "A. V. R."


def test_few_ratings_show_nothing_but_their_number(cast, offering):
    rate_it(cast, offering, words="I use it daily.")

    for fives, has_bars, average in ((1, False, ""), (9, False, ""), (10, True, ""), (19, True, ""), (20, True, "5")):
        with everywhere(reason="test", audited=False):
            RatingSummary.objects.update(fours=0, fives=fives)
            shown = queries.shown(offering.pk)
        assert (bool(shown["bars"]), bool(shown["texts"]), shown["average"][:1]) == (has_bars, has_bars, average)
    assert Spread((1, 0, 0, 0, 19)).average == 4.8
    assert [Spread((0, 0, 0, many, 0)).average_shown for many in (19, 20)] == ["", "4.0"]


def test_the_provider_replies_and_the_writer_is_told(cast, offering):
    rating = rate_it(cast, offering, words="Too short.")
    with acting_in(cast.organisation_scope("istm", "dev")):
        replied = reply(rating=rating, text="The next version is longer.", actor=actor(cast, "dev"), at=ISSUED)
        with pytest.raises(ReplyRefused) as refused:
            reply(rating=rating, text="No.", actor=actor(cast, "dev"), at=ISSUED)

    assert refused.value.reason == "TOO_SHORT"
    assert replied.reply == "The next version is longer."
    assert [event["rating_uuid"] for event in announced("RatingReplied")] == [str(rating.uuid)]
    assert rate_it(cast, offering, words="Far too short.").reply == ""  # it answered other words


def test_reported_words_are_hidden_with_a_reason_and_the_rating_still_counts(cast, offering):
    rating = rate_it(cast, offering, words="Rude words")
    with acting_in(cast.learner_scope("bilal")):
        for _twice in range(2):
            report(rating=rating, person_id=cast.bilal.pk, reason="abuse", actor=actor(cast, "bilal"), at=ISSUED)
    with acting_in(cast.learner_scope("asha")), pytest.raises(ReportRefused) as own:
        report(rating=rating, person_id=cast.asha.pk, reason="abuse", actor=actor(cast, "asha"), at=ISSUED)
    with everywhere(reason="test", audited=False):
        (waiting,) = queries.reported("en")
        settle(rating=rating, hiding_reason="abuse", actor=actor(cast, "farah"), at=ISSUED)
        settle(rating=rating, hiding_reason="abuse", actor=actor(cast, "farah"), at=ISSUED)
        assert queries.reported("en") == []
        assert queries.texts_of(offering.pk) == []
        assert RatingReport.objects.count() == 1
    with pytest.raises(RatingRefused) as changed:
        rate_it(cast, offering, stars=1, words="Other rude words")

    assert (own.value.reason, changed.value.reason) == ("OWN_WORDS", "HIDDEN")
    assert waiting.words == "Rude words"
    assert counts(offering) == (0, 0, 0, 1, 0)
    assert len(announced("RatingReported")) == len(announced("RatingHidden")) == 1


def test_the_database_takes_one_of_a_person_and_only_from_1_to_5(cast, offering):
    rating = rate_it(cast, offering)
    with everywhere(reason="test", audited=False):
        for change in ({"stars": 6}, {"hiding_reason": "abuse"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Rating.objects.filter(pk=rating.pk).update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            RatingSummary.objects.update(ones=-1)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_ten_at_once_of_two_people_count_two():
    build_cast()
    cast = Cast.load()
    with everywhere(reason="test", audited=False):
        version = make_version(cast)
        for person in (cast.asha, cast.indu):
            complete(version, person, cast.cbdt)
        offering = Offering.objects.get(pk=version.offering_id)
    ready = threading.Barrier(10)
    failed: list[str] = []

    def work(number: int) -> None:
        try:
            ready.wait()
            rate_it(cast, offering, ("asha", "indu")[number % 2], stars=1 + number % 5)
        except Exception as problem:
            failed.append(repr(problem))
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    with everywhere(reason="test", audited=False):
        stars = sorted(Rating.objects.values_list("stars", flat=True))
    assert len(stars) == 2
    kept = counts(offering)
    assert sum(kept) == 2
    assert sorted(value for value, many in enumerate(kept, start=1) for _one in range(many)) == stars
