"""Chapters of a film: written, brought, kept with their version, shown to who learns."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.test.client import encode_multipart

from core.audit.models import AuditEntry
from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions import chaptering, contents, drafts, outline, publishing, reviewing
from courses.authoring.actions.chaptering import ChaptersRefused
from courses.authoring.actions.drafts import DraftRefused
from courses.catalogue.models import Chapters, Course, Resource
from courses.enrolment import actions as enrolment
from courses.enrolment.models import Batch, Enrolment
from courses.formats.chapters import Chapter
from tests.courses.authoring.making import AT, actor, at_istm
from tests.courses.formats.test_files import made_video
from tests.courses.making import learner

CODE = "noting-and-drafting"
PAGES = f"/provider/istm/courses/{CODE}/"
API = f"/api/v1/provider/istm/courses/{CODE}/"
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nThe file\n\n00:02.000 --> 00:04.000\nNoting\n"


@pytest.fixture(autouse=True)
def in_memory(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture
def film(cast, filled) -> Resource:
    """A draft with a film of four seconds in English and two in Hindi."""
    by = {"actor": actor(cast, "dev"), "at": AT}
    with at_istm(cast):
        made = outline.add_resource(
            module=filled.modules.get(), kind="video", title="Talk", title_hi="वार्ता", seen=None, **by
        )
        for language, seconds in (("en", 4), ("hi", 2)):
            upload = SimpleUploadedFile("t.mp4", made_video(seconds))
            contents.bring_file(resource=made, upload=upload, language=language, **by)
        return made


def write(cast, film, *marks: tuple[int, str], language: str = "en"):
    return chaptering.write_chapters(
        resource=film, language=language, marks=[Chapter(*mark) for mark in marks], actor=actor(cast, "dev"), at=AT
    )


def kept() -> dict[str, list[list[object]]]:
    return dict(Chapters.objects.values_list("language", "marks"))


def browser(cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name), backend="accounts.backend.Backend")
    return client


def publish(cast, film) -> None:
    with at_istm(cast):
        reviewing.submit(version=film.version, actor=actor(cast, "dev"), at=AT)
        publishing.publish(version=film.version, actor=actor(cast, "hari"), at=AT)


def test_chapters_are_replaced_and_taken_away_and_the_same_again_leaves_no_trace(cast, film):
    with at_istm(cast):
        write(cast, film, (0, "a"), (2000, "b"))
        write(cast, film, (0, "a"), (2000, "b"))
        assert kept() == {"en": [[0, "a"], [2000, "b"]]}
        write(cast, film, (1000, "c"))
        assert kept() == {"en": [[1000, "c"]]}
        write(cast, film)
        write(cast, film)
        assert kept() == {}
    with everywhere(reason="test", audited=False):
        assert AuditEntry.objects.filter(action="courses.resource.chapters_written").count() == 3


def test_what_cannot_be_is_refused_and_changes_nothing(cast, film):
    with at_istm(cast):
        write(cast, film, (0, "a"))
        text = Resource.objects.get(kind="text")
        for resource, language, start, reason in [
            (film, "en", 4000, "AFTER_THE_END"), (film, "hi", 2000, "AFTER_THE_END"), (film, "fr", 0, "NO_SUCH_LANGUAGE"),
            (text, "en", 0, "NOT_PLAYED"),
        ]:  # fmt: skip
            with pytest.raises(ChaptersRefused) as refused:
                write(cast, resource, (start, "b"), language=language)
            assert refused.value.reason == reason
        assert kept() == {"en": [[0, "a"]]}


def test_published_chapters_never_change_and_the_next_draft_has_its_own(cast, film):
    with at_istm(cast):
        write(cast, film, (0, "a"))
    publish(cast, film)

    with at_istm(cast):
        with pytest.raises(DraftRefused):
            write(cast, film, (0, "b"))
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            Chapters.objects.update(marks=[])
        draft = drafts.open_next_version(course=Course.objects.get(), actor=actor(cast, "dev"), at=AT)
        twin = Resource.objects.get(version=draft, kind="video")
        write(cast, twin, (0, "b"))
        assert (twin.chapters.get().marks, film.chapters.get().marks) == ([[0, "b"]], [[0, "a"]])


def test_an_author_writes_both_languages_on_one_page_or_brings_a_file(cast, film):
    dev = browser(cast, "dev")
    page = f"{PAGES}resources/{film.uuid}/"

    refused = dev.post(page + "chapters/", {"lines_en": "0:00 The file\nNoting", "lines_hi": ""})
    written = dev.post(page + "chapters/", {"lines_en": "0:00 The file\n0:02 Noting", "lines_hi": "0:01 टिप्पणी"})

    assert (refused.status_code, written.status_code) == (422, 302)
    assert "Line 2 does not begin with a time" in refused.content.decode()
    with at_istm(cast):
        assert kept() == {"en": [[0, "The file"], [2000, "Noting"]], "hi": [[1000, "टिप्पणी"]]}
    assert "0:02 Noting" in dev.get(page).content.decode()
    file = {"lines_en": "0:00 Old", "lines_hi": "", "language": "en", "file": SimpleUploadedFile("c.vtt", VTT)}
    assert dev.post(page + "chapters/", file).status_code == 302
    with at_istm(cast):
        assert kept() == {"en": [[0, "The file"], [2000, "Noting"]]}
    wrong = dev.post(page + "chapters/", file | {"file": SimpleUploadedFile("c.vtt", b"x")})
    assert (wrong.status_code, "holds no chapters" in wrong.content.decode()) == (422, True)


def test_an_author_writes_reads_and_removes_them_by_api(cast, film):
    dev = browser(cast, "dev")
    address = f"{API}resources/{film.uuid}/chapters/en/"
    marks = [{"start": 0, "title": "The file"}, {"start": 2000, "title": "Noting"}]

    assert dev.get(address).status_code == 404
    listed = dev.put(address, {"chapters": marks}, "application/json")
    body = encode_multipart("limit", {"file": SimpleUploadedFile("c.vtt", VTT)})
    brought = dev.put(address, body, content_type="multipart/form-data; boundary=limit")

    assert (listed.status_code, listed.json()) == (200, {"chapters": marks})
    assert (brought.status_code, brought.json(), dev.get(address).json()) == (
        200,
        {"chapters": marks},
        {"chapters": marks},
    )
    twice = dev.put(address, {"chapters": [marks[0], marks[0]]}, "application/json")
    assert (twice.status_code, twice.json()["code"]) == (409, "SAME_TIME")
    assert dev.put(address, {}, "application/json").status_code == 400
    assert [dev.delete(address).status_code for _twice in range(2)] == [204, 204]
    assert dev.get(address).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("hari", 403), ("bilal", 404), ("asha", 404)])
def test_who_does_not_write_changes_none(cast, film, name, status):
    someone = browser(cast, name)
    door = f"{API}resources/{film.uuid}/chapters/en/"

    answers = [
        someone.post(f"{PAGES}resources/{film.uuid}/chapters/", {"lines_en": "0:00 a"}),
        someone.get(door), someone.put(door, {}, "application/json"), someone.delete(door),
    ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [status] * 4
    with at_istm(cast):
        assert not Chapters.objects.exists()


def test_who_learns_jumps_to_them_in_the_times_of_the_film_they_take(cast, film):
    with at_istm(cast):
        write(cast, film, (0, "The file"), (2000, "Noting"))
    publish(cast, film)
    with acting_in(cast.learner_scope("asha")):
        enrolment.enrol(
            learner=learner(cast, "asha"), batch=Batch.objects.get(), actor=actor(cast, "asha", "cbdt"), at=AT
        )
        uuid = Enrolment.objects.get().uuid
    asha = browser(cast, "asha")
    place = f"/courses/{CODE}/learn/{film.uuid}/"

    page = asha.get(place).content.decode()
    there = asha.get(place + "?t=2").content.decode()
    beyond = asha.get(place + "?t=99999").content.decode()
    asha.post(place + "choices/", {"spoken": "hi"})
    in_hindi = asha.get(place).content.decode()

    assert '<a href="?t=2#stage" data-seek="2"><span class="num muted">0:02</span> <span>Noting</span></a>' in page
    assert f'<track kind="chapters" src="{place}chapters/en.vtt?of=en" srclang="en">' in page
    assert '<rect class="track-mark" x="500" width="4" height="8"/>' in page
    assert '#t=2"' in there
    assert 'data-position="2"' in there
    assert 'data-position="4"' in beyond
    assert 'data-seek="1"><span class="num muted">0:01</span> <span>Noting</span>' in in_hindi
    file = asha.get(place + "chapters/en.vtt?of=hi")
    assert file.content.decode().endswith("00:00:01.000 --> 00:00:02.000\nNoting\n")
    assert asha.get(place + "chapters/hi.vtt").status_code == 404
    assert browser(cast, "bilal").get(place + "chapters/en.vtt").status_code == 404
    said = asha.get(f"/api/v1/enrolments/{uuid}/resources/{film.uuid}/").json()
    assert said["chapters"] == [{"start": 0, "title": "The file"}, {"start": 1, "title": "Noting"}]
