from django.core.cache import cache

from core.kept import give_up, kept


def test_a_value_is_built_once_until_it_is_given_up():
    built = []

    def read():
        return kept("name", depends_on=["one", "all"], build=lambda: built.append(1) or len(built), seconds=60)

    assert [read(), read()] == [1, 1]
    give_up("one")
    assert [read(), read()] == [2, 2]
    give_up("all")
    assert read() == 3


def test_a_slow_reader_cannot_bring_back_what_was_given_up_meanwhile():
    def old_value_read_before_the_change():
        give_up("one")  # the change commits while this reader still builds
        return "old"

    kept("name", depends_on=["one"], build=old_value_read_before_the_change, seconds=60)

    assert kept("name", depends_on=["one"], build=lambda: "new", seconds=60) == "new"


def test_nothing_found_is_kept_too():
    assert kept("name", depends_on=["one"], build=lambda: None, seconds=60) is None
    assert kept("name", depends_on=["one"], build=lambda: "not asked", seconds=60) is None


def test_a_value_does_not_come_back_when_its_token_is_lost():
    """As when the cache was away while it was given up: the token is deleted at the first contact afterwards."""
    kept("name", depends_on=["one"], build=lambda: "old", seconds=60)
    cache.delete("one")

    assert kept("name", depends_on=["one"], build=lambda: "new", seconds=60) == "new"
