"""Recordings and pages outside in a draft: brought, refused in words, judged before review."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core.audit.models import AuditEntry
from core.tenancy.context import everywhere
from courses.authoring.actions import captioning, contents, linking, outline
from courses.authoring.actions.contents import ContentRefused
from courses.authoring.actions.linking import LinkRefused
from courses.authoring.queries import version_facts
from courses.authoring.rules import advice, missing
from courses.catalogue.models import Rendition, Resource
from tests.courses.authoring.making import AT, actor, at_istm
from tests.courses.formats.test_audio_and_links import made_sound
from tests.courses.formats.test_files import made_video

CODE = "noting-and-drafting"
PAGES = f"/provider/istm/courses/{CODE}/"
API = f"/api/v1/provider/istm/courses/{CODE}/"


@pytest.fixture(autouse=True)
def in_memory(settings):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}


@pytest.fixture
def parts(cast, filled) -> dict[str, Resource]:
    """A draft with a recording and a link, both still empty, besides its reading and its quiz."""
    by = {"actor": actor(cast, "dev"), "at": AT}
    with at_istm(cast):
        return {
            kind: outline.add_resource(
                module=filled.modules.get(), kind=kind, title=kind, title_hi="भाग", seen=None, **by
            )
            for kind in ("audio", "link")
        }


@pytest.fixture
def dev(cast) -> Client:
    client = Client()
    client.force_login(cast.user("dev"), backend="accounts.backend.Backend")
    return client


def bring(cast, resource, name: str, data: bytes) -> Resource:
    upload = SimpleUploadedFile(name, data)
    return contents.bring_file(resource=resource, upload=upload, actor=actor(cast, "dev"), at=AT)


def lead(cast, resource, url: str, **more) -> Resource:
    said = {"url": url, "minutes": 5, "is_required": True} | more
    return linking.set_link(resource=resource, actor=actor(cast, "dev"), at=AT, **said)


@pytest.mark.parametrize(
    ("name", "container", "codec", "kept"),
    [
        ("talk.mp3", "mp3", "libmp3lame", "audio/mpeg"),
        ("talk.opus", "ogg", "libopus", "audio/ogg"),
        ("talk.wav", "wav", "pcm_s16le", "audio/wav"),
        ("talk.m4a", "ipod", "aac", "audio/mp4"),
        ("from-a-phone.m4a", "mp4", "aac", "video/mp4"),
    ],
)
def test_a_recording_brings_its_length(cast, parts, name, container, codec, kept):
    with at_istm(cast):
        brought = bring(cast, parts["audio"], name, made_sound(2, container, codec))

        assert (brought.length, brought.minutes) == (2, 1)
        assert Rendition.objects.get().content_type == kept


@pytest.mark.parametrize(
    ("name", "data", "reason", "words"),
    [
        ("film.m4a", made_video(1), "HAS_PICTURE", "Bring it as a video, or save its sound alone."),
        ("talk.mp3", b"ID3" + b"\x00" * 400, "BROKEN_AUDIO", "“talk.mp3” cannot be played"),
    ],
)
def test_what_is_no_recording_is_refused_in_words_and_not_kept(cast, parts, name, data, reason, words):
    with at_istm(cast):
        with pytest.raises(ContentRefused) as refused:
            bring(cast, parts["audio"], name, data)
        assert refused.value.reason == reason
        assert words in str(refused.value)
        assert not Rendition.objects.exists()


def test_a_recording_takes_captions_for_its_transcript(cast, parts, dev):
    with at_istm(cast):
        bring(cast, parts["audio"], "talk.mp3", made_sound(2))
        said = SimpleUploadedFile("a.vtt", b"WEBVTT\n\n00:00.500 --> 00:01.000\nHeard\n")
        captioning.bring_captions(resource=parts["audio"], language="en", upload=said, actor=actor(cast, "dev"), at=AT)

    shown = dev.get(f"{PAGES}preview/{parts['audio'].uuid}/").content.decode()
    assert "<audio" in shown
    assert "Heard" in shown
    assert "MP3, M4A, OGG or WAV." in dev.get(f"{PAGES}resources/{parts['audio'].uuid}/").content.decode()


def test_a_link_is_kept_with_what_to_do_there_made_safe(cast, parts):
    with at_istm(cast):
        lead(cast, parts["link"], "https://dopt.gov.in/rules", body="Read rule 3.<script>x</script>", minutes=7)
        kept = Resource.objects.get(kind="link")

    assert (kept.url, kept.url_hi, kept.minutes) == ("https://dopt.gov.in/rules", "", 7)
    assert kept.body == "<p>Read rule 3.</p>" or "script" not in kept.body
    with everywhere(reason="test", audited=False):
        assert AuditEntry.objects.filter(action="courses.resource.linked").count() == 1


def test_an_address_that_leads_inside_is_refused_and_nothing_changes(cast, parts):
    with at_istm(cast):
        with pytest.raises(LinkRefused) as refused:
            lead(cast, parts["link"], "https://hr.local/")
        with pytest.raises(LinkRefused) as in_hindi:
            lead(cast, parts["link"], "https://dopt.gov.in/", url_hi="http://dopt.gov.in/hi")
        with pytest.raises(LinkRefused) as not_a_link:
            lead(cast, parts["audio"], "https://dopt.gov.in/")

        assert Resource.objects.get(kind="link").url == ""
    assert (refused.value.reason, in_hindi.value.reason) == ("INSIDE", "NOT_HTTPS")
    assert str(refused.value) == "“https://hr.local/” leads into an inner network, where learners cannot follow."
    assert not_a_link.value.reason == "NOT_A_LINK"


def test_an_empty_one_keeps_the_course_from_review_and_a_required_link_is_advised_about(cast, parts):
    with at_istm(cast):
        version = parts["link"].version
        assert [one.code for one in missing(version_facts(version))] == ["NO_FILE", "NO_LINK"]
        bring(cast, parts["audio"], "talk.mp3", made_sound(2))
        lead(cast, parts["link"], "https://dopt.gov.in/")
        assert missing(version_facts(version)) == []
        assert [one.code for one in advice(version_facts(version))] == ["NO_FILE_HI", "NO_CAPTIONS", "LINK_UNPROVEN"]
        lead(cast, parts["link"], "https://dopt.gov.in/", is_required=False)
        assert [one.code for one in advice(version_facts(version))] == ["NO_FILE_HI", "NO_CAPTIONS"]


def test_an_author_sets_a_link_by_page_and_by_api(parts, dev):
    page, door = f"{PAGES}resources/{parts['link'].uuid}/", f"{API}resources/{parts['link'].uuid}/link/"
    said = {"url": "https://dopt.gov.in/", "minutes": 5, "is_required": "on"}

    refused = dev.post(page, said | {"url": "https://10.0.0.1/"})
    kept = dev.post(page, said)
    by_api = dev.put(door, {"url": "https://cag.gov.in/", "minutes": 6}, "application/json")
    refused_by_api = dev.put(door, {"url": "http://cag.gov.in/", "minutes": 6}, "application/json")

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert "names a computer by its number" in refused.content.decode()
    assert "cannot prove anything" in dev.get(page).content.decode()
    assert (by_api.status_code, by_api.json()["url"]) == (200, "https://cag.gov.in/")
    assert (refused_by_api.status_code, refused_by_api.json()["code"]) == (409, "NOT_HTTPS")
    assert "cag.gov.in" in dev.get(f"{PAGES}preview/{parts['link'].uuid}/").content.decode()
