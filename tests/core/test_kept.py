from contextlib import contextmanager
from unittest import mock

from django.core.cache import cache, caches

from core.kept import asking, found_in_cache, give_up, kept, read_ahead


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


@contextmanager
def questions():
    """The names of each question that the cache is asked."""
    asked, answer = [], type(caches["default"]).get_many

    def noting(self, keys, *rest):
        asked.append(list(keys))
        return answer(self, keys, *rest)

    with mock.patch.object(type(caches["default"]), "get_many", noting):
        yield asked


def test_what_is_read_ahead_comes_with_the_next_question_and_serves_once():
    kept("name", depends_on=["one"], build=lambda: "built", seconds=60)
    cache.set("next", 5, 60)

    with questions() as asked, asking():
        read_ahead(["next", "absent"])
        assert kept("name", depends_on=["one"], build=lambda: "never", seconds=60) == "built"
        assert found_in_cache(["next", "absent"]) == {"next": 5}
        cache.set("next", 6, 60)
        assert found_in_cache(["next"]) == {"next": 6}

    assert asked == [["name", "one", "next", "absent"], ["next"]]


def test_what_was_read_ahead_does_not_outlive_the_request_nor_a_giving_up():
    kept("name", depends_on=["one"], build=lambda: "old", seconds=60)
    with asking():
        read_ahead(["name", "one"])
        found_in_cache(["another"])
        give_up("one")
        assert kept("name", depends_on=["one"], build=lambda: "new", seconds=60) == "new"
        read_ahead(["name", "one"])
        found_in_cache(["another"])
    give_up("one")
    with asking():
        assert kept("name", depends_on=["one"], build=lambda: "newest", seconds=60) == "newest"


def test_a_near_value_is_not_sent_again_and_still_given_up_by_anybody():
    def read(value):
        return kept("shared", depends_on=["one"], build=lambda: value, seconds=60, is_near=True)

    assert read("first") == "first"
    with questions() as asked:
        assert read("never") == "first"
    assert asked == [["one"]]

    cache.set("one", "as another process gives it up", 60)
    assert read("second") == "second"
    cache.set("shared", (["of another process"], "third"), 60)
    cache.set("one", "of another process", 60)
    assert read("never") == "third"
