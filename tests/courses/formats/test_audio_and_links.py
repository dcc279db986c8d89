"""Recordings and addresses, looked into."""

import io

import av
import pytest

from courses.formats import audio, link
from courses.formats.refusals import Unreadable
from tests.courses.formats.test_files import made_video

RATE = 48_000


def made_sound(seconds: int = 3, container: str = "mp3", codec: str = "libmp3lame") -> bytes:
    """Silence."""
    out = io.BytesIO()
    with av.open(out, "w", format=container) as made:
        stream = made.add_stream(codec, rate=RATE, layout="mono")
        size = stream.codec_context.frame_size or 1024
        for place in range(0, seconds * RATE, size):
            frame = av.AudioFrame(format=stream.codec_context.format.name, layout="mono", samples=size)
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.sample_rate, frame.pts = RATE, place
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    return out.getvalue()


@pytest.mark.parametrize(
    ("container", "codec", "content_type"),
    [
        ("mp3", "libmp3lame", "audio/mpeg"),
        ("ogg", "libopus", "audio/ogg"),
        ("wav", "pcm_s16le", "audio/wav"),
        ("ipod", "aac", "audio/mp4"),
        ("mp4", "aac", "video/mp4"),
    ],
)
def test_a_recording_says_how_long_it_is(container, codec, content_type):
    assert audio.probe(io.BytesIO(made_sound(3, container, codec)), content_type) == 3


@pytest.mark.parametrize(
    ("data", "content_type", "reason"),
    [
        (b"", "audio/mpeg", "BROKEN_AUDIO"),
        (b"ID3" + b"\x00" * 300, "audio/mpeg", "BROKEN_AUDIO"),
        (b"OggS" + b"\x00" * 300, "audio/ogg", "BROKEN_AUDIO"),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "audio/mpeg", "BROKEN_AUDIO"),
        (made_video(1), "video/mp4", "HAS_PICTURE"),
    ],
)
def test_what_is_no_recording_is_refused(data, content_type, reason):
    with pytest.raises(Unreadable) as refused:
        audio.probe(io.BytesIO(data), content_type)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "address",
    [
        "https://dopt.gov.in/rules?year=1964#r3",
        "https://www.cag.gov.in:443/",
        "https://भारत.भारत/नियम",
        "https://xn--h2brj9c.in/",
    ],
)
def test_a_public_page_is_taken_as_it_is(address):
    assert link.checked(f"  {address} ") == address


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "NO_ADDRESS"),
        ("dopt.gov.in", "NO_ADDRESS"),
        ("javascript:alert(1)", "NO_ADDRESS"),
        ("data:text/html,x", "NO_ADDRESS"),
        ("file:///etc/passwd", "NO_ADDRESS"),
        ("https://", "NO_ADDRESS"),
        ("https://a b.in/", "NO_ADDRESS"),
        ("https://dopt.gov.in\\@evil.in/", "NO_ADDRESS"),
        ("https://-.in/", "NO_ADDRESS"),
        ("https://[::1", "NO_ADDRESS"),
        ("https://dopt.gov.in:99999/", "NO_ADDRESS"),
        ("http://dopt.gov.in/", "NOT_HTTPS"),
        ("https://asha:secret@dopt.gov.in/", "CREDENTIALS"),
        ("https://asha@dopt.gov.in/", "CREDENTIALS"),
        ("https://dopt.gov.in:8443/", "OTHER_PORT"),
        ("https://10.1.2.3/", "NUMBERED"),
        ("https://[::1]/", "NUMBERED"),
        ("https://[::ffff:10.0.0.1]/", "NUMBERED"),
        ("https://127.1/", "NUMBERED"),
        ("https://2130706433/", "NUMBERED"),
        ("https://0x7f000001/", "NUMBERED"),
        ("https://1.2.3.0x4/", "NUMBERED"),
        ("https://localhost/", "INSIDE"),
        ("https://files/", "INSIDE"),
        ("https://hr.ministry.local/", "INSIDE"),
        ("https://wiki.internal./", "INSIDE"),
        ("https://dopt.gov.in/" + "a" * 2000, "TOO_LONG"),
    ],
)
def test_any_other_address_is_refused(address, reason):
    with pytest.raises(Unreadable) as refused:
        link.checked(address)
    assert refused.value.reason == reason
