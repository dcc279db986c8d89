"""Files that are not what their names say, at the page and at the API: a sentence, and nothing kept."""

import tracemalloc
import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from core.files.models import StoredFile
from core.tenancy.context import everywhere
from courses.authoring.actions import outline
from courses.catalogue.models import Module, Resource
from tests.courses.authoring.making import AT, actor, at_istm
from tests.courses.authoring.test_doors import PAGES

API = "/api/v1" + PAGES
PROGRAM = b"MZ\x90\x00" + bytes(range(256)) * 20
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def zipped() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.txt", b"0" * 1_000_000)
    return target.getvalue()


NOT_SO = "although its name says so"
FILES = [
    ("video", "talk.mp4", PROGRAM, NOT_SO),
    ("video", "talk.mp4", SVG, NOT_SO),
    ("video", "talk.mp4", zipped(), NOT_SO),
    ("video", "talk.svg", SVG, "is of a kind we do not take here. We take: MP4, WebM."),
    ("video", "talk.mp4", b"", "is empty."),
    ("pdf", "manual.pdf", PROGRAM, NOT_SO),
    ("pdf", "manual.pdf", HTML, NOT_SO),
    ("pdf", "manual.pdf", SVG, NOT_SO),
    ("pdf", "manual.pdf.exe", PROGRAM, "is of a kind we do not take here. We take: PDF."),
    ("pdf", "manual.pdf", b"", "is empty."),
    ("pdf", "manual.pdf", b"%PDF-1.7\n" + HTML, "cannot be opened: the file is damaged."),
]


@pytest.fixture
def resource(cast, draft):
    def resource(kind: str) -> Resource:
        with at_istm(cast):
            module = Module.objects.select_related("version").get()
            who = actor(cast, "dev")
            return outline.add_resource(module=module, kind=kind, title="R", seen=None, actor=who, at=AT)

    return resource


def nothing_kept() -> bool:
    with everywhere(reason="test", audited=False):
        return not StoredFile.objects.exists()


@pytest.mark.parametrize(("kind", "name", "data", "words"), FILES)
def test_is_refused_in_words_by_both_doors(resource, browser, kind, name, data, words):
    place = f"resources/{resource(kind).uuid}/file/"
    dev = browser("dev")

    page = dev.post(PAGES + place, {"file": SimpleUploadedFile(name, data)})
    body = encode_multipart(BOUNDARY, {"file": SimpleUploadedFile(name, data)})
    api = dev.put(API + place, body, content_type=MULTIPART_CONTENT)

    assert (page.status_code, api.status_code) == (422, 409)
    assert words in page.content.decode()
    assert words in api.json()["detail"]
    assert nothing_kept()


@pytest.mark.parametrize(
    ("name", "data"), [("q.xlsx", PROGRAM), ("q.xlsx", HTML), ("q.xlsx", SVG), ("q.xlsx", zipped()), ("q.xlsx", b"")]
)
def test_a_question_file_is_refused_in_words(draft, part, browser, name, data):
    dev = browser("dev")
    page = dev.post(f"{PAGES}resources/{part('quiz')}/imports/", {"file": SimpleUploadedFile(name, data)})
    api = dev.post(f"{API}resources/{part('quiz')}/imports/", {"file": SimpleUploadedFile(name, data)})

    assert (page.status_code, api.status_code) == (422, 409)
    assert api.json()["detail"]


def test_a_file_beyond_the_limit_fills_neither_memory_nor_disk(resource, browser, settings, monkeypatch):
    settings.UPLOAD_MAX_MB = 1
    kept = []
    for handler in (MemoryFileUploadHandler, TemporaryFileUploadHandler):
        wrapped = handler.receive_data_chunk
        monkeypatch.setattr(
            handler,
            "receive_data_chunk",
            lambda self, raw, start, wrapped=wrapped: kept.append(len(raw)) or wrapped(self, raw, start),
        )
    content = SimpleUploadedFile("manual.pdf", b"%PDF-1.7" + bytes(20 * 1024 * 1024))
    body = encode_multipart(BOUNDARY, {"file": content})
    dev, place = browser("dev"), f"{PAGES}resources/{resource('pdf').uuid}/file/"
    dev.get(PAGES + "outline/")
    tracemalloc.start()
    try:
        answer = dev.generic("POST", place, body, MULTIPART_CONTENT)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert answer.status_code == 422
    assert "is larger than 1 MB, the most we take." in answer.content.decode()
    assert sum(kept) < 3 * 1024 * 1024  # both handlers see a piece that goes on to the second
    assert peak < len(body) * 2 + 8 * 1024 * 1024  # the test client itself holds the body twice
    assert nothing_kept()


def test_a_json_body_beyond_the_limit_is_a_problem(browser, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    client = browser("dev")
    client.raise_request_exception = False
    answer = client.post("/api/v1/provider/istm/courses/", {"title": "x" * 2000}, content_type="application/json")

    assert (answer.status_code, answer.json()["detail"]) == (400, "The request is larger than this address takes.")
    assert answer["Content-Type"] == "application/problem+json"
