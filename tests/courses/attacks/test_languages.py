"""One film in two languages of different lengths: one progress, and nothing gained by naming the other one."""

import pytest

from courses.progress.rules import in_rendition, on_scale, page_of
from tests.courses.attacks.player import Player, enrolled, seen, video_course

ENGLISH, HINDI = 1000, 600


@pytest.fixture
def asha(cast):
    """Her page, open since second 0, of a film of 1000 seconds in English and 600 in Hindi."""
    made = video_course(cast, files={"en": ENGLISH, "hi": HINDI})
    player = Player(cast, enrolled(cast, made), made.texts[0])
    player.claim(at=0)
    return player


def result(player):
    return seen(player.cast, player.enrolment, player.resource)


def test_the_honest_learner_of_the_shorter_film_completes(asha):
    asha.play(0, HINDI, at=0, language="hi")

    assert result(asha) == (ENGLISH, 0, True)


def test_who_changes_the_language_half_way_goes_on_where_they_were(asha):
    at = asha.play(0, ENGLISH // 2, at=0, language="en")
    asha.play(HINDI // 2, HINDI, at=at, language="hi")

    assert result(asha) == (ENGLISH, 0, True)


def test_the_same_part_in_both_languages_counts_once(asha):
    at = asha.play(0, 500, at=0, language="en")
    asha.play(0, 300, at=at, language="hi")

    assert result(asha) == (500, 0, False)


def test_a_range_beyond_the_end_of_the_named_film_is_cut_there(asha):
    asha.claim((590, ENGLISH), at=100, language="hi")

    assert result(asha) == (ENGLISH - 983, 0, False)  # its ten last seconds are seconds 983 to 1000 of the longer one


def test_naming_the_shorter_film_is_still_believed_for_double_speed_only(asha):
    asha.claim((0, HINDI), at=30, language="hi")

    assert result(asha) == (100, HINDI - 60, False)  # 60 of its seconds, on the scale of the longer


def test_crumbs_of_the_shorter_film_are_worth_no_more_than_they_are(asha):
    for start in range(0, HINDI, 100):
        asha.claim(*[(second, second + 1) for second in range(start, start + 100, 2)], at=start + 100, language="hi")

    seconds, _uncounted, done = result(asha)
    assert (seconds, done) == (ENGLISH // 2, False)


def test_a_language_that_is_not_there_counts_on_the_scale_of_the_longest(asha):
    asha.claim((0, 20), at=10, language="fr")

    assert result(asha) == (20, 0, False)


@pytest.mark.parametrize(("length", "whole"), [(1, 1), (3, 4), (600, 1000), (999, 1000), (1, 36_000), (7, 7)])
def test_a_place_put_on_the_scale_and_back_is_the_same_place(length, whole):
    for place in range(length + 1):
        assert in_rendition(on_scale(place, length, whole), length, whole) == place
    for page in range(1, length + 1):
        assert page_of(on_scale(page - 1, length, whole) + 1, length, whole) == page
    assert on_scale(length, length, whole) == whole
