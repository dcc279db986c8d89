"""Questions of a quiz: one by one, and from a file in two steps."""

import pytest

from courses.authoring.actions import quizzes
from courses.authoring.actions.drafts import open_next_version
from courses.authoring.actions.quizzes import ImportRefused, QuestionRefused
from courses.authoring.models import QuestionImport
from courses.catalogue.models import Course
from courses.questions.models import Bank, Paper, PaperQuestion, Question, QuestionVersion
from tests.courses.authoring.making import AT, actor, at_istm, begin, fill, published, question
from tests.courses.formats.test_sheet import workbook

GIFT = b"Fresh {=a ~b}\n\nQuestion 1? {=a ~b}\n\nEssay {}\n\nFresh {=a ~c}\n\nTrue? {T}\n"


@pytest.fixture
def paper(cast):
    with at_istm(cast):
        _text, quiz = fill(cast, begin(cast).draft)
        yield Paper.objects.select_related("resource__version").get(resource=quiz)


def by(cast, name="dev"):
    return {"actor": actor(cast, name), "at": AT}


def stems(paper) -> list[str]:
    return list(
        PaperQuestion.objects.filter(paper=paper).order_by("position").values_list("question_version__stem", flat=True)
    )


def test_questions_of_one_course_share_a_bank(cast, paper):
    assert stems(paper) == ["Question 1?", "Question 2?", "Question 3?"]
    assert Bank.objects.count() == 1
    options = QuestionVersion.objects.get(stem="Question 1?").options
    assert [(option["id"], option["text"], option["is_correct"]) for option in options] == [
        ("a", "right 1", True),
        ("b", "wrong 1", False),
    ]


@pytest.mark.parametrize(
    ("brought", "reason"),
    [
        (question(1), "ALREADY_THERE"),
        (question(9, stem=" "), "NO_TEXT"),
        (question(9, options=question().options[:1]), "TOO_FEW_ANSWERS"),
        (question(9, options=question().options[1:] * 2), "SAME_ANSWER_TWICE"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(cast, paper, brought, reason):
    with pytest.raises(QuestionRefused) as refused:
        quizzes.add_question(paper=paper, question=brought, **by(cast))

    assert refused.value.reason == reason
    assert len(stems(paper)) == 3


@pytest.mark.parametrize(("rules", "reason"), [({"pick": 0}, "PICK_NOTHING"), ({"pass_percent": 101}, "PASS_PERCENT")])
def test_rules_nobody_could_pass_by_are_refused(cast, paper, rules, reason):
    with pytest.raises(QuestionRefused) as refused:
        quizzes.set_paper(paper=paper, rules=rules, **by(cast))

    assert refused.value.reason == reason
    paper.refresh_from_db()
    assert (paper.sections.get().pick, paper.pass_percent) == (3, 60)


def test_a_file_is_reported_row_by_row_and_changes_nothing_yet(cast, paper):
    brought = quizzes.read_file(paper=paper, name="q.gift", data=GIFT, **by(cast))

    assert [(row["line"], row["label"], row["reason"], row["facts"]) for row in brought.rows] == [
        (1, "Fresh", "", {}),
        (3, "Question 1?", "ALREADY_THERE", {}),
        (5, "Essay", "KIND_NOT_TAKEN", {"kind": "essay"}),
        (7, "Fresh", "TWICE_IN_FILE", {"line": 1}),
        (9, "True?", "", {}),
    ]
    assert len(stems(paper)) == 3


def test_applying_takes_exactly_what_was_accepted_and_once(cast, paper):
    brought = quizzes.read_file(paper=paper, name="q.gift", data=GIFT, **by(cast))
    quizzes.apply_import(brought=brought, **by(cast))

    assert stems(paper)[3:] == ["Fresh", "True?"]
    true = QuestionVersion.objects.get(stem="True?")
    assert [(option["id"], option["text_hi"], option["is_fixed"]) for option in true.options] == [
        ("true", "सही", True),
        ("false", "गलत", True),
    ]

    with pytest.raises(ImportRefused) as refused:
        quizzes.apply_import(brought=brought, **by(cast))
    assert refused.value.reason == "APPLIED"
    assert len(stems(paper)) == 5


def test_a_workbook_is_taken_too(cast, paper):
    data = workbook(["Sheet?", "single", "x", "y", None, "a"], ["=1+1", "single", "x", "y", None, "a"])
    brought = quizzes.read_file(paper=paper, name="q.XLSX", data=data, **by(cast))

    assert [(row["line"], row["reason"]) for row in brought.rows] == [(2, ""), (3, "FORMULA")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("q.doc", b"x", "KIND_OF_FILE"),
        ("q.gift", "é {=a ~b}".encode("cp1252"), "ENCODING"),
        ("q.gift", b"", "NO_QUESTIONS"),
        ("q.xlsx", b"Fresh {=a ~b}", "NOT_A_WORKBOOK"),
        ("q.gift", b"Q {=a ~b}\n\n" * 10_000, "TOO_MANY_QUESTIONS"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(cast, paper, name, data, reason):
    with pytest.raises(ImportRefused) as refused:
        quizzes.read_file(paper=paper, name=name, data=data, **by(cast))

    assert refused.value.reason == reason
    assert not QuestionImport.objects.exists()


def test_a_file_of_refused_rows_only_cannot_be_applied(cast, paper):
    brought = quizzes.read_file(paper=paper, name="q.gift", data=b"Essay {}", **by(cast))

    with pytest.raises(ImportRefused) as refused:
        quizzes.apply_import(brought=brought, **by(cast))

    assert refused.value.reason == "NOTHING_TO_APPLY"
    assert len(stems(paper)) == 3


def test_rewording_what_is_published_makes_a_new_wording_for_the_draft_only(cast):
    with at_istm(cast):
        old = published(cast)
        draft = open_next_version(course=Course.objects.get(pk=old.offering_id), **by(cast))
        entry = PaperQuestion.objects.select_related("paper__resource__version", "question_version__question").get(
            paper__resource__version=draft, question_version__stem="Question 1?"
        )

        quizzes.reword_question(entry=entry, question=question(7), **by(cast))

        assert sorted(stems(Paper.objects.get(resource__version=draft))) == [
            "Question 2?",
            "Question 3?",
            "Question 7?",
        ]
        assert "Question 1?" in stems(Paper.objects.get(resource__version=old))
        assert Question.objects.count() == 3
