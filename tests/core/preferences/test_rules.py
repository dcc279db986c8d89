"""What a reader may choose, and what becomes of anything else."""

from hypothesis import given
from hypothesis import strategies as st

from core.preferences.rules import ALLOWED, Preferences, changed, read, write

any_preferences = st.builds(Preferences, **{name: st.sampled_from(allowed) for name, allowed in ALLOWED.items()})


def test_an_empty_cookie_is_the_usual_look():
    assert read("") == Preferences(theme="light", contrast="normal", text_size="m", data_saver="off")


def test_unknown_values_count_as_not_said():
    assert read("theme=neon&contrast=high&x=1&text_size") == Preferences(contrast="high")


@given(any_preferences)
def test_what_is_written_is_read(preferences):
    assert read(write(preferences)) == preferences


@given(st.text())
def test_any_cookie_can_be_read(cookie):
    assert isinstance(read(cookie), Preferences)


def test_the_usual_look_writes_an_empty_cookie():
    assert write(Preferences()) == ""


def test_text_grows_and_shrinks_by_steps_and_stops_at_the_ends():
    sizes = [Preferences()]
    for _step in range(3):
        sizes.append(changed(sizes[-1], {"text_size": "larger"}))

    assert [one.text_size for one in sizes] == ["m", "l", "xl", "xl"]
    assert changed(Preferences(text_size="s"), {"text_size": "smaller"}).text_size == "s"


def test_a_choice_that_does_not_exist_changes_nothing():
    assert changed(Preferences(), {"theme": "neon", "text_size": "huge"}) == Preferences()
