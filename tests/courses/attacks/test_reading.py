"""Saying "done" of what was not read or watched: by tabs, by a night, by leaving the player out. And honest readers."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from core.tenancy.context import acting_in, everywhere
from courses.enrolment.models import Completion
from courses.progress import actions as progress
from courses.progress.actions import ProgressRefused
from tests.cast import Cast, build_cast
from tests.courses.attacks.player import Player, enrolled, learning_seconds, seen, video_course
from tests.courses.making import NOW, actor_of, published

NIGHT = 12 * 3600


class Reader(Player):
    """Somebody with a page of a part open; `seconds` are counted from the start of the test."""

    def open(self, at):
        with acting_in(self.cast.learner_scope(self.name)):
            progress.open_resource(enrolment=self.enrolment, resource=self.resource, at=NOW + timedelta(seconds=at))

    def says_done(self, at):
        """The reason it is refused for with its facts; None when it is believed."""
        try:
            with acting_in(self.cast.learner_scope(self.name)):
                progress.read(
                    enrolment=self.enrolment, resource=self.resource, actor=actor_of(self.cast, self.name),
                    at=NOW + timedelta(seconds=at),
                )  # fmt: skip
        except ProgressRefused as refused:
            return refused.reason, refused.facts.get("seconds")
        return None

    def reads(self, seconds, *, at):
        """An honest stretch in front of a text, with the player's reports."""
        self.claim(at=at, stands=10_000)
        known = seen(self.cast, self.enrolment, self.resource)[0]
        for step in range(10, seconds + 1, 10):
            self.claim((known + step - 10, known + step), at=at + step, stands=10_000)
        return at + seconds

    @property
    def is_done(self):
        return seen(self.cast, self.enrolment, self.resource)[2]


def readers(cast, *, texts=1, code="noting"):
    made = published(cast, code=code, texts=texts, quiz=False)
    enrolment = enrolled(cast, made)
    return [Reader(cast, enrolment, text) for text in made.texts]


@pytest.fixture
def asha(cast):
    """In front of a text of two minutes, of which half a minute must be read."""
    return readers(cast)[0]


def test_a_text_left_open_overnight_is_not_read_by_the_morning(asha):
    asha.open(0)
    asha.claim(at=0)
    asha.claim((0, 9), at=9)

    assert asha.says_done(NIGHT) == ("READ_LONGER", 6)
    assert not asha.is_done
    assert learning_seconds(asha.cast) == 9


def test_an_honest_reader_beside_it_is_done_after_half_a_minute(asha):
    asha.open(0)
    at = asha.reads(30, at=0)

    assert asha.says_done(at + 1) is None
    assert asha.is_done
    assert learning_seconds(asha.cast) == 30


def test_what_was_read_on_another_day_counts_on_the_next(asha):
    asha.open(0)
    asha.reads(20, at=0)
    asha.open(NIGHT)
    asha.reads(10, at=NIGHT)

    assert asha.says_done(NIGHT + 11) is None


def test_twenty_texts_opened_on_the_second_day_take_the_time_of_twenty(cast):
    first, *others = readers(cast, texts=20)
    first.open(0)
    assert first.says_done(30) is None

    for reader in others:
        reader.open(NIGHT)
    refused = [reader.says_done(NIGHT + 30) for reader in others]

    assert refused == [None] + [("READ_LONGER", 30)] * 18
    assert sum(reader.is_done for reader in others) == 1


def test_twenty_courses_are_no_faster_than_twenty_texts(cast):
    one, two = readers(cast)[0], readers(cast, code="second")[0]
    one.open(0)
    two.open(0)

    assert one.says_done(30) is None
    assert two.says_done(30) == ("READ_LONGER", 30)
    assert two.says_done(60) is None


def test_opening_it_yesterday_is_not_reading_it_today(asha):
    asha.open(0)
    asha.open(NIGHT)

    assert asha.says_done(NIGHT + 1) == ("READ_LONGER", 29)


def test_a_reader_without_script_is_believed_by_the_clock_and_credited_no_night(asha):
    asha.open(0)

    assert asha.says_done(29) == ("READ_LONGER", 1)
    assert asha.says_done(NIGHT) is None
    assert learning_seconds(asha.cast) == 120  # the author's minutes, less than five


@pytest.mark.parametrize(("has_player", "grade"), [(False, "D"), (True, "C")])
def test_a_text_that_no_player_saw_is_evidence_by_word_only(cast, has_player, grade):
    made = published(cast, quiz=False, texts=1)
    asha = Reader(cast, enrolled(cast, made), made.texts[0])
    asha.open(0)
    if has_player:
        asha.reads(30, at=0)

    assert asha.says_done(NIGHT) is None
    with everywhere(reason="test", audited=False):
        assert Completion.objects.get().grade == grade


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_saying_so_does_not_finish_a_film_that_a_player_saw_in_part(cast, kind):
    made = video_course(cast, kind=kind)
    asha = Reader(cast, enrolled(cast, made), made.texts[0])
    asha.open(0)
    asha.claim(at=0)
    asha.play(0, 100, at=0)

    assert asha.says_done(NIGHT) == ("NOT_ALL_SEEN", None)
    assert not asha.is_done


def test_a_film_without_a_player_takes_its_length_and_is_graded_by_word_only(cast):
    made = video_course(cast)
    asha = Reader(cast, enrolled(cast, made), made.texts[0])
    asha.open(0)

    assert asha.says_done(949) == ("READ_LONGER", 1)
    assert asha.says_done(950) is None
    with everywhere(reason="test", audited=False):
        assert Completion.objects.get().grade == "D"


def test_saying_so_does_not_finish_a_document_with_a_page_unseen(cast):
    made = video_course(cast, kind="pdf", length=10)
    asha = Reader(cast, enrolled(cast, made), made.texts[0])
    asha.open(0)
    asha.claim(at=0)
    for page in range(9):
        asha.claim((page, page + 1), at=(page + 1) * 3)

    assert asha.says_done(NIGHT) == ("NOT_ALL_SEEN", None)
    asha.claim((9, 10), at=NIGHT + 3)
    assert asha.is_done


@pytest.mark.django_db(transaction=True)
def test_two_words_at_the_same_moment_do_not_share_one_half_minute():
    build_cast()
    cast = Cast.load()
    both = [readers(cast)[0], readers(cast, code="second")[0]]
    for reader in both:
        reader.open(0)
    together, said = threading.Barrier(2), []

    def say(reader):
        try:
            together.wait(5)
            said.append(reader.says_done(30))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=say, args=[reader]) for reader in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(said, key=str) == [("READ_LONGER", 30), None]
