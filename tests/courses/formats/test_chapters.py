"""Chapters as people write them and as files bring them."""

import pytest

from courses.formats import chapters
from courses.formats.chapters import Chapter
from courses.formats.refusals import Unreadable


def test_lines_of_a_time_and_a_title_are_read_as_people_write_them():
    text = "0:00 What a file is\n\n[2:30] – Noting\n1:02:05.5 | प्रारूपण\n"

    assert chapters.of_lines(text) == [
        Chapter(0, "What a file is"), Chapter(150_000, "Noting"), Chapter(3_725_500, "प्रारूपण"),
    ]  # fmt: skip


def test_they_are_put_in_order_and_written_back_as_they_are_read():
    found = chapters.of_lines("1:02:05.5 c\n2:30 b\n0:00 a")

    assert [one.title for one in found] == ["a", "b", "c"]
    assert chapters.lines(found) == "0:00 a\n2:30 b\n1:02:05.500 c"
    assert chapters.of_lines(chapters.lines(found)) == found


@pytest.mark.parametrize(
    ("text", "reason", "facts"),
    [
        ("Introduction", "NO_TIME", {"line": 1}),
        ("0:00 a\n0:61 b", "NO_TIME", {"line": 2}),
        ("1:60:00 a", "NO_TIME", {"line": 1}),
        ("0:00 a\n2:30", "NO_TITLE", {"line": 2}),
        ("2:30 a\n2:30 b", "SAME_TIME", {"time": "2:30"}),
        ("0:00 " + "a" * 121, "TITLE_TOO_LONG", {"time": "0:00", "most": 120}),
        ("\n".join(f"{n}:00 a" for n in range(101)), "TOO_MANY", {"most": 100}),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text, reason, facts):
    with pytest.raises(Unreadable) as refused:
        chapters.of_lines(text)
    assert (refused.value.reason, refused.value.facts) == (reason, facts)


def test_a_webvtt_file_of_chapters_is_read_and_written():
    data = b"WEBVTT\n\n1\n00:00.000 --> 00:30.000\nThe <b>file</b>\n\n00:30.000 --> 01:00.000\nNoting\n"

    found = chapters.of_file(data)

    assert found == [Chapter(0, "The file"), Chapter(30_000, "Noting")]
    assert chapters.webvtt(found, 60_000) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:30.000\nThe file\n\n00:00:30.000 --> 00:01:00.000\nNoting\n"
    )
