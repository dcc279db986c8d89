"""Icons, chips, bars, covers and initials."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.components.bars import chip, levels, progress, segments
from core.components.context import initials
from core.components.covers import PALETTES, SHAPES, cover
from core.components.icons import UnknownIconError, icon


def test_an_icon_beside_a_word_is_silent_and_a_lone_one_has_a_name():
    assert (
        icon("bell")
        == '<svg class="icon icon-bell" aria-hidden="true"><use href="/static/build/icons.svg#bell"/></svg>'
    )
    assert 'role="img" aria-label="3 unread"' in icon("bell", "3 unread")


def test_an_icon_that_the_sprite_lacks_is_refused():
    with pytest.raises(UnknownIconError, match="unicorn"):
        icon("unicorn")


def test_a_chip_escapes_its_text():
    assert "&lt;b&gt;" in chip("<b>", "bad")


def test_a_number_at_the_end_of_a_chip_is_not_left_alone_in_the_next_line():
    assert "Ethics · level\u00a01<" in chip("Ethics · level 1")
    assert "2 of 5 done<" in chip("2 of 5 done")


@pytest.mark.parametrize(("percent", "value"), [(-5, 0), (42.4, 42), (250, 100)])
def test_a_bar_stays_between_0_and_100(percent, value):
    assert f'value="{value}" max="100"' in progress(percent, "Progress")


def test_segments_and_levels_say_in_words_what_they_draw():
    assert 'role="img" aria-label="2 courses: 1 complete"' in segments(
        [("done", 100), ("todo", 0)], "2 courses: 1 complete"
    )
    assert levels(1, 3, "held 1, needed 3").count("level-missing") == 2


@given(
    seed=st.text(),
    area=st.sampled_from([*PALETTES, "unknown"]),
    shape=st.sampled_from(["card", "thumb", "wide", "focal"]),
)
@settings(max_examples=60)
def test_a_cover_is_the_same_for_the_same_seed_and_small(seed, area, shape):
    drawn = cover(seed, area, shape)

    assert drawn == cover.__wrapped__(seed, area, shape)
    assert len(drawn.encode()) <= 3 * 1024
    assert "style=" not in drawn


def test_the_colour_of_a_cover_says_the_area():
    assert {re.search(r'fill="(#\w+)"', cover("x", area))[1] for area in PALETTES} == {"#153D83", "#4B2A80", "#0F5E57"}
    assert set(SHAPES) >= {"card", "thumb", "wide", "focal"}


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Asha Verma", "AV"),
        ("R. Krishnan", "RK"),
        ("Gita", "G"),
        ("Asha Devi Verma", "AV"),
        ("आशा वर्मा", "आव"),
        ("गीता राव", "गीरा"),
        ("", ""),
    ],
)
def test_initials_are_first_letters_with_their_vowel_signs(name, letters):
    assert initials(name) == letters
