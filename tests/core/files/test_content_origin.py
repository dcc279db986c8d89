"""The content origin: a file by its signed URL, by range, with nothing it could do harm with."""

import base64
import hashlib
import json
import uuid
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client, override_settings

from core.files.links import signed_url
from core.files.queries import FileFace

BYTES = bytes(range(256)) * 300  # 76,800 bytes: more than one piece
pytestmark = pytest.mark.urls("karmayogi.content_urls")


@pytest.fixture(autouse=True)
def origin():
    """The middleware of the content origin: no session, no tenancy, and no database is touched (no db fixture)."""
    with override_settings(
        MIDDLEWARE=[
            "core.requests.middleware.RequestIdMiddleware",
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.common.CommonMiddleware",
        ]
    ):
        yield


@pytest.fixture
def face():
    key = default_storage.save(f"tests/{uuid.uuid4().hex}", ContentFile(BYTES))
    return FileFace(uuid.uuid4(), "क्षमता film.mp4", "video/mp4", len(BYTES), hashlib.sha256(BYTES).hexdigest(), key)


def path_of(face, **more):
    url = signed_url(face, 7, **more)
    assert url.startswith(f"{settings.CONTENT_URL}/f/")
    return url.removeprefix(settings.CONTENT_URL)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_serves_the_whole_file_with_exact_headers(face):
    response = Client().get(path_of(face, lifetime=timedelta(hours=1)))

    assert response.status_code == 200
    assert body(response) == BYTES
    age = response.headers["Cache-Control"].removeprefix("private, max-age=")
    assert 3590 <= int(age) <= 3601
    shown = {name: value for name, value in response.headers.items() if name not in {"X-Request-ID", "Cache-Control"}}
    assert shown == {
        "Accept-Ranges": "bytes",
        "Access-Control-Allow-Origin": settings.SITE_URL,
        "Access-Control-Expose-Headers": "Content-Length, Content-Range, Accept-Ranges, ETag",
        "Content-Disposition": f"inline; filename*=utf-8''{quote('क्षमता film.mp4')}",
        "Content-Length": "76800",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Type": "video/mp4",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "ETag": f'"{face.sha256}"',
        "Referrer-Policy": "no-referrer",
        "Vary": "Origin",
        "X-Content-Type-Options": "nosniff",
    }
    assert not response.cookies


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-0", 0, 0), ("bytes=100-199", 100, 199), ("bytes=70000-", 70000, 76799), ("bytes=-5", 76795, 76799)],
)
def test_serves_a_part(face, wanted, first, last):
    response = Client().get(path_of(face), headers={"Range": wanted})

    assert response.status_code == 206
    assert body(response) == BYTES[first : last + 1]
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/76800"
    assert response.headers["Content-Length"] == str(last - first + 1)


def test_a_part_beyond_the_end_is_not_satisfiable(face):
    response = Client().get(path_of(face), headers={"Range": "bytes=76800-"})

    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */76800"


def test_several_parts_or_an_outdated_one_are_answered_by_the_whole(face):
    several = Client().get(path_of(face), headers={"Range": "bytes=0-1,5-6"})
    outdated = Client().get(path_of(face), headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    current = Client().get(path_of(face), headers={"Range": "bytes=0-1", "If-Range": f'"{face.sha256}"'})

    assert [several.status_code, outdated.status_code, current.status_code] == [200, 200, 206]
    assert (body(several), body(outdated), body(current)) == (BYTES, BYTES, BYTES[:2])


def test_head_tells_the_size_and_sends_nothing(face):
    whole = Client().head(path_of(face))
    part = Client().head(path_of(face), headers={"Range": "bytes=0-9"})

    assert (whole.status_code, whole.headers["Content-Length"], body(whole)) == (200, "76800", b"")
    assert (part.status_code, part.headers["Content-Range"]) == (206, "bytes 0-9/76800")


def test_what_the_browser_has_is_not_sent_again(face):
    response = Client().get(path_of(face), headers={"If-None-Match": f'"{face.sha256}"'})

    assert (response.status_code, body(response)) == (304, b"")


def test_a_download_is_an_attachment(face):
    response = Client().get(path_of(face, attachment=True))

    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")


def test_text_is_utf_8(face):
    key = default_storage.save(f"tests/{uuid.uuid4().hex}", ContentFile(b"WEBVTT"))

    response = Client().get(path_of(FileFace(uuid.uuid4(), "hi.vtt", "text/vtt", 6, "0" * 64, key)))

    assert response.headers["Content-Type"] == "text/vtt; charset=utf-8"


def test_only_reading_is_possible(face):
    response = Client().post(path_of(face))

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def forged(path):
    """The same token with another key inside and the old signature."""
    _f, token, name = path.removeprefix("/").split("/", 2)
    _value, _, signature = token.rpartition(":")
    said = json.dumps({"k": "../../etc/passwd", "n": "x", "t": "text/html", "d": "inline", "h": "", "e": 9e9})
    return f"/f/{base64.urlsafe_b64encode(said.encode()).decode().rstrip('=')}:{signature}/{name}"


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.replace("/f/", "/f/x", 1),
        lambda path: path.replace(":", ":x", 1),
        lambda path: path.rsplit("/", 1)[0] + "/other.mp4",
        lambda path: path.rsplit("/", 1)[0] + "/../../../etc/passwd",
        lambda path: path.rsplit("/", 1)[0] + "/%2e%2e%2fpasswd",
        lambda path: "/f/nothing/at-all",
        lambda path: "/etc/passwd",
        forged,
    ],
)
def test_a_changed_address_is_not_found(face, change):
    response = Client().get(change(path_of(face)))

    assert response.status_code == 404
    assert b"root:" not in response.content


def test_a_token_signed_for_something_else_is_not_found(face):
    from django.core import signing

    token = signing.dumps({"k": face.key, "n": face.name, "t": "text/html", "d": "inline", "h": "", "e": 9e9})

    assert Client().get(f"/f/{token}/{face.name}").status_code == 404


def test_an_expired_address_says_so(face):
    response = Client().get(path_of(face, lifetime=timedelta(seconds=-1)))

    assert response.status_code == 410
    assert response.content == b"This address has expired. Go back to the page and open the file again."
    assert response.headers["Cache-Control"] == "no-store"


def test_bytes_that_are_gone_are_not_found(face):
    path = path_of(face)
    default_storage.delete(face.key)

    assert Client().get(path).status_code == 404


def test_works_from_a_folder_too(face, tmp_path):
    from django.core.files.storage import storages

    key = face.key
    with override_settings(
        STORAGES={
            **settings.STORAGES,
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": str(tmp_path)},
            },
        }
    ):
        storages["default"].save(key, ContentFile(BYTES))
        response = Client().get(path_of(face), headers={"Range": "bytes=10-19"})

        assert (response.status_code, body(response)) == (206, BYTES[10:20])
