"""Texts and files of a draft."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.files.actions import FileRefused
from core.files.models import StoredFile
from courses.authoring.actions import contents, outline
from courses.authoring.actions.contents import ContentRefused
from courses.catalogue.models import CourseVersion, Resource
from tests.courses.authoring.making import AT, actor, at_istm
from tests.courses.formats.test_files import made_pdf, made_video


@pytest.fixture
def draft(cast, filled, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    with at_istm(cast):
        yield filled


def add(cast, version, kind) -> Resource:
    module = version.modules.get()
    return outline.add_resource(module=module, kind=kind, title=kind, seen=None, actor=actor(cast, "dev"), at=AT)


def bring(cast, resource, name: str, data: bytes) -> Resource:
    upload = SimpleUploadedFile(name, data)
    return contents.bring_file(resource=resource, upload=upload, actor=actor(cast, "dev"), at=AT)


def test_a_text_is_made_safe_and_timed(cast, draft):
    text = Resource.objects.select_related("version").get(version=draft, kind="text")

    contents.write_text(
        resource=text, body="<p onclick='x'>Hi<script>alert(1)</script></p>", body_hi="नमस्ते", minutes=None,
        is_required=True, seen=None, actor=actor(cast, "dev"), at=AT,
    )  # fmt: skip

    text.refresh_from_db()
    assert (text.body, text.body_hi, text.minutes) == ("<p>Hi</p>", "<p>नमस्ते</p>", 1)


def test_an_overtaken_text_is_refused_and_theirs_stays(cast, draft):
    text = Resource.objects.select_related("version").get(version=draft, kind="text")
    seen = contents.text_mark(text)
    common = {"resource": text, "body_hi": "ख", "minutes": 1, "is_required": True, "at": AT}
    contents.write_text(body="theirs", seen=seen, actor=actor(cast, "hari"), **common)

    with pytest.raises(ContentRefused) as refused:
        contents.write_text(body="mine", seen=seen, actor=actor(cast, "dev"), **common)

    assert refused.value.reason == "OVERTAKEN"
    text.refresh_from_db()
    assert text.body == "<p>theirs</p>"


def test_a_video_brings_its_length_and_minutes(cast, draft):
    video = bring(cast, add(cast, draft, "video"), "talk.mp4", made_video(3))

    assert (video.length, video.minutes) == (3, 1)
    stored = StoredFile.objects.get(uuid=video.renditions.get().file_uuid)
    assert (stored.kind, stored.organisation_id) == ("courses.video", cast.istm.pk)


def test_a_document_brings_its_pages_and_minutes(cast, draft):
    before = CourseVersion.objects.get(pk=draft.pk).minutes

    document = bring(cast, add(cast, draft, "pdf"), "manual.pdf", made_pdf(5))

    assert (document.length, document.minutes) == (5, 10)
    assert CourseVersion.objects.get(pk=draft.pk).minutes == before + 10


@pytest.mark.parametrize(
    ("kind", "name", "data", "refusal", "reason"),
    [
        ("video", "talk.mp4", b"", FileRefused, "EMPTY"),
        ("video", "talk.mp4", made_pdf(1), FileRefused, "NOT_WHAT_ITS_NAME_SAYS"),
        ("video", "talk.exe", b"MZ", FileRefused, "KIND_NOT_TAKEN"),
        ("video", "talk.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 99, ContentRefused, "BROKEN_VIDEO"),
        ("pdf", "manual.pdf", made_pdf(1, "secret"), ContentRefused, "LOCKED_PDF"),
        ("pdf", "manual.pdf", b"%PDF-1.4 nothing", ContentRefused, "BROKEN_PDF"),
        ("pdf", "manual.pdf", made_video(1), FileRefused, "NOT_WHAT_ITS_NAME_SAYS"),
        ("text", "manual.pdf", made_pdf(1), ContentRefused, "TAKES_NO_FILE"),
    ],
)
def test_a_file_that_is_no_use_is_refused_and_not_kept(cast, draft, kind, name, data, refusal, reason):
    resource = add(cast, draft, kind)

    with pytest.raises(refusal) as refused:
        bring(cast, resource, name, data)

    assert refused.value.reason == reason
    assert str(refused.value)
    assert not StoredFile.objects.exists()
    assert not resource.renditions.exists()


def test_a_file_too_large_is_refused(cast, draft, settings):
    settings.UPLOAD_MAX_MB = 1

    with pytest.raises(FileRefused) as refused:
        bring(cast, add(cast, draft, "pdf"), "manual.pdf", b"%PDF-" + io.BytesIO(bytes(1024 * 1024)).read())

    assert refused.value.reason == "TOO_LARGE"
