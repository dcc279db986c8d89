"""Reading Moodle XML: what is taken, what is named and left out, and hostile files."""

from time import monotonic

import pytest

from courses.formats import moodle_xml
from courses.formats.refusals import Unreadable


def quiz(*questions: str) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<quiz>' + "".join(questions) + "</quiz>").encode()


def question(kind: str, inside: str, text: str = "Which?", feedback: str = "") -> str:
    return (
        f'<question type="{kind}"><name><text>Name</text></name><questiontext format="html"><text><![CDATA[<p>{text}</p>]]>'
        f"</text></questiontext><generalfeedback><text>{feedback}</text></generalfeedback>{inside}</question>"
    )


def answer(text: str, fraction: str = "100", feedback: str = "", more: str = "") -> str:
    return (
        f'<answer fraction="{fraction}"><text>{text}</text><feedback><text>{feedback}</text></feedback>{more}</answer>'
    )


def one(kind: str, inside: str, **more: str):
    (row,) = moodle_xml.read(quiz(question(kind, inside, **more)))
    assert row.reason == ""
    return row.question


def test_takes_one_and_several_answers_with_weights_and_feedback():
    single = one("multichoice", "<single>true</single>" + answer("a", feedback="yes") + answer("b", "50") + answer("c", "0"),
                 feedback="&lt;p&gt;See 3&lt;/p&gt;")  # fmt: skip
    several = one(
        "multichoice",
        "<single>false</single>" + answer("a", "33.33333") * 1 + answer("b", "66.66667") + answer("c", "-100"),
    )

    assert (single.kind, single.stem, single.reason) == ("single", "Which?", "See 3")
    assert [(o.text, o.is_correct, o.weight, o.reason) for o in single.options] == [
        ("a", True, "", "yes"), ("b", False, "50", ""), ("c", False, "", ""),
    ]  # fmt: skip
    assert [(o.is_correct, o.weight) for o in several.options] == [
        (True, "33.33333"),
        (True, "66.66667"),
        (False, "-100"),
    ]


def test_takes_true_and_false():
    question = one("truefalse", answer("true", "0", "no") + answer("false", "100", "right"))

    assert [(o.text, o.is_correct, o.reason) for o in question.options] == [
        ("True", False, "no"),
        ("False", True, "right"),
    ]


def test_takes_words_and_numbers_with_units():
    words = one("shortanswer", "<usecase>1</usecase>" + answer("PIO") + answer("officer", "50"))
    number = one(
        "numerical",
        answer("1500", more="<tolerance>5</tolerance>") + answer("*", "0")
        + "<unitgradingtype>1</unitgradingtype><units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
        "<unit><multiplier>0.001</multiplier><unit_name>km</unit_name></unit></units>",
    )  # fmt: skip

    assert ([(a.text, a.credit) for a in words.answers], words.is_case_kept) == (
        [("PIO", "100"), ("officer", "50")],
        True,
    )
    assert [(a.text, a.tolerance) for a in number.answers] == [("1500", "5")]
    assert [(unit.name, unit.factor) for unit in number.units] == [("m", "1"), ("km", "1000")]
    assert number.is_unit_needed


def test_takes_a_match_an_order_and_the_gaps_of_a_cloze():
    sides = [("Canada", "Ottawa"), ("Italy", "Rome"), ("", "Delhi")]
    match = one("matching", "".join(
        f"<subquestion><text>{left}</text><answer><text>{right}</text></answer></subquestion>" for left, right in sides
    ))  # fmt: skip
    order = one("ordering", answer("first", "1") + answer("second", "2"))
    gaps = one("cloze", "", text="Within {1:SHORTANSWER:=30~%50%31~=thirty#ok} days or {2:NM:=48:0} hours.")

    assert [(pair.left, pair.right) for pair in match.pairs] == sides
    assert [item.text for item in order.items] == ["first", "second"]
    assert gaps.stem == "Within [[1]] days or [[2]] hours."
    assert [[(a.text, a.credit) for a in gap] for gap in gaps.gaps] == [
        [("30", "100"), ("31", "50"), ("thirty", "100")], [("48", "100")],
    ]  # fmt: skip


def test_names_what_is_left_out_and_why():
    rows = moodle_xml.read(
        quiz(
            '<question type="category"><category><text>$course$/top/Leave</text></category></question>',
            question("shortanswer", answer("a")),
            question("essay", ""),
            question("multichoice", answer("a") + answer("b", "0"), text="See &lt;img src='@@PLUGINFILE@@/a.png'>"),
            question("shortanswer", answer("a", "half")),
            question("cloze", "", text="{1:MULTICHOICE:=a~b}"),
            question("numerical", answer("many")),
        )
    )

    assert [(row.line, row.reason) for row in rows] == [
        (1, ""), (2, "KIND_NOT_TAKEN"), (3, "PICTURE"), (4, "CREDIT"), (5, "KIND_NOT_TAKEN"), (6, "NOT_A_NUMBER"),
    ]  # fmt: skip
    assert rows[0].question.category == "Leave"
    assert rows[1].facts == {"kind": "essay"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "NOT_MOODLE_XML"),
        (b"<quiz", "NOT_MOODLE_XML"),
        (b"<html></html>", "NOT_MOODLE_XML"),
        (b"<quiz></quiz>", "NO_QUESTIONS"),
        (
            b'<!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><quiz><question type="essay"/>&b;</quiz>',
            "NOT_MOODLE_XML",
        ),
        (b'<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>', "NOT_MOODLE_XML"),
        (b"<quiz>" + b'<question type="essay"/>' * 1001 + b"</quiz>", "TOO_MANY_QUESTIONS"),
        (b"x" * (5 * 1024 * 1024 + 1), "FILE_TOO_LARGE"),
    ],
)
def test_refuses_the_whole_file(data, reason):
    with pytest.raises(Unreadable) as refused:
        moodle_xml.read(data)

    assert refused.value.reason == reason


@pytest.mark.parametrize("said", ["{1:SA:" * 3_000, "<" * 19_000, "{1:SA:" + "~" * 5_000 + "}", "<br " * 4_500])
def test_a_hostile_text_is_read_at_once(said):
    started = monotonic()

    moodle_xml.read(quiz(question("cloze", "", text=said)))

    assert monotonic() - started < 3


def test_a_text_that_is_a_book_is_left_out():
    (row,) = moodle_xml.read(quiz(question("essay", "", text="<" * 300_000)))

    assert row.reason == "TEXT_TOO_LONG"
