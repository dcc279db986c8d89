"""Captions of a video: brought, refused, kept with their version, shown to who learns."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.test.client import encode_multipart

from core.audit.models import AuditEntry
from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions import captioning, contents, drafts, outline, publishing, reviewing
from courses.authoring.actions.captioning import CaptionsRefused
from courses.authoring.actions.drafts import DraftRefused
from courses.catalogue.models import Captions, Course, Resource
from courses.enrolment import actions as enrolment
from courses.enrolment.models import Batch
from tests.courses.authoring.making import AT, actor, at_istm
from tests.courses.formats.test_files import made_video
from tests.courses.making import learner

CODE = "noting-and-drafting"
PAGES = f"/provider/istm/courses/{CODE}/"
API = f"/api/v1/provider/istm/courses/{CODE}/"
ENGLISH = b"WEBVTT\n\n00:00.500 --> 00:01.000\nA file\n\n00:01.000 --> 00:02.500\nhas <b>two</b> sides.\n"
HINDI = "1\n00:00:00,500 --> 00:00:01,000\nफ़ाइल\n".encode()


@pytest.fixture(autouse=True)
def in_memory(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture
def video(cast, filled) -> Resource:
    """A draft with a video of three seconds besides its reading and its quiz."""
    with at_istm(cast):
        by = {"actor": actor(cast, "dev"), "at": AT}
        module = filled.modules.get()
        made = outline.add_resource(module=module, kind="video", title="Talk", title_hi="वार्ता", seen=None, **by)
        return contents.bring_file(resource=made, upload=SimpleUploadedFile("t.mp4", made_video(3)), **by)


def bring(cast, resource, data: bytes = ENGLISH, language: str = "en", name: str = "talk.vtt") -> Captions:
    return captioning.bring_captions(
        resource=resource, language=language, upload=SimpleUploadedFile(name, data), actor=actor(cast, "dev"), at=AT
    )


def browser(cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name), backend="accounts.backend.Backend")
    return client


def traces() -> list[str]:
    with everywhere(reason="test", audited=False):
        found = AuditEntry.objects.filter(action__startswith="courses.resource.captions")
        return sorted(found.values_list("action", flat=True))


def test_captions_are_kept_for_each_language_and_replaced(cast, video):
    with at_istm(cast):
        bring(cast, video)
        bring(cast, video, HINDI, "hi", "talk.srt")
        bring(cast, video, b"WEBVTT\n\n00:00.500 --> 00:01.000\nAnother\n", name="new.vtt")

        kept = list(Captions.objects.order_by("language").values_list("language", "file_name", "cues"))

    assert kept == [("en", "new.vtt", [[500, 1000, "Another"]]), ("hi", "talk.srt", [[500, 1000, "फ़ाइल"]])]
    assert traces() == ["courses.resource.captions_brought"] * 3


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (b"", "EMPTY", "The file “talk.vtt” is empty."),
        (b"%PDF-1.4", "NOT_CAPTIONS", "We take WebVTT (.vtt) and SubRip (.srt)."),
        (b"\xff\xfe\xff", "ENCODING", "is not in UTF-8"),
        (b"WEBVTT\n\n00:09.000 --> 00:08.000\na", "BAD_TIMES", "In “talk.vtt”, line 3:"),
        (b"WEBVTT\n\n00:09.000 --> 00:10.000\na", "OTHER_VIDEO", "run to 10 s, but the video ends at 3 s."),
        (b"WEBVTT\n" + b" " * 1024 * 1024, "TOO_LARGE", "larger than 1 MB"),
    ],
)
def test_what_is_no_captions_is_refused_in_words_and_changes_nothing(cast, video, data, reason, words):
    with at_istm(cast):
        bring(cast, video)
        with pytest.raises(CaptionsRefused) as refused:
            bring(cast, video, data)

        assert refused.value.reason == reason
        assert words in str(refused.value)
        assert Captions.objects.get().cues == [[500, 1000, "A file"], [1000, 2500, "has two sides."]]
    assert traces() == ["courses.resource.captions_brought"]


def test_only_a_video_takes_captions_and_only_in_our_languages(cast, video):
    with at_istm(cast):
        text = Resource.objects.get(kind="text")
        for resource, language, reason in [(text, "en", "NOT_A_VIDEO"), (video, "fr", "NO_SUCH_LANGUAGE")]:
            with pytest.raises(CaptionsRefused) as refused:
                bring(cast, resource, language=language)
            assert refused.value.reason == reason
        assert not Captions.objects.exists()


def test_removing_twice_is_the_same_as_once(cast, video):
    with at_istm(cast):
        bring(cast, video)
        for _twice in range(2):
            captioning.remove_captions(resource=video, language="en", actor=actor(cast, "dev"), at=AT)
        assert not Captions.objects.exists()
    assert traces() == ["courses.resource.captions_brought", "courses.resource.captions_removed"]


def publish(cast, video) -> None:
    with at_istm(cast):
        reviewing.submit(version=video.version, actor=actor(cast, "dev"), at=AT)
        publishing.publish(version=video.version, actor=actor(cast, "hari"), at=AT)


def test_published_captions_never_change_and_the_next_draft_has_its_own(cast, video):
    with at_istm(cast):
        bring(cast, video)
    publish(cast, video)

    with at_istm(cast):
        with pytest.raises(DraftRefused):
            bring(cast, video, HINDI)
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            Captions.objects.update(cues=[])
        course = Course.objects.get()
        draft = drafts.open_next_version(course=course, actor=actor(cast, "dev"), at=AT)
        twin = Resource.objects.get(version=draft, kind="video")
        assert Captions.objects.get(resource=twin).cues == [[500, 1000, "A file"], [1000, 2500, "has two sides."]]
        bring(cast, twin, b"WEBVTT\n\n00:00.500 --> 00:01.000\nAnother\n")
        assert Captions.objects.get(resource=video).cues[0] == [500, 1000, "A file"]


def test_an_author_brings_and_removes_them_by_page(cast, video):
    dev = browser(cast, "dev")
    page = f"{PAGES}resources/{video.uuid}/"
    assert "There are no captions yet." in dev.get(page).content.decode()

    refused = dev.post(page + "captions/", {"language": "en", "file": SimpleUploadedFile("t.vtt", b"x")})
    brought = dev.post(page + "captions/", {"language": "en", "file": SimpleUploadedFile("t.vtt", ENGLISH)})

    assert (refused.status_code, brought.status_code) == (422, 302)
    assert "holds no captions" in refused.content.decode()
    shown = dev.get(page).content.decode()
    assert "t.vtt" in shown
    assert "2 cues" in shown
    preview = dev.get(f"{PAGES}preview/{video.uuid}/").content.decode()
    assert f'src="{PAGES}preview/{video.uuid}/captions/en.vtt" srclang="en"' in preview
    assert dev.get(f"{PAGES}preview/{video.uuid}/captions/en.vtt").content.startswith(b"WEBVTT")
    assert dev.post(page + "captions/en/removal/").status_code == 302
    assert "There are no captions yet." in dev.get(page).content.decode()
    assert dev.get(f"{PAGES}preview/{video.uuid}/captions/en.vtt").status_code == 404


def test_an_author_brings_reads_and_removes_them_by_api(cast, video):
    dev = browser(cast, "dev")
    address = f"{API}resources/{video.uuid}/captions/"

    def put(language: str, data: bytes):
        body = encode_multipart("limit", {"file": SimpleUploadedFile("t.vtt", data)})
        return dev.put(f"{address}{language}/", body, content_type="multipart/form-data; boundary=limit")

    assert dev.get(address + "en/").status_code == 404
    brought = put("en", ENGLISH)
    assert (brought.status_code, brought.json()["cues"][0]) == (200, {"start": 500, "end": 1000, "text": "A file"})
    assert dev.get(address + "en/").json() == brought.json()
    assert (put("en", b"x").status_code, put("en", b"x").json()["code"]) == (409, "NOT_CAPTIONS")
    assert put("fr", ENGLISH).json()["code"] == "NO_SUCH_LANGUAGE"
    assert [dev.delete(address + "en/").status_code for _twice in range(2)] == [204, 204]
    assert dev.get(address + "en/").status_code == 404


@pytest.mark.parametrize(("name", "status"), [("hari", 403), ("bilal", 404), ("asha", 404)])
def test_who_does_not_write_brings_none(cast, video, name, status):
    someone = browser(cast, name)
    page, door = f"{PAGES}resources/{video.uuid}/captions/", f"{API}resources/{video.uuid}/captions/en/"

    answers = [
        someone.post(page, {"language": "en", "file": SimpleUploadedFile("t.vtt", ENGLISH)}),
        someone.post(page + "en/removal/"),
        someone.get(door),
        someone.put(door, {}),
        someone.delete(door),
    ]

    assert [answer.status_code for answer in answers] == [status] * 5
    with at_istm(cast):
        assert not Captions.objects.exists()


def test_who_learns_sees_them_in_the_video_and_reads_them_below(cast, video):
    with at_istm(cast):
        bring(cast, video)
        bring(cast, video, HINDI, "hi", "talk.srt")
    publish(cast, video)
    with acting_in(cast.learner_scope("asha")):
        enrolment.enrol(
            learner=learner(cast, "asha"), batch=Batch.objects.get(), actor=actor(cast, "asha", "cbdt"), at=AT
        )
    asha = browser(cast, "asha")
    place = f"/courses/{CODE}/learn/{video.uuid}/"

    page = asha.get(place).content.decode()
    in_hindi = asha.get(place, headers={"accept-language": "hi"}).content.decode()
    file = asha.get(place + "captions/hi.vtt")

    assert f'<track kind="captions" src="{place}captions/en.vtt" srclang="en" label="English" default>' in page
    assert f'<track kind="captions" src="{place}captions/hi.vtt" srclang="hi" label="हिन्दी">' in page
    assert '<li><a href="?t=0#stage" data-seek="0.5">0:00</a> <span>A file</span></li>' in page
    assert '<li><a href="?t=1#stage" data-seek="1">0:01</a> <span>has two sides.</span></li>' in page
    assert '<li><a href="?t=0#stage" data-seek="0.5">0:00</a> <span>फ़ाइल</span></li>' in in_hindi
    assert (file.status_code, file["Content-Type"]) == (200, "text/vtt; charset=utf-8")
    assert file.content.decode() == "WEBVTT\n\n00:00:00.500 --> 00:00:01.000\nफ़ाइल\n"
    assert asha.get(place + "captions/fr.vtt").status_code == 404
    assert browser(cast, "bilal").get(place + "captions/hi.vtt").status_code == 404
    assert Client().get(place + "captions/hi.vtt").status_code == 302
