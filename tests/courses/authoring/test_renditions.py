"""The files of a resource in several languages: brought, refused, kept with their version, advised about."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.test.client import encode_multipart

from core.audit.models import AuditEntry
from core.tenancy.context import everywhere
from courses.authoring.actions import captioning, contents, drafts, outline, publishing, reviewing
from courses.authoring.actions.captioning import CaptionsRefused
from courses.authoring.actions.contents import ContentRefused
from courses.authoring.actions.drafts import DraftRefused
from courses.authoring.queries import version_facts
from courses.authoring.rules import advice
from courses.catalogue.models import Course, Rendition, Resource
from tests.courses.authoring.making import AT, actor, at_istm
from tests.courses.formats.test_files import made_video

CODE = "noting-and-drafting"
PAGES = f"/provider/istm/courses/{CODE}/"
API = f"/api/v1/provider/istm/courses/{CODE}/"


@pytest.fixture(autouse=True)
def in_memory(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture
def film(cast, filled) -> Resource:
    """A draft in two languages with a film that has no file yet, besides its reading and its quiz."""
    with at_istm(cast):
        by = {"actor": actor(cast, "dev"), "at": AT}
        return outline.add_resource(
            module=filled.modules.get(), kind="video", title="Talk", title_hi="वार्ता", seen=None, **by
        )


def bring(cast, film, seconds: int, language: str = "") -> Resource:
    upload = SimpleUploadedFile(f"talk-{language}.mp4", made_video(seconds))
    return contents.bring_file(resource=film, upload=upload, language=language, actor=actor(cast, "dev"), at=AT)


def files() -> list[tuple[str, int]]:
    return list(Rendition.objects.order_by("language").values_list("language", "length"))


def traces() -> list[str]:
    with everywhere(reason="test", audited=False):
        found = AuditEntry.objects.filter(action__startswith="courses.resource.file")
        return sorted(found.values_list("action", flat=True))


def browser(cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name), backend="accounts.backend.Backend")
    return client


def test_the_longest_file_is_the_scale_and_a_language_is_replaced_by_its_own(cast, film):
    with at_istm(cast):
        bring(cast, film, 2)
        assert (film.length, files()) == (2, [("en", 2)])
        bring(cast, film, 5, "hi")
        assert (film.length, files()) == (5, [("en", 2), ("hi", 5)])
        bring(cast, film, 3, "hi")
        film.refresh_from_db()

        assert (film.length, film.minutes, files()) == (3, 1, [("en", 2), ("hi", 3)])
    assert traces() == ["courses.resource.file_brought"] * 3


def test_minutes_set_by_hand_stay_while_the_longest_file_is_as_long(cast, film):
    with at_istm(cast):
        bring(cast, film, 3)
        by = {"actor": actor(cast, "dev"), "at": AT}
        contents.set_terms(resource=film, minutes=9, is_required=True, **by)
        bring(cast, film, 3, "hi")

        assert Resource.objects.get(pk=film.pk).minutes == 9


def test_removing_a_language_leaves_the_other_and_twice_is_as_once(cast, film):
    by = {"actor": actor(cast, "dev"), "at": AT}
    with at_istm(cast):
        bring(cast, film, 2)
        bring(cast, film, 4, "hi")
        for _twice in range(2):
            contents.remove_file(resource=film, language="hi", **by)
        film.refresh_from_db()
        assert (film.length, files()) == (2, [("en", 2)])
        contents.remove_file(resource=film, language="en", **by)
        film.refresh_from_db()
        assert (film.length, files()) == (None, [])
    assert traces() == ["courses.resource.file_brought"] * 2 + ["courses.resource.file_removed"] * 2


def test_another_language_is_refused_and_nothing_kept(cast, film):
    with at_istm(cast):
        with pytest.raises(ContentRefused) as refused:
            bring(cast, film, 2, "fr")
        assert (refused.value.reason, files()) == ("NO_SUCH_LANGUAGE", [])
    assert traces() == []


def test_captions_are_measured_by_the_film_of_their_language(cast, film):
    data = b"WEBVTT\n\n00:03.500 --> 00:03.900\nLate\n"
    with at_istm(cast):
        bring(cast, film, 4)
        bring(cast, film, 2, "hi")
        by = {"actor": actor(cast, "dev"), "at": AT}
        captioning.bring_captions(resource=film, language="en", upload=SimpleUploadedFile("a.vtt", data), **by)
        with pytest.raises(CaptionsRefused) as refused:
            captioning.bring_captions(resource=film, language="hi", upload=SimpleUploadedFile("a.vtt", data), **by)

    assert refused.value.reason == "OTHER_VIDEO"


def test_a_film_with_captions_in_one_language_is_not_advised_about_for_them(cast, film):
    with at_istm(cast):
        by = {"actor": actor(cast, "dev"), "at": AT}
        bring(cast, film, 4)
        bring(cast, film, 4, "hi")
        data = b"WEBVTT\n\n00:00.000 --> 00:02.000\nA file\n"
        captioning.bring_captions(resource=film, language="en", upload=SimpleUploadedFile("a.vtt", data), **by)

        assert advice(version_facts(film.version)) == []


def test_a_language_that_lacks_is_advised_about_and_keeps_nothing_from_review(cast, film):
    with at_istm(cast):
        bring(cast, film, 4)
        advised = [(one.code, one.uuid) for one in advice(version_facts(film.version))]
        assert advised == [("NO_FILE_HI", film.uuid), ("NO_CAPTIONS", film.uuid)]
        page = browser(cast, "dev").get(PAGES + "outline/").content.decode()
        said = browser(cast, "dev").get(API).json()
        bring(cast, film, 2, "hi")
        assert [one.code for one in advice(version_facts(film.version))] == ["LENGTHS_DIFFER", "NO_CAPTIONS"]
        reviewing.submit(version=film.version, actor=actor(cast, "dev"), at=AT)

    assert "“Talk” has no Hindi file; who learns in Hindi gets the other." in page
    assert "Send for review" in page
    assert (said["missing"], [one["code"] for one in said["advice"]]) == ([], ["NO_FILE_HI", "NO_CAPTIONS"])
    review = browser(cast, "hari").get(PAGES + "review/").content.decode()
    assert "“Talk” is much longer in one language than in the other." in review


def test_published_files_never_change_and_the_next_draft_has_its_own_rows(cast, film):
    with at_istm(cast):
        bring(cast, film, 2)
        bring(cast, film, 2, "hi")
        reviewing.submit(version=film.version, actor=actor(cast, "dev"), at=AT)
        publishing.publish(version=film.version, actor=actor(cast, "hari"), at=AT)

        with pytest.raises(DraftRefused):
            bring(cast, film, 3, "hi")
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            Rendition.objects.update(length=1)
        draft = drafts.open_next_version(course=Course.objects.get(), actor=actor(cast, "dev"), at=AT)
        twin = Resource.objects.get(version=draft, kind="video")
        assert [one.language for one in twin.renditions.order_by("language")] == ["en", "hi"]
        bring(cast, twin, 3, "hi")
        assert {(one.language, one.length) for one in film.renditions.all()} == {("en", 2), ("hi", 2)}


def test_an_author_brings_and_removes_them_by_page(cast, film):
    dev = browser(cast, "dev")
    page = f"{PAGES}resources/{film.uuid}/"

    for language in ("en", "hi"):
        upload = SimpleUploadedFile(f"{language}.mp4", made_video(2))
        assert dev.post(page + "file/", {"language": language, "file": upload}).status_code == 302
    wrong = dev.post(page + "file/", {"language": "fr", "file": SimpleUploadedFile("f.mp4", made_video(2))})
    shown = dev.get(page).content.decode()

    assert wrong.status_code == 422
    assert "en.mp4" in shown
    assert "hi.mp4" in shown
    assert dev.post(page + "file/hi/removal/").status_code == 302
    assert "hi.mp4" not in dev.get(page).content.decode()


def test_an_author_brings_reads_and_removes_them_by_api(cast, film):
    dev = browser(cast, "dev")
    address = f"{API}resources/{film.uuid}/files/"

    def put(language: str, data: bytes):
        body = encode_multipart("limit", {"file": SimpleUploadedFile("t.mp4", data)})
        return dev.put(f"{address}{language}/", body, content_type="multipart/form-data; boundary=limit")

    assert dev.get(address + "hi/").status_code == 404
    brought = put("hi", made_video(2))
    assert brought.status_code == 200
    assert {name: brought.json()[name] for name in ("language", "name", "content_type", "length")} == {
        "language": "hi", "name": "t.mp4", "content_type": "video/mp4", "length": 2,
    }  # fmt: skip
    assert dev.get(address + "hi/").json() == brought.json()
    assert put("fr", made_video(2)).json()["code"] == "NO_SUCH_LANGUAGE"
    assert [dev.delete(address + "hi/").status_code for _twice in range(2)] == [204, 204]
    assert dev.get(address + "hi/").status_code == 404
