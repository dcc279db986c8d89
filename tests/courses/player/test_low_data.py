"""Learning over a slow connection: what each copy weighs is said before it plays, and who saves data gets the small one."""

import pytest
from django.test import Client
from django.utils import timezone

from core.files.models import StoredFile
from core.tenancy.context import acting_in, everywhere
from courses.enrolment.models import Enrolment
from courses.films.models import FilmCopies
from courses.player.models import LearningChoices
from tests.courses.attacks.player import enrolled, video_course
from tests.courses.making import NOW

SIZES = {"low_size": 2_000_000, "sound_size": 400_000, "poster_size": 20_000}


@pytest.fixture
def film(cast):
    made = video_course(cast)
    film = made.texts[0]
    with everywhere(reason="test", audited=False):
        StoredFile.objects.create(
            uuid=film.renditions.get().file_uuid, name="lesson.mp4", content_type="video/mp4", size=12_000_000,
            sha256="0" * 64, key="x/lesson.mp4", kind="courses.video", organisation_id=cast.istm.pk, created_at=NOW,
        )  # fmt: skip
        FilmCopies.objects.create(
            file_uuid=film.renditions.get().file_uuid, state="made", asked_at=timezone.now(), **SIZES
        )
    enrolled(cast, made)
    return film


def browser(cast, **headers) -> Client:
    client = Client(headers=headers)
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")
    return client


def place(film) -> str:
    return f"/courses/noting/learn/{film.uuid}/"


def test_what_each_copy_weighs_is_said_and_the_whole_film_is_taken(cast, film):
    page = browser(cast).get(place(film)).content.decode()

    assert "Video 12 MB · 240p 2 MB · sound 400 KB" in page
    assert "/lesson.mp4" in page
    assert ' poster="' in page
    assert "data-saving" not in page


@pytest.mark.parametrize(("header", "cookie"), [({"save-data": "on"}, ""), ({}, "data_saver=on")])
def test_who_saves_data_gets_the_small_picture_and_is_told(cast, film, header, cookie):
    asha = browser(cast, **header)
    if cookie:
        asha.cookies["preferences"] = cookie

    page = asha.get(place(film)).content.decode()

    assert "You save data, so this is the small copy: 240p 2 MB instead of 12 MB." in page
    assert 'preload="none"' in page


def test_a_choice_goes_before_saving_and_holds(cast, film):
    asha = browser(cast, **{"save-data": "on"})

    asha.post(place(film) + "choices/", {"weight": "sound"})
    sound = asha.get(place(film)).content.decode()
    asha.post(place(film) + "choices/", {"weight": "full"})
    whole = asha.get(place(film)).content.decode()

    assert "<audio" in sound
    assert "<video" not in sound
    assert "/lesson.m4a" in sound
    assert "<video" in whole
    assert "data-saving" not in whole
    with acting_in(cast.learner_scope("asha")):
        assert LearningChoices.objects.get().weight == "full"


def test_while_there_are_no_copies_the_whole_is_given_and_nothing_promised(cast, film):
    with everywhere(reason="test", audited=False):
        FilmCopies.objects.update(state="making", low_size=None, sound_size=None, poster_size=None)

    page = browser(cast, **{"save-data": "on"}).get(place(film)).content.decode()

    assert "240p" not in page
    assert "/lesson.mp4" in page


def test_programs_get_the_copies_too(cast, film):
    with acting_in(cast.learner_scope("asha")):
        uuid = Enrolment.objects.get().uuid

    [file] = browser(cast).get(f"/api/v1/enrolments/{uuid}/resources/{film.uuid}/").json()["files"]

    assert [(one["copy"], one["size"]) for one in file["copies"]] == [
        ("low", 2_000_000), ("sound", 400_000), ("poster", 20_000),
    ]  # fmt: skip


def test_everybody_may_read_what_there_is_and_nobody_but_the_platform_writes_it(cast, film):
    with acting_in(cast.learner_scope("bilal")):
        assert FilmCopies.objects.count() == 1
        assert FilmCopies.objects.update(low_size=1) == 0
