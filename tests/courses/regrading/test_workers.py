"""Workers that die, that come twice, and people who hand in at the same moment."""

import threading

import pytest
from django.db import connections, transaction

from core.audit.actor import platform
from core.outbox.models import OutboxEvent
from core.tenancy.context import acting_in, everywhere
from courses.attempts.models import Attempt
from courses.enrolment.models import Completion
from courses.progress import actions as progress
from courses.regrading.actions import carry_on, carrying_out
from courses.regrading.models import Regrade
from courses.regrading.tasks import carry_on_corrections
from tests.cast import Cast, build_cast
from tests.courses.making import LATER, NOW, actor_of, enrol, right_answers
from tests.courses.regrading.conftest import make_exam

TWO_WRONG = {"Question 1?": "Wrong", "Question 2?": "Wrong"}


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_one_killed_mark_everybody_once(monkeypatch):
    build_cast()
    exam = make_exam(Cast.load())
    sat = [exam.sit(name, TWO_WRONG) for name in ("asha", "indu", "bilal")]
    monkeypatch.setattr(carrying_out, "AT_ONCE", 1)
    correction = exam.apply(exam.propose())
    with pytest.raises(KeyboardInterrupt), everywhere(reason="a worker that dies", audited=False):
        carry_on(correction_id=correction.pk, actor=platform(), at=LATER)
        raise KeyboardInterrupt
    with everywhere(reason="test", audited=False):
        assert not Regrade.objects.exists()
    assert exam.stored(correction).cursor == 0
    together = threading.Barrier(2)

    def work():
        try:
            together.wait()
            carry_on_corrections()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    carry_on_corrections()

    done = exam.stored(correction)
    assert done.finished_at is not None
    assert done.result == {"attempts": 3, "raised": 3, "lowered": 0, "same": 0, "people": 3, "passing": 3, "kept": 0}
    assert [exam.marks(one) for one in sat] == [(3, 4, 75, True)] * 3
    with everywhere(reason="test", audited=False):
        assert (Regrade.objects.count(), Completion.objects.count()) == (3, 3)
        topics = list(OutboxEvent.objects.values_list("topic", flat=True))
    assert (topics.count("MarksCorrected"), topics.count("CorrectionFinished")) == (3, 1)
    assert topics.count("CourseCompleted") == 3


@pytest.mark.django_db(transaction=True)
def test_an_attempt_handed_in_at_the_same_moment_is_marked_by_the_correction():
    """It has read the old key and has not committed when the correction comes: the correction waits, and finds it."""
    build_cast()
    cast = Cast.load()
    exam = make_exam(cast, texts=0)
    proposed = exam.propose()
    with acting_in(cast.learner_scope("asha")):
        actor = actor_of(cast, "asha")
        enrolled = enrol(cast, exam.made)
        attempt = progress.start_attempt(enrolment=enrolled, resource=exam.made.quiz, actor=actor, at=NOW)
        said = right_answers(attempt)
        for place, question in enumerate(attempt.questions, start=1):
            if question["stem"] in TWO_WRONG:
                said[place] = [3 - said[place][0]]
    was_marked, may_commit, order = threading.Event(), threading.Event(), []

    def hand_in():
        try:
            with acting_in(cast.learner_scope("asha")), transaction.atomic():
                progress.submit_attempt(attempt=attempt, answers=said, actor=actor, at=LATER)
                was_marked.set()
                may_commit.wait(10)
                order.append("handed in")
        finally:
            connections.close_all()

    def correct():
        try:
            was_marked.wait(10)
            exam.apply(proposed)
            order.append("in force")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=hand_in), threading.Thread(target=correct)]
    for thread in threads:
        thread.start()
    was_marked.wait(10)
    threads[1].join(0.5)  # it waits for whoever is being marked
    assert threads[1].is_alive()
    may_commit.set()
    for thread in threads:
        thread.join()
    with everywhere(reason="test", audited=False):
        assert Attempt.objects.get(pk=attempt.pk).score == 50
    carry_on_corrections()

    assert order == ["handed in", "in force"]
    assert exam.marks(attempt) == (3, 4, 75, True)
    with everywhere(reason="test", audited=False):
        assert Completion.objects.count() == 1
        assert Regrade.objects.get().before["score"] == 50
