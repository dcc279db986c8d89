"""Reading GIFT: what is taken, what is refused, and at which line."""

import pytest

from courses.formats import gift
from courses.formats.refusals import Unreadable


def reasons(text: str) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in gift.read(text.encode())]


def test_takes_one_right_answer_with_feedback_and_a_general_reason():
    (row,) = gift.read(
        b"// a comment\n::Q1:: A note is {\n  =a written remark # yes\n  ~a letter # no, that is a letter\n"
        b"#### See MOP 3\n}\n"
    )

    question = row.question
    assert (row.line, row.label, row.reason) == (2, "A note is", "")
    assert (question.kind, question.stem, question.reason) == ("single", "A note is", "See MOP 3")
    assert [(option.text, option.is_correct, option.reason) for option in question.options] == [
        ("a written remark", True, "yes"),
        ("a letter", False, "no, that is a letter"),
    ]


def test_takes_several_right_answers_by_weight():
    (row,) = gift.read(b"Which are colours? {~%50%red ~%50%blue ~%-100%seven}")

    assert row.question.kind == "multiple"
    assert [(option.text, option.is_correct) for option in row.question.options] == [
        ("red", True),
        ("blue", True),
        ("seven", False),
    ]


@pytest.mark.parametrize(("said", "answer"), [("T", True), ("TRUE", True), ("F", False), ("FALSE#no#yes", False)])
def test_takes_true_and_false(said, answer):
    (row,) = gift.read(f"The note sheet stays. {{{said}}}".encode())

    assert row.question.kind == "true_false"
    assert [option.is_correct for option in row.question.options] == [answer, not answer]


def test_takes_a_missing_word_and_escaped_signs():
    (row,) = gift.read(rb"In 2\+2\=4 the sum is {=four \{4\} ~five} exactly.")

    assert row.question.stem == r"In 2\+2=4 the sum is _____ exactly."
    assert row.question.options[0].text == "four {4}"


def test_takes_hindi_and_utf_16():
    text = "टिप्पणी क्या है? {=एक टिप्पणी ~एक पत्र}"

    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        (row,) = gift.read(text.encode(encoding))
        assert row.question.stem == "टिप्पणी क्या है?"


def test_names_the_line_and_reason_of_each_question_that_is_left_out():
    text = "\n".join(
        [
            "Good? {=yes ~no}", "",                       # 1
            "Write an essay. {}", "",                     # 3
            "How many? {#3}", "",                         # 5
            "Capital? {=Delhi}", "",                      # 7
            "Match {=a -> b =c -> d}", "",                # 9
            "No answers here", "",                        # 11
            "Open { =a ~b", "",                           # 13
            "Twice {=a ~A}", "",                          # 15
            "None right {~a ~b}", "",                     # 17
            "Two right {=a =b ~c}", "",                   # 19
            "{=a ~b}",                                    # 21
        ]
    )  # fmt: skip

    assert reasons(text) == [
        (1, ""),
        (3, "KIND_NOT_TAKEN"),
        (5, "KIND_NOT_TAKEN"),
        (7, "KIND_NOT_TAKEN"),
        (9, "KIND_NOT_TAKEN"),
        (11, "NO_ANSWERS"),
        (13, "BRACES"),
        (15, "SAME_ANSWER_TWICE"),
        (17, "NO_RIGHT_ANSWER"),
        (19, "SEVERAL_RIGHT_ANSWERS"),
        (21, "NO_TEXT"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "NO_QUESTIONS"),
        (b"\n\n// nothing\n", "NO_QUESTIONS"),
        ("é {=a ~b}".encode("latin-1"), "ENCODING"),
        (b"\x00\x01\x02", "ENCODING"),
        (b"\xff\xfe\x00", "ENCODING"),
        (b"Q {=a ~b}\n\n" * 1001, "TOO_MANY_QUESTIONS"),
        (b"x" * (5 * 1024 * 1024 + 1), "FILE_TOO_LARGE"),
    ],
)
def test_refuses_the_whole_file(data, reason):
    with pytest.raises(Unreadable) as refused:
        gift.read(data)

    assert refused.value.reason == reason
