"""Reading GIFT: what is taken, what is refused, and at which line."""

from dataclasses import replace
from time import monotonic

import pytest

from courses.formats import gift, gift_writing
from courses.formats.questions import (
    AnswerBrought,
    ItemBrought,
    OptionBrought,
    PairBrought,
    QuestionBrought,
    true_false,
)  # fmt: skip
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


def question_of(text: str):
    (row,) = gift.read(text.encode())
    assert row.reason == ""
    return row.question


@pytest.mark.parametrize(
    ("said", "answers"),
    [
        ("{#3}", [("3", "100", "0")]), ("{#3:2}", [("3", "100", "2")]), ("{#1..5}", [("3", "100", "2")]),
        ("{#-1..2}", [("0.5", "100", "1.5")]), ("{#3.141\\:0.001}", [("3.141", "100", "0.001")]),
        ("{#\n=1822:0#yes\n=%50%1822:2#nearly\n}", [("1822", "100", "0"), ("1822", "50", "2")]),
    ],
)  # fmt: skip
def test_takes_numbers_with_their_tolerance_range_and_weight(said, answers):
    question = question_of(f"When? {said}")

    assert question.kind == "numeric"
    assert [(answer.text, answer.credit, answer.tolerance) for answer in question.answers] == answers


def test_takes_accepted_words_with_weight_and_feedback():
    question = question_of("Who? {=Public Information Officer =PIO#short =%50%officer#Which?\n####Section 5}")

    assert (question.kind, question.stem, question.reason) == ("short_text", "Who?", "Section 5")
    assert [(answer.text, answer.credit, answer.reason) for answer in question.answers] == [
        ("Public Information Officer", "100", ""), ("PIO", "100", "short"), ("officer", "50", "Which?"),
    ]  # fmt: skip


def test_takes_a_missing_word_as_a_gap_and_several_groups_as_several():
    one = question_of("Two plus {=two =2} equals four.")
    two = question_of("Within {=30 =thirty} days, or {=48} hours for life and liberty.")

    assert (one.kind, one.stem, [[a.text for a in gap] for gap in one.gaps]) == (
        "fill_in", "Two plus [[1]] equals four.", [["two", "2"]],
    )  # fmt: skip
    assert two.stem == "Within [[1]] days, or [[2]] hours for life and liberty."
    assert [[answer.text for answer in gap] for gap in two.gaps] == [["30", "thirty"], ["48"]]


def test_takes_a_match_with_a_side_that_belongs_to_nothing():
    question = question_of("Match. {\n=Canada -> Ottawa\n=Italy -> Rome\n= -> Delhi\n####Capitals}")

    assert (question.kind, question.reason) == ("match", "Capitals")
    assert [(pair.left, pair.right) for pair in question.pairs] == [
        ("Canada", "Ottawa"),
        ("Italy", "Rome"),
        ("", "Delhi"),
    ]


@pytest.mark.parametrize("settings", ["", "ALL VERTICAL ABSOLUTE_POSITION", "4 RANDOM"])
def test_takes_an_order(settings):
    question = question_of(f"Order. {{>{settings}\nReceive\nNote\nApprove\n}}")

    assert (question.kind, [item.text for item in question.items]) == ("order", ["Receive", "Note", "Approve"])


def test_one_right_answer_and_one_that_is_right_in_part():
    question = question_of("Which? {=best#good ~%50%second ~%-25%third ~worst}")

    assert question.kind == "single"
    assert [(option.is_correct, option.weight) for option in question.options] == [
        (True, ""), (False, "50"), (False, "-25"), (False, ""),
    ]  # fmt: skip


def test_true_and_false_have_words_for_each_answer():
    question = question_of("Notes stay. {FALSE#They do not.#Right, they go.####See the manual}")

    assert question.reason == "See the manual"
    assert [(o.text, o.reason) for o in question.options] == [("True", "They do not."), ("False", "Right, they go.")]


def test_a_category_holds_until_the_next():
    rows = gift.read(b"A {T}\n\n$CATEGORY: $course$/top/Leave/Earned\n\nB {T}\n\nC {F}\n\n$CATEGORY: Pay\nD {T}\n")

    assert [row.question.category for row in rows] == ["", "Leave/Earned", "Leave/Earned", "Pay"]


def test_of_html_the_words_are_taken():
    question = question_of("[html]<p>Which <b>rule</b>?</p><p>Name it.</p> {=<i>25</i> =26}")

    assert question.stem == "Which rule?\nName it."


def test_names_the_line_and_reason_of_each_question_that_is_left_out():
    text = "\n".join(
        [
            "Good? {=yes ~no}", "",                       # 1
            "Write an essay. {}", "",                     # 3
            "How many? {#many}", "",                      # 5
            "Half {=%50%Delhi}", "",                      # 7
            "Match {=a -> b}", "",                        # 9
            "No answers here", "",                        # 11
            "Open { =a ~b", "",                           # 13
            "Twice {=a ~A}", "",                          # 15
            "None right {~a ~b}", "",                     # 17
            "Two right {=a =b ~c}", "",                   # 19
            "{=a ~b}", "",                                # 21
            "[html]See <img src='a.png'> {T}", "",        # 23
            "Shares {~%50%a ~%20%b ~%-100%c}", "",        # 25
            "Order {>\none\n}", "",                       # 27
            "Gap {=a ~b} and {=c}", "",                   # 31
            "Range {#5..1}",                              # 33
        ]
    )  # fmt: skip

    assert reasons(text) == [
        (1, ""), (3, "KIND_NOT_TAKEN"), (5, "NOT_A_NUMBER"), (7, "NO_FULL_ANSWER"), (9, "TOO_FEW_PAIRS"),
        (11, "NO_ANSWERS"), (13, "BRACES"), (15, "SAME_ANSWER_TWICE"), (17, "NO_RIGHT_ANSWER"),
        (19, "SEVERAL_RIGHT_ANSWERS"), (21, "NO_TEXT"), (23, "PICTURE"), (25, "WEIGHTS_NOT_ALL"), (27, "TOO_FEW_ITEMS"),
        (31, "GAP_ANSWERS"), (33, "NOT_A_NUMBER"),
    ]  # fmt: skip


EVERY_KIND = (
    QuestionBrought("single", "Which {x} = 1?", (OptionBrought("a ~ b", True, "क", "good: #1"), OptionBrought("c", False))),
    QuestionBrought(
        "multiple", "Which?", (OptionBrought("a", True, weight="75"), OptionBrought("b", True, weight="25"),
                               OptionBrought("c", False, weight="-50", reason="no")),
    ),
    true_false("It stays.", False, ("why not", "quite"), reason="See 3"),
    QuestionBrought(
        "numeric", "How many?", answers=(AnswerBrought("100000", tolerance="0.5"), AnswerBrought("7", "50", "nearly")),
        category="Leave/Earned",
    ),
    QuestionBrought("short_text", "Who?", answers=(AnswerBrought("a=b"), AnswerBrought("c", "33.33333", "half"))),
    QuestionBrought("match", "Match\nthem", pairs=(PairBrought("a", "1"), PairBrought("b", "2"), PairBrought("", "3"))),
    QuestionBrought("order", "Order", items=(ItemBrought("x:y"), ItemBrought("z"), ItemBrought("A B"))),
    QuestionBrought(
        "fill_in", "In [[1]] days or [[2]].",
        gaps=((AnswerBrought("30"), AnswerBrought("thirty")), (AnswerBrought("never"),)),
        reason="Section 7",
    ),
)  # fmt: skip


def test_what_is_written_is_read_again_as_the_same():
    rows = gift.read(gift_writing.write(EVERY_KIND).encode())

    assert [row.reason for row in rows] == [""] * 8
    hindi = replace(EVERY_KIND[0], options=tuple(replace(option, text_hi="") for option in EVERY_KIND[0].options))
    assert [row.question for row in rows] == [hindi, *EVERY_KIND[1:]]


def test_several_answers_without_weights_are_written_with_those_that_mark_the_same():
    question = QuestionBrought("multiple", "Which?", tuple(OptionBrought(text, text in "abc") for text in "abcde"))

    read = question_of(gift_writing.write([question]))

    assert [option.weight for option in read.options] == ["33.33333"] * 3 + ["-50"] * 2


def test_a_tolerance_in_percent_is_written_as_its_amount_and_hindi_where_there_is_some():
    question = QuestionBrought(
        "numeric", "How much?", stem_hi="कितना?", answers=(AnswerBrought("2,500", tolerance="10", is_percent=True),)
    )

    assert gift_writing.write([question], language="hi") == "कितना? {#\n=2500:250\n}\n"


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


@pytest.mark.parametrize(
    "said", ["[html]" + "<" * 20_000 + " {T}", "Order {>" + "A" * 20_000 + "}", "Q {" + "=" * 20_000 + "}",
             "::" * 9_000 + " {T}", "a {=b} " * 2_500, "\\" * 20_000 + "{T}"]
)  # fmt: skip
def test_a_hostile_text_is_read_at_once(said):
    started = monotonic()

    gift.read(said.encode())

    assert monotonic() - started < 3


def test_a_question_that_is_a_book_is_left_out():
    assert reasons("Q {" + "=%5" * 300_000 + "}\n\nGood? {=yes ~no}") == [(1, "TEXT_TOO_LONG"), (3, "")]
