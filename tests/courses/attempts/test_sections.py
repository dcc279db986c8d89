"""Sections, policies, practice and the clock, in a real sitting."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connections

from core.audit.models import AuditEntry
from core.tenancy.context import acting_in, everywhere
from courses.attempts import actions as attempts
from courses.attempts.actions import AttemptRefused
from courses.attempts.models import Attempt
from courses.enrolment.models import Completion
from courses.progress import actions as progress
from courses.progress.models import ResourceProgress
from courses.progress.tasks import hand_in_overdue
from courses.questions.models import Paper, PaperQuestion, PaperSection
from tests.cast import Cast, build_cast
from tests.courses.making import LATER, NOW, actor_of, draft, enrol, made_of, published, read_all, right_answers


def in_sections(cast, *terms, pool=6, **paper):
    """A quiz whose pool is dealt out to sections in turn."""
    version = draft(cast, pool=pool, pick=1, **paper)
    with everywhere(reason="test", audited=False):
        made = Paper.objects.get(resource__version=version)
        made.sections.all().update(**terms[0])
        sections = [made.sections.get()]
        for place, one in enumerate(terms[1:], start=2):
            sections.append(PaperSection.objects.create(paper=made, owner_id=made.owner_id, position=place, **one))
        for place, entry in enumerate(PaperQuestion.objects.filter(paper=made).order_by("position")):
            entry.section = sections[place % len(sections)]
            entry.save()
    return made_of(cast, version)


def start(cast, made, enrolled, at=NOW):
    return progress.start_attempt(enrolment=enrolled, resource=made.quiz, actor=actor_of(cast, "asha"), at=at)


def submit(cast, attempt, answers=None, at=LATER):
    return progress.submit_attempt(attempt=attempt, answers=answers, actor=actor_of(cast, "asha"), at=at)


def wrong_answers(attempt):
    return {position: [3 - places[0]] for position, places in right_answers(attempt).items()}


def answers(attempt, right):
    """The first so many right, the others wrong."""
    wrong = wrong_answers(attempt)
    return {place: said if place <= right else wrong[place] for place, said in right_answers(attempt).items()}


def test_the_result_says_which_section_failed(cast):
    made = in_sections(
        cast,
        {"pick": 3, "title": "Law"},
        {"pick": 3, "title": "Practice", "marks": 2, "penalty": "1/4", "cut_off_percent": 50},
    )

    with acting_in(cast.learner_scope("asha")):
        attempt = start(cast, made, enrol(cast, made))
        submitted = submit(cast, attempt, answers(attempt, 4))

    assert [question["section"] for question in attempt.questions] == [0, 0, 0, 1, 1, 1]
    assert (submitted.points, submitted.points_most, submitted.score) == (Decimal(4), Decimal(9), 44)
    assert [(one["title"], one["points"], one["percent"], one["is_reached"]) for one in submitted.sections] == [
        ("Law", "3.00", 100, True), ("Practice", "1.00", 16, False),
    ]  # fmt: skip
    assert submitted.is_passed is False


def test_a_cut_off_fails_who_has_the_pass_mark(cast):
    made = in_sections(cast, {"pick": 3}, {"pick": 2, "cut_off_percent": 60}, pass_percent=60)

    with acting_in(cast.learner_scope("asha")):
        attempt = start(cast, made, enrol(cast, made))
        submitted = submit(cast, attempt, answers(attempt, 4))

    assert (submitted.score, submitted.is_passed) == (80, False)


def test_marks_lost_never_lead_below_nothing(cast):
    made = in_sections(cast, {"pick": 4, "penalty": "1"})

    with acting_in(cast.learner_scope("asha")):
        attempt = start(cast, made, enrol(cast, made))
        submitted = submit(cast, attempt, wrong_answers(attempt))

    assert (submitted.points, submitted.score, submitted.sections[0]["points"]) == (Decimal(0), 0, "-4.00")


def sat_twice(cast, first, second, **paper):
    """Two attempts with so many right answers of four. Returns (kept score, is completed)."""
    made = published(cast, pool=4, pick=4, pass_percent=75, **paper)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        for right in (first, second):
            attempt = start(cast, made, enrolled)
            submit(cast, attempt, answers(attempt, right), NOW)
        row = ResourceProgress.objects.get(resource=made.quiz)
        return row.score, row.completed_at is not None


@pytest.mark.parametrize(
    ("policy", "first", "second", "expected"),
    [
        ("best", 1, 3, (75, True)),
        ("last", 1, 3, (75, True)),
        ("first", 1, 3, (25, False)),
        ("average", 2, 4, (75, True)),
        ("average", 1, 4, (62, False)),
    ],
)
def test_what_counts_decides_the_score_and_the_completion(cast, policy, first, second, expected):
    assert sat_twice(cast, first, second, counts=policy) == expected


def test_improving_may_lower_the_score_by_the_last_attempt_and_takes_no_completion_away(cast):
    assert sat_twice(cast, 4, 1, counts="last", may_improve=True) == (25, True)


def test_another_attempt_waits_for_the_parts_that_were_missed(cast):
    made = published(cast, is_reading_first=True)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        submit(cast, start(cast, made, enrolled), {}, NOW)
        with pytest.raises(AttemptRefused) as refused:
            start(cast, made, enrolled)
        assert Attempt.objects.count() == 1
        again = start(cast, made, enrolled, read_all(cast, made, enrolled))

    assert (refused.value.reason, again.number) == ("PARTS_UNREAD", 2)
    assert "Text 1, Text 2" in str(refused.value)


def check(cast, attempt, position, said, at=NOW):
    return progress.check_answer(attempt=attempt, position=position, said=said, actor=actor_of(cast, "asha"), at=at)


def test_practice_is_done_when_every_question_was_tried_and_counts_for_nothing(cast):
    made = published(cast, texts=0, pool=2, pick=2, mode="practice", time_limit_minutes=5)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        attempt = start(cast, made, enrolled)
        first = check(cast, attempt, 1, wrong_answers(attempt)[1])
        assert Completion.objects.count() == 0
        second = check(cast, attempt, 2, right_answers(attempt)[2], NOW + timedelta(minutes=made.quiz.minutes))
        completion = Completion.objects.get()
        attempt.refresh_from_db()
        again = start(cast, made, enrolled, LATER)

    assert attempt.deadline_at is None
    assert (first.answer.is_correct, first.is_finished_now) == (False, False)
    assert (second.answer.is_correct, second.is_finished_now) == (True, True)
    assert (completion.grade, completion.score) == ("C", None)
    assert (attempt.score, attempt.is_passed, again.number) == (None, None, 2)


@pytest.mark.parametrize(("seconds", "grade"), [(-2, "D"), (0, "D"), (74, "D"), (75, "C")])
def test_practice_clicked_through_is_evidence_by_word_only(cast, seconds, grade):
    """Five minutes of practice, of which a quarter is a quick reader's time. Two machines' clocks may differ."""
    made = published(cast, texts=0, pool=2, pick=2, mode="practice")

    with acting_in(cast.learner_scope("asha")):
        attempt = start(cast, made, enrol(cast, made))
        check(cast, attempt, 1, wrong_answers(attempt)[1])
        check(cast, attempt, 2, wrong_answers(attempt)[2], NOW + timedelta(seconds=seconds))

        assert Completion.objects.get().grade == grade


def test_a_checked_answer_changes_no_more(cast):
    made = published(cast, pool=2, pick=2, mode="practice")

    with acting_in(cast.learner_scope("asha")):
        attempt = start(cast, made, enrol(cast, made))
        check(cast, attempt, 1, wrong_answers(attempt)[1])
        again = check(cast, attempt, 1, right_answers(attempt)[1])
        attempts.save_answers(attempt=attempt, answers=right_answers(attempt), at=NOW)
        kept = {answer.position: (answer.is_correct, answer.response) for answer in attempt.answers.all()}

    assert again.answer.is_correct is False
    assert kept[1][0] is False
    assert kept[2][0] is None


@pytest.mark.parametrize(
    ("mode", "reason"), [("practice", "ANSWER_FIRST"), ("test", "NOT_A_PRACTICE")]
)  # fmt: skip
def test_what_cannot_be_checked_is_refused(cast, mode, reason):
    made = published(cast, mode=mode)

    with acting_in(cast.learner_scope("asha")):
        attempt = start(cast, made, enrol(cast, made))
        with pytest.raises(AttemptRefused) as refused:
            check(cast, attempt, 1, [])
        assert not attempt.answers.exclude(numerator=None).exists()

    assert refused.value.reason == reason


def test_a_practice_is_not_handed_in(cast):
    made = published(cast, mode="practice")

    with acting_in(cast.learner_scope("asha")):
        attempt = start(cast, made, enrol(cast, made))
        with pytest.raises(AttemptRefused) as refused:
            submit(cast, attempt, right_answers(attempt))

    assert refused.value.reason == "PRACTICE"


def overdue(cast, count):
    """So many attempts whose time was over long ago."""
    made = [published(cast, code=f"timed-{number}", time_limit_minutes=10) for number in range(count)]
    with acting_in(cast.learner_scope("asha")):
        return [start(cast, one, enrol(cast, one)).pk for one in made]


def test_one_attempt_that_cannot_be_marked_holds_up_no_other(cast):
    broken, sound = overdue(cast, 2)
    with everywhere(reason="test", audited=False):
        Attempt.objects.filter(pk=broken).update(questions=[{"version": 0, "kind": "single", "options": []}])

    assert hand_in_overdue() == 1

    with everywhere(reason="test", audited=False):
        assert set(Attempt.objects.filter(submitted_at=None).values_list("pk", flat=True)) == {broken}
        assert Attempt.objects.get(pk=sound).is_ended_by_clock is True


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_one_killed_hand_in_each_attempt_once():
    build_cast()
    cast = Cast.load()
    waiting = overdue(cast, 4)
    together, handed_in = threading.Barrier(2), []
    with pytest.raises(KeyboardInterrupt), everywhere(reason="a worker that dies", audited=False):
        submit(cast, Attempt.objects.get(pk=waiting[0]), at=LATER)
        raise KeyboardInterrupt

    def work():
        try:
            together.wait(5)
            handed_in.append(hand_in_overdue())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    with everywhere(reason="test", audited=False):
        assert not Attempt.objects.filter(submitted_at=None).exists()
        assert AuditEntry.objects.filter(action="courses.attempt.submitted").count() == 4
    assert sum(handed_in) == 4


@pytest.mark.django_db(transaction=True)
def test_started_by_two_devices_at_once_is_one_attempt():
    build_cast()
    cast = Cast.load()
    made = published(cast)
    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
    together, started = threading.Barrier(2), []

    def begin():
        try:
            together.wait(5)
            with acting_in(cast.learner_scope("asha")):
                started.append(start(cast, made, enrolled).uuid)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=begin) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert len(started) == 2
    assert len(set(started)) == 1


def test_goes_on_with_the_same_paper_on_another_device(cast):
    made = published(cast, time_limit_minutes=30)

    with acting_in(cast.learner_scope("asha")):
        enrolled = enrol(cast, made)
        first = start(cast, made, enrolled)
        attempts.save_answers(attempt=first, answers={1: [1]}, look_again={2: True}, at=NOW + timedelta(minutes=1))
        second = start(cast, made, enrolled, NOW + timedelta(minutes=2))

        assert (second.pk, second.questions, second.deadline_at) == (first.pk, first.questions, first.deadline_at)
        assert second.look_again == [2]
        assert second.answers.get(position=1).response != {}


def test_an_attempt_older_than_sections_is_marked_as_one(cast):
    made = published(cast)

    with acting_in(cast.learner_scope("asha")):
        attempt = start(cast, made, enrol(cast, made))
        questions = [{key: value for key, value in one.items() if key != "section"} for one in attempt.questions]
        Attempt.objects.filter(pk=attempt.pk).update(sections=[], questions=questions)
        attempt.refresh_from_db()
        submitted = submit(cast, attempt, answers(attempt, 3))

    assert (submitted.correct, submitted.score, submitted.is_passed) == (3, 75, True)
