"""Videos, documents and text, looked into."""

import io

import av
import pytest
from pypdf import PdfWriter

from courses.formats import pdf, text, video
from courses.formats.refusals import Unreadable


def made_video(seconds: int = 3, container: str = "mp4", codec: str = "mpeg4") -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format=container) as made:
        stream = made.add_stream(codec, rate=5)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _number in range(seconds * 5):
            for packet in stream.encode(av.VideoFrame(64, 48, "yuv420p")):
                made.mux(packet)
        for packet in stream.encode():
            made.mux(packet)
    return out.getvalue()


def made_pdf(pages: int = 3, password: str = "") -> bytes:
    writer = PdfWriter()
    for _number in range(pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def refusal(call, *args) -> str:
    with pytest.raises(Unreadable) as refused:
        call(*args)
    return refused.value.reason


def test_a_video_says_how_long_it_is():
    assert video.probe(io.BytesIO(made_video(3)), "video/mp4") == video.VideoProbed(3, 64, 48)


def test_a_webm_says_how_long_it_is():
    assert video.probe(io.BytesIO(made_video(2, "webm", "libvpx")), "video/webm").seconds == 2


@pytest.mark.parametrize("data", [b"", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 200, made_video()[:600]])
def test_a_broken_video_is_refused(data):
    assert refusal(video.probe, io.BytesIO(data), "video/mp4") == "BROKEN_VIDEO"


def test_a_playlist_that_points_elsewhere_is_no_video():
    assert refusal(video.probe, io.BytesIO(b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"), "video/mp4") == "BROKEN_VIDEO"


def test_a_pdf_says_how_many_pages_it_has():
    assert pdf.pages(io.BytesIO(made_pdf(7))) == 7


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (made_pdf(1, "secret"), "LOCKED_PDF"),
        (made_pdf(0), "NO_PAGES"),
        (b"%PDF-1.7\nnothing", "BROKEN_PDF"),
        (made_pdf(2001), "TOO_MANY_PAGES"),
    ],
)
def test_a_pdf_nobody_could_read_is_refused(data, reason):
    assert refusal(pdf.pages, io.BytesIO(data)) == reason


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("One.\n\nTwo & <three>", "<p>One.</p>\n<p>Two &amp; &lt;three&gt;</p>"),
        ("<p onclick='x()'>a<script>alert(1)</script></p>", "<p>a</p>"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer">x</a>'),
        ('<img src="x" onerror="alert(1)"><h3>Kept</h3>', "<h3>Kept</h3>"),
        ('<iframe src="http://x"></iframe><style>p{}</style><p>b</p>', "<p>b</p>"),
        ("", ""),
    ],
)
def test_only_harmless_html_is_kept(said, kept):
    assert text.safe_html(said) == kept


def test_an_author_is_told_which_tags_are_taken_out():
    said = '<h2>Rule</h2><p>Sum &lt; 3 < x</p><SCRIPT>x</SCRIPT><img src="x"><table><thead></thead></table>'

    assert text.taken_out(said) == {"h2", "script", "img"}
    assert text.taken_out("a < b and <c> alone") == set()


def test_reading_takes_a_minute_for_150_words():
    assert text.reading_minutes("<p>" + "word " * 450 + "</p>", "") == 3
    assert text.reading_minutes("", "") == 1
