"""The key of a question in words."""

from courses.formats.questions import AnswerBrought, OptionBrought, QuestionBrought
from courses.questions.showing import key_of


def _question(**parts):
    return QuestionBrought(kind="multiple", stem="Which?", **parts)


def test_parts_of_the_marks_have_two_decimals_at_most_and_a_true_minus():
    weights = ["33.33333", "-100", "-12.5", "50", ""]
    question = _question(options=tuple(OptionBrought("A", True, weight=weight) for weight in weights))

    assert [line["note"] for line in key_of(question, "en")] == ["33.33%", "−100%", "−12.5%", "50%", ""]


def test_an_answer_that_earns_all_says_nothing_of_it():
    question = _question(answers=(AnswerBrought("Delhi"), AnswerBrought("Dilli", credit="66.66667")))

    assert [line["note"] for line in key_of(question, "en")] == ["", "66.67%"]
