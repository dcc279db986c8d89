"""Sittings: the draw, the limits, the marking."""

import threading
from datetime import timedelta

import pytest
from django.db import connections

from core.tenancy.context import acting_in
from courses.attempts import actions as attempts
from courses.attempts.actions import AttemptRefused
from courses.attempts.models import Answer, Attempt, LateAnswer
from courses.enrolment.models import Completion
from courses.progress import actions as progress
from courses.progress.tasks import hand_in_overdue
from tests.cast import Cast, build_cast
from tests.courses.making import LATER, NOW, actor_of, enrol, published, right_answers

LAST_THAT_COUNTS = NOW + timedelta(minutes=10, seconds=120)
FIRST_TOO_LATE = LAST_THAT_COUNTS + timedelta(microseconds=1)


def _start(cast, made, enrolled, at=NOW):
    return attempts.start(enrolment=enrolled, resource=made.quiz, actor=actor_of(cast, "asha"), at=at)


def _submit(cast, attempt, answers=None, at=LATER):
    return progress.submit_attempt(attempt=attempt, answers=answers, actor=actor_of(cast, "asha"), at=at)


def _wrong(attempt):
    return {position: [3 - places[0]] for position, places in right_answers(attempt).items()}


def test_started_twice_is_one_attempt(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        first, second = _start(cast, made, enrolled), _start(cast, made, enrolled, LATER)

    assert (first.pk, first.number, len(first.questions)) == (second.pk, 1, 4)


def test_prefers_questions_not_seen_before(cast):
    made = published(cast, pool=6, pick=3)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        first = _start(cast, made, enrolled)
        _submit(cast, first, _wrong(first))
        second = _start(cast, made, enrolled, LATER)

    assert not {q["version"] for q in first.questions} & {q["version"] for q in second.questions}


def test_submitted_twice_counts_once(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        first = _submit(cast, attempt, right_answers(attempt))
        second = _submit(cast, attempt, _wrong(attempt))

    assert (first.score, second.score, second.is_passed) == (100, 100, True)


def test_answers_saved_before_count_when_the_hand_in_brings_none(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        attempts.save_answers(attempt=attempt, answers=right_answers(attempt), at=NOW)
        assert _submit(cast, attempt).correct == 4


def test_answers_after_the_time_are_kept_apart_and_do_not_count(cast):
    made = published(cast, time_limit_minutes=10)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        late = FIRST_TOO_LATE
        saved = attempts.save_answers(attempt=attempt, answers=right_answers(attempt), at=late)
        submitted = _submit(cast, attempt, right_answers(attempt), late)
        again = attempts.save_answers(attempt=attempt, answers={1: [1]}, at=late + timedelta(hours=1))
        with pytest.raises(AttemptRefused) as refused:
            attempts.save_answers(attempt=attempt, answers={1: [1]}, at=late + timedelta(days=2))
        assert LateAnswer.objects.filter(attempt=attempt).count() == 4
        assert Answer.objects.exclude(response={}).count() == 0

    assert (saved.is_late, again.is_late, refused.value.reason) == (True, True, "ALREADY_SUBMITTED")
    assert (submitted.correct, submitted.is_passed, submitted.is_ended_by_clock) == (0, False, True)
    assert submitted.submitted_at == NOW + timedelta(minutes=10)


@pytest.mark.parametrize(
    ("at", "correct", "is_late"), [(LAST_THAT_COUNTS, 4, False), (FIRST_TOO_LATE, 0, True)], ids=["last", "too late"]
)
def test_what_comes_within_two_minutes_of_the_end_counts_saved_or_handed_in(cast, at, correct, is_late):
    made = published(cast, time_limit_minutes=10)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        right = right_answers(attempt)
        saved = attempts.save_answers(attempt=attempt, answers={1: right.pop(1), 2: right.pop(2)}, at=at)
        submitted = _submit(cast, attempt, right, at)
        kept = Answer.objects.exclude(response={}).count(), LateAnswer.objects.count()

    assert (saved.is_late, kept) == (is_late, (correct, 4 - correct))
    assert (submitted.correct, submitted.is_ended_by_clock) == (correct, is_late)
    assert submitted.submitted_at == (NOW + timedelta(minutes=10) if is_late else at)


def test_is_handed_in_by_a_worker_when_nobody_comes_back(cast):
    made = published(cast, time_limit_minutes=10)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        attempts.save_answers(attempt=attempt, answers=right_answers(attempt), at=NOW)

    assert (hand_in_overdue(), hand_in_overdue()) == (1, 0)

    with acting_in(cast.learner_scope("asha")):
        attempt.refresh_from_db()
    assert (attempt.score, attempt.is_passed) == (100, True)


def test_answers_after_the_hand_in_are_refused_and_change_nothing(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        _submit(cast, attempt, _wrong(attempt))
        with pytest.raises(AttemptRefused) as refused:
            attempts.save_answers(attempt=attempt, answers=right_answers(attempt), at=LATER)
        assert not Answer.objects.filter(is_correct=True).exists()

    assert refused.value.reason == "ALREADY_SUBMITTED"


@pytest.mark.parametrize(
    ("answers", "reason"),
    [({9: [1]}, "NO_SUCH_QUESTION"), ({1: [3]}, "NO_SUCH_OPTION"), ({1: [1, 2]}, "ONE_ANSWER_ONLY")],
)
def test_answers_that_are_not_in_the_paper_are_refused(cast, answers, reason):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        with pytest.raises(AttemptRefused) as refused:
            attempts.save_answers(attempt=attempt, answers=answers, at=NOW)
        assert not Answer.objects.exists()

    assert refused.value.reason == reason


def test_another_attempt_waits_for_the_cool_down(cast):
    made = published(cast, cool_down_minutes=90)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        _submit(cast, attempt, _wrong(attempt), NOW)
        with pytest.raises(AttemptRefused) as refused:
            _start(cast, made, enrolled, LATER)
        again = _start(cast, made, enrolled, NOW + timedelta(minutes=90))

    assert (refused.value.reason, again.number) == ("COOL_DOWN", 2)
    assert str(refused.value).startswith("You can try again from 2 Nov 2026, 1:00 pm IST.")


def test_attempts_end(cast):
    made = published(cast, attempts_allowed=1)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        _submit(cast, attempt, _wrong(attempt))
        with pytest.raises(AttemptRefused) as refused:
            _start(cast, made, enrolled, LATER)

    assert refused.value.reason == "NO_ATTEMPTS_LEFT"


def test_a_passed_quiz_is_not_taken_again(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
        _submit(cast, attempt, right_answers(attempt))
        with pytest.raises(AttemptRefused) as refused:
            _start(cast, made, enrolled, LATER)
        assert Attempt.objects.count() == 1

    assert refused.value.reason == "ALREADY_PASSED"


@pytest.mark.django_db(transaction=True)
def test_submitted_by_two_tabs_at_once_is_marked_once_and_completes_once():
    build_cast()
    cast = Cast.load()
    made = published(cast, texts=0)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = _start(cast, made, enrolled)
    together = threading.Barrier(2)
    scores = []

    def submit():
        try:
            together.wait(5)
            with acting_in(cast.learner_scope("asha")):
                scores.append(_submit(cast, attempt, right_answers(attempt)).score)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=submit) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert scores == [100, 100]
    with acting_in(cast.learner_scope("asha")):
        assert Completion.objects.count() == 1
        assert Attempt.objects.count() == 1
