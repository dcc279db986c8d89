"""What a correction does to marks, passes, completions and the statistics."""

from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest

from core.audit.models import AuditEntry
from core.tenancy.context import acting_in, everywhere
from courses.attempts.models import Answer, Attempt
from courses.authoring.actions.drafts import open_next_version
from courses.catalogue.models import Course, CourseVersion
from courses.certificates.models import Certificate
from courses.enrolment.models import Completion, Enrolment
from courses.progress import actions as progress
from courses.progress.models import ResourceProgress
from courses.questions.models import PaperQuestion, QuestionVersion
from courses.regrading.actions import CorrectionRefused, drop, propose
from courses.regrading.models import Correction, Regrade
from courses.statistics.models import ItemChoice, ItemStatistic
from messages.models import Message
from tests.courses.making import LATER, NOW, actor_of, enrol, right_answers
from tests.courses.regrading.conftest import REASON, REASON_HI, make_exam, relayed

WRONG = {"Question 1?": "Wrong"}  # what the right key has
TWO_WRONG = WRONG | {"Question 2?": "Wrong"}
FEW = {"Question 2?": "Wrong"}  # three right by the old key, two by the new one
AFTER = LATER + timedelta(days=10)


@contextmanager
def refused(reason):
    with pytest.raises(CorrectionRefused) as caught:
        yield
    assert caught.value.reason == reason


@pytest.fixture
def sat(exam):
    """Asha fails by the wrong key, Indu passes by it, Bilal passes by either."""
    return {
        "asha": exam.sit("asha", TWO_WRONG), "indu": exam.sit("indu", FEW), "bilal": exam.sit("bilal", WRONG),
    }  # fmt: skip


def test_a_preview_says_what_would_happen_and_changes_nothing(exam, sat):
    correction = exam.propose()

    assert {name: exam.marks(one) for name, one in sat.items()} == {
        "asha": (2, 4, 50, False), "indu": (3, 4, 75, True), "bilal": (3, 4, 75, True),
    }  # fmt: skip
    assert correction.previewed_at == LATER
    assert correction.preview == {
        "attempts": 3, "raised": 2, "lowered": 1, "same": 0, "people": 3, "passing": 1, "kept": 1,
    }  # fmt: skip
    with everywhere(reason="test", audited=False):
        assert not Regrade.objects.exists()
        assert set(QuestionVersion.objects.values_list("treatment", flat=True)) == {""}


def test_the_new_key_counts_for_everybody_and_nobody_loses_a_pass(exam, sat):
    correction = exam.correct(at=AFTER)

    assert {name: exam.marks(one) for name, one in sat.items()} == {
        "asha": (3, 4, 75, True), "indu": (2, 4, 50, True), "bilal": (4, 4, 100, True),
    }  # fmt: skip
    assert correction.result == exam.propose("full", at=AFTER).preview | {
        "attempts": 3, "raised": 2, "lowered": 1, "same": 0, "people": 3, "passing": 1, "kept": 1,
    }  # fmt: skip
    with everywhere(reason="test", audited=False):
        assert [one.is_pass_kept for one in Attempt.objects.order_by("pk")] == [False, True, False]
        history = Regrade.objects.get(attempt=sat["asha"])
        assert history.before == {
            "score": 50, "correct": 2, "total": 4, "points": "2.00", "points_most": "4.00", "is_passed": False,
        }  # fmt: skip
        assert history.after == history.before | {"score": 75, "correct": 3, "points": "3.00", "is_passed": True}
        scores = ResourceProgress.objects.filter(resource=exam.made.quiz).order_by("pk")
        assert [(row.score, row.completed_at) for row in scores] == [(75, NOW), (50, NOW), (100, NOW)]


def test_who_newly_passes_completes_as_of_the_day_of_the_attempt_and_gets_what_follows(exam, sat):
    with everywhere(reason="test", audited=False):
        assert Completion.objects.filter(person=exam.cast.people["asha"]).count() == 0

    exam.correct(at=AFTER)
    relayed()

    with everywhere(reason="test", audited=False):
        asha = exam.cast.people["asha"]
        completion = Completion.objects.get(person=asha)
        read = ResourceProgress.objects.get(person=asha, resource=exam.made.texts[0]).completed_at
        assert completion.completed_at == max(NOW, read) == NOW + timedelta(minutes=2)
        assert (completion.score, completion.minutes > 0) == (75, True)
        assert Certificate.objects.filter(completion_uuid=completion.uuid).count() == 1
        assert Enrolment.objects.get(person=asha).state == "completed"
        assert Completion.objects.count() == 3
        said = AuditEntry.objects.get(action="courses.question.corrected")
        assert (said.at, said.facts["reason"], said.facts["treatment"]) == (AFTER, REASON, "new_key")
        (message,) = Message.objects.filter(person=asha, kind="courses.marks.corrected")
        assert message.params["marks"]["en"] == "Attempt 1: 50% before, 75% now. You have passed."
        assert message.params["reason"] == {"en": REASON, "hi": REASON_HI}
        (kept,) = Message.objects.filter(person=exam.cast.people["indu"], kind="courses.marks.corrected")
        assert kept.params["marks"]["en"] == "Attempt 1: 75% before, 50% now. You had passed before, and that stands."


def test_both_keys_count_and_no_mark_falls(exam, sat):
    correction = exam.correct("both")

    assert (correction.result["raised"], correction.result["lowered"], correction.result["same"]) == (2, 0, 1)
    assert [exam.marks(one) for one in sat.values()] == [(3, 4, 75, True), (3, 4, 75, True), (4, 4, 100, True)]


def test_full_marks_are_for_everybody_who_got_the_question(exam, sat):
    exam.correct("full")

    assert [exam.marks(one) for one in sat.values()] == [(3, 4, 75, True), (3, 4, 75, True), (4, 4, 100, True)]


def test_left_out_it_falls_out_of_the_total(exam, cast):
    short = make_exam(cast, code="short", pass_percent=60, pick=4)
    attempt = short.sit("asha", TWO_WRONG)
    with everywhere(reason="test", audited=False):
        short.wrong = QuestionVersion.objects.select_related("question").get(pk=attempt.questions[0]["version"])
    asked = short.wrong.stem
    was_right = asked not in TWO_WRONG

    with refused("NOTHING_LEFT"):
        make_exam(cast, code="one", pool=1, pick=1).propose("left_out")
    short.correct("left_out")

    assert short.marks(attempt) == ((1, 3, 33, False) if was_right else (2, 3, 66, True))
    with everywhere(reason="test", audited=False):
        row = Attempt.objects.get(pk=attempt.pk)
        assert (row.points_most, row.sections[0]["count"]) == (Decimal(3), 3)
    later = short.sit("indu", {})
    assert asked not in [question["stem"] for question in later.questions]
    assert short.marks(later) == (3, 3, 100, True)


def test_an_attempt_under_way_and_those_after_are_marked_by_the_correction(exam):
    with acting_in(exam.cast.learner_scope("asha")):
        enrolled = enrol(exam.cast, exam.made)
        actor = actor_of(exam.cast, "asha")
        attempt = progress.start_attempt(enrolment=enrolled, resource=exam.made.quiz, actor=actor, at=NOW)
    exam.correct()

    with acting_in(exam.cast.learner_scope("asha")):
        said = right_answers(attempt)
        place = next(n for n, one in enumerate(attempt.questions, 1) if one["stem"] == "Question 1?")
        said[place] = [3 - said[place][0]]
        marked = progress.submit_attempt(attempt=attempt, answers=said, actor=actor, at=LATER)

    assert (marked.correct, marked.score) == (4, 100)
    assert exam.marks(exam.sit("indu", {}, at=AFTER)) == (3, 4, 75, True)
    with everywhere(reason="test", audited=False):
        assert not Regrade.objects.exists()


def test_corrected_again_everything_follows_again(exam, sat):
    exam.correct("left_out")
    exam.correct("both", at=AFTER)

    assert [exam.marks(one) for one in sat.values()] == [(3, 4, 75, True), (3, 4, 75, True), (4, 4, 100, True)]
    with everywhere(reason="test", audited=False):
        history = [
            (row.before["score"], row.after["score"])
            for row in Regrade.objects.filter(attempt=sat["asha"]).order_by("at")
        ]
    assert history == [(50, 66), (66, 75)]


def test_statistics_are_counted_anew_and_what_is_not_heard_of_yet_once(exam, sat):
    with everywhere(reason="test", audited=False):
        assert not ItemStatistic.objects.exists()  # nobody has heard of the attempts yet
    exam.correct()
    late = exam.sit("chitra", WRONG)
    relayed()

    def facility():
        with everywhere(reason="test", audited=False):
            names = dict(QuestionVersion.objects.values_list("pk", "stem"))
            rows = {names[row.pk]: (row.attempts, row.sum_x, row.sum_y) for row in ItemStatistic.objects.all()}
            wrong = ItemChoice.objects.get(question_version=exam.wrong, option="b").count
            return rows["Question 1?"], rows["Question 2?"][:2], wrong

    found = facility()
    assert exam.marks(late) == (4, 4, 100, True)
    assert found == ((4, 3.0, pytest.approx(2 * 2 / 3 + 2)), (4, 2.0), 3)
    exam.correct("both", key=exam.key("Right 1"), at=AFTER)
    relayed()
    assert facility() == ((4, 4.0, pytest.approx(2 * 2 / 3 + 2)), (4, 2.0), 3)


def test_a_draft_goes_on_with_the_right_key(exam):
    courses = Course.objects.select_related("offering")
    actor = actor_of(exam.cast, "dev")
    with exam.provider():
        draft = open_next_version(course=courses.get(offering=exam.made.offering), actor=actor, at=NOW)
    exam.correct()
    with exam.provider():
        entries = PaperQuestion.objects.filter(paper__resource__version=draft).select_related("question_version")
        known = {one.question_version.stem: one.question_version for one in entries}
        assert [one["is_correct"] for one in known["Question 1?"].options] == [False, True]
        assert (known["Question 1?"].number, known["Question 2?"].number) == (2, 1)
        Course.objects.filter(offering=exam.made.offering).update(draft=None)
        CourseVersion.objects.filter(pk=draft.pk).update(state="discarded")
        again = open_next_version(course=courses.get(offering=exam.made.offering), actor=actor, at=LATER)
        pool = PaperQuestion.objects.filter(paper__resource__version=again)
        assert known["Question 1?"].pk in pool.values_list("question_version_id", flat=True)


@pytest.mark.parametrize(
    ("reason", "how"),
    [
        ("TREATMENT_MISSING", {"treatment": "better"}),
        ("REASON_MISSING", {"reason": "  wrong  "}),
        ("REASON_TOO_LONG", {"reason": "x" * 1001}),
        ("KEY_MISSING", {"question": None}),
        ("SAME_KEY", {"right": ["Right 1"]}),
        ("NO_RIGHT_ANSWER", {"right": []}),
        ("SEVERAL_RIGHT_ANSWERS", {"right": ["Right 1", "Wrong 1"]}),
    ],
)
def test_is_refused_and_nothing_is_written(exam, reason, how):
    said = {
        "treatment": "new_key", "reason": REASON, "question": exam.key(*how.pop("right", ["Wrong 1"])), **how,
    }  # fmt: skip
    with exam.provider():
        entries = AuditEntry.objects.count()
        with pytest.raises(CorrectionRefused) as caught:
            propose(asked=exam.wrong, offering=exam.made.offering, actor=actor_of(exam.cast, "hari"), at=LATER, **said)

        assert caught.value.reason == reason
        assert Correction.objects.count() == 0
        assert AuditEntry.objects.count() == entries


def test_whoever_was_asked_the_question_neither_proposes_nor_applies(exam):
    """A publisher who failed would otherwise pass by a stroke of the own pen; also with the quiz still open."""
    proposed = exam.propose("full")
    failed = exam.sit("hari", {"Question 1?": "Wrong", "Question 2?": "Wrong"})

    with refused("ASKED_YOURSELF"):
        exam.apply(proposed)
    with refused("ASKED_YOURSELF"):
        exam.propose("full")

    assert exam.marks(failed) == (2, 4, 50, False)
    assert exam.stored(proposed).applied_at is None
    with everywhere(reason="test", audited=False):
        assert Correction.objects.count() == 1


def test_one_proposal_takes_the_place_of_another_and_one_given_up_is_not_applied(exam):
    first, second = exam.propose(), exam.propose("full")

    with refused("DROPPED"):
        exam.apply(first)
    with exam.provider():
        drop(correction=second, actor=actor_of(exam.cast, "hari"), at=LATER)
        drop(correction=second, actor=actor_of(exam.cast, "hari"), at=LATER)
    with refused("DROPPED"):
        exam.apply(second)
    third = exam.apply(exam.propose())
    with refused("UNDER_WAY"):
        exam.propose("full")
    with exam.provider(), refused("APPLIED"):
        drop(correction=third, actor=actor_of(exam.cast, "hari"), at=LATER)
    assert exam.apply(third).applied_at == LATER
    with everywhere(reason="test", audited=False):
        assert Answer.objects.count() == 0
        assert exam.wrong.question.versions.count() == 2
