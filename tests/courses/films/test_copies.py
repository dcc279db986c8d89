"""Small copies of a film: made once, by content, worth having; a killed worker's work goes on; a broken film says why."""

import io
import random
from datetime import timedelta
from fractions import Fraction

import av
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.audit.actor import platform
from core.files.actions import store
from core.files.models import StoredFile
from core.files.rules import MP4
from core.tenancy.context import everywhere
from courses.films import actions, tasks
from courses.films.models import FilmCopies
from courses.films.queries import there
from courses.films.rules import MOST_POSTER, SILENCE, chosen, key
from tests.courses.formats.test_files import made_video

SECONDS = 4


def made_film(seconds: int = SECONDS, sound: bool = True) -> bytes:
    """Noise, 640 by 360: heavy for its length."""
    noise, out = random.Random(1), io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        drawn = container.add_stream("mpeg4", rate=5, options={"qscale": "2"})
        drawn.width, drawn.height, drawn.pix_fmt, drawn.bit_rate = 640, 360, "yuv420p", 4_000_000
        heard = container.add_stream("aac", rate=48_000, layout="stereo", bit_rate=256_000) if sound else None
        for number in range(seconds * 5):
            frame = av.VideoFrame(640, 360, "yuv420p")
            frame.planes[0].update(noise.randbytes(frame.planes[0].buffer_size))
            frame.pts, frame.time_base = number, Fraction(1, 5)
            container.mux(drawn.encode(frame))
        for place in range(0, seconds * 48_000 if heard else 0, 1024):
            piece = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
            for plane in piece.planes:
                plane.update(bytes(plane.buffer_size))
            piece.sample_rate, piece.pts = 48_000, place
            container.mux(heard.encode(piece))
        for stream in (drawn, heard):
            if stream is not None:
                container.mux(stream.encode(None))
    return out.getvalue()


@pytest.fixture(scope="module")
def film_bytes() -> bytes:
    return made_film()


def stored(data: bytes, name: str = "talk.mp4") -> StoredFile:
    with everywhere(reason="test", audited=False):
        return store(
            upload=SimpleUploadedFile(name, data), kind="courses.video", accept=frozenset({MP4}),
            actor=platform(), at=timezone.now(),
        )  # fmt: skip


def asked(file: StoredFile) -> FilmCopies:
    actions.ask(file_uuid=file.uuid, at=timezone.now())
    return row(file)


def row(file: StoredFile) -> FilmCopies:
    with everywhere(reason="test", audited=False):
        return FilmCopies.objects.get(pk=file.uuid)


def test_a_film_has_a_small_picture_its_sound_and_a_poster(db, film_bytes):
    file = stored(film_bytes)
    asked(file)

    assert actions.make(file_uuid=file.uuid)

    copies = row(file)
    assert (copies.state, copies.reason, there(copies)) == ("made", "", ("low", "sound", "poster"))
    assert copies.poster_size <= MOST_POSTER
    assert copies.low_size * 8 / SECONDS <= 150_000 * 1.1  # and what the container itself takes
    with default_storage.open(key(file.sha256, "low")) as low, av.open(low) as container:
        assert container.streams.video[0].codec_context.height == 240
        assert round(container.duration / av.time_base) == SECONDS
    with default_storage.open(key(file.sha256, "sound")) as sound, av.open(sound) as container:
        assert not container.streams.video
        assert round(container.duration / av.time_base) == SECONDS


def test_a_copy_that_saves_nothing_is_not_kept(db, film_bytes):
    file = stored(film_bytes)
    asked(file)
    actions.make(file_uuid=file.uuid)
    with default_storage.open(key(file.sha256, "low")) as low:
        small = stored(low.read(), "small.mp4")
    asked(small)

    assert actions.make(file_uuid=small.uuid)

    assert "low" not in there(row(small))
    assert not default_storage.exists(key(small.sha256, "low"))


def test_a_silent_film_has_no_sound(db):
    file = stored(made_video(2))
    asked(file)

    assert actions.make(file_uuid=file.uuid)

    assert "sound" not in there(row(file))


def test_twice_is_the_same_as_once_and_the_same_film_elsewhere_is_not_made_again(db, film_bytes):
    file, again = stored(film_bytes), stored(film_bytes, "copy.mp4")
    asked(file)
    actions.make(file_uuid=file.uuid)
    before = default_storage.get_modified_time(key(file.sha256, "low"))
    asked(again)

    assert not actions.make(file_uuid=file.uuid)
    assert actions.make(file_uuid=again.uuid)

    assert default_storage.get_modified_time(key(file.sha256, "low")) == before
    assert row(again).low_size == row(file).low_size


def test_what_a_killed_worker_left_is_taken_up_when_it_is_silent_and_no_sooner(db, film_bytes, monkeypatch):
    file = stored(film_bytes)
    asked(file)
    given_out = []
    monkeypatch.setattr(tasks.make_copies, "delay", lambda **said: given_out.append(said["file_uuid"]))
    now = timezone.now()
    with everywhere(reason="test", audited=False):
        FilmCopies.objects.update(state="making", alive_at=now - SILENCE / 2, tries=1)
    assert (actions.make(file_uuid=file.uuid), tasks.resume_copies()) == (False, 0)

    with everywhere(reason="test", audited=False):
        FilmCopies.objects.update(alive_at=now - SILENCE - timedelta(seconds=1))
    assert (tasks.resume_copies(), given_out) == (1, [str(file.uuid)])
    assert actions.make(file_uuid=file.uuid)
    assert row(file).state == "made"


def test_a_film_that_takes_every_worker_with_it_is_given_up(db, film_bytes):
    file = stored(film_bytes)
    asked(file)
    with everywhere(reason="test", audited=False):
        FilmCopies.objects.update(tries=3)

    assert not actions.make(file_uuid=file.uuid)
    assert (row(file).state, row(file).reason) == ("refused", "BROKEN")


def test_a_broken_film_says_so_and_keeps_nothing(db, film_bytes):
    file = stored(film_bytes[:2000])
    asked(file)

    assert not actions.make(file_uuid=file.uuid)

    assert (row(file).state, row(file).reason, there(row(file))) == ("refused", "BROKEN", ())
    assert not default_storage.exists(key(file.sha256, "low"))


@pytest.mark.parametrize(
    ("weight", "saves_data", "there", "is_film", "copy"),
    [
        ("", False, ("low", "sound"), True, ""),
        ("", True, ("low", "sound"), True, "low"),
        ("", True, ("sound",), True, ""),
        ("", True, ("sound",), False, "sound"),
        ("sound", False, ("low", "sound"), True, "sound"),
        ("sound", True, ("low",), True, ""),
        ("full", True, ("low", "sound"), True, ""),
    ],
)
def test_which_copy_a_learner_gets(weight, saves_data, there, is_film, copy):
    assert chosen(weight, saves_data=saves_data, there=there, is_film=is_film) == copy
