"""Captions as people save them, read and written."""

import pytest

from courses.formats.captions import Cue, read, webvtt
from courses.formats.refusals import Unreadable

WEBVTT = """WEBVTT - Noting

NOTE made by hand
with two lines

STYLE
::cue { color: lime }

intro
00:01.500 --> 00:04.000 align:start
<v Asha>A file has <i>two</i> sides.

01:00:02.000 --> 01:00:03.250
फ़ाइल &amp; टिप्पणी
दूसरी पंक्ति
"""
SRT = "1\r\n00:00:01,500 --> 00:00:04,000\r\n{\\an8}A file\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,000\r\nhas two sides.\r\n"


def test_webvtt_is_read_into_cues_of_plain_words():
    assert read(WEBVTT.encode()) == [
        Cue(1500, 4000, "Asha: A file has two sides."),
        Cue(3_602_000, 3_603_250, "फ़ाइल & टिप्पणी\nदूसरी पंक्ति"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_srt_is_read_in_every_encoding_that_says_itself(encoding):
    assert read(SRT.encode(encoding)) == [Cue(1500, 4000, "A file"), Cue(5000, 6000, "has two sides.")]


def test_cues_come_in_the_order_of_their_beginnings():
    text = "WEBVTT\n\n00:05.000 --> 00:06.000\nb\n\n00:01.000 --> 00:02.000\na\n"

    assert [cue.text for cue in read(text.encode())] == ["a", "b"]


def test_blocks_that_stand_together_are_told_apart():
    text = "00:00:01,000 --> 00:00:02,000\na\n00:00:03,000 --> 00:00:04,000\nb\n"

    assert read(text.encode()) == [Cue(1000, 2000, "a"), Cue(3000, 4000, "b")]


@pytest.mark.parametrize(
    ("data", "reason", "facts"),
    [
        (b"", "NOT_CAPTIONS", {}),
        (b"%PDF-1.4 nothing", "NOT_CAPTIONS", {}),
        (b"WEBVTT\n\nnothing", "NO_CUES", {}),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "NO_CUES", {}),
        (b"WEBVTT\n\n00:03.000 --> 00:02.000\na\n", "BAD_TIMES", {"line": 3}),
        (b"WEBVTT\n\n1:2 --> soon\na\n", "BAD_TIMES", {"line": 3}),
        (b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\na\n\n" * 10_001, "TOO_MANY_CUES", {"most": 10_000}),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\né".encode("latin-1"), "ENCODING", {}),
    ],
)
def test_what_is_no_captions_is_refused(data, reason, facts):
    with pytest.raises(Unreadable) as refused:
        read(data)

    assert (refused.value.reason, refused.value.facts) == (reason, facts)


def test_what_is_written_is_read_the_same():
    cues = [Cue(1500, 4000, "a --> b & <c>"), Cue(3_602_000, 3_603_250, "दूसरी\nपंक्ति")]

    text = webvtt(cues)

    assert text.startswith("WEBVTT\n\n00:00:01.500 --> 00:00:04.000\na --&gt; b &amp; &lt;c&gt;\n\n01:00:02.000 -->")
    assert read(text.encode()) == cues
