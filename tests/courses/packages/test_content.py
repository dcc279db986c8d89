"""The origin of a package: its files and nothing else, to whoever has its signed address and for as long."""

import gzip
import json
import re
import time
import uuid
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client, override_settings

from courses.packages import links
from courses.packages.rules import packed_key, storage_key
from tests.courses.packages.making import PAGE

pytestmark = pytest.mark.urls("karmayogi.content_urls")
FILM = bytes(range(256)) * 300  # 76,800 bytes: more than one piece


@pytest.fixture(autouse=True)
def content_origin():
    """The middleware of the content origin; no database is touched (no db fixture)."""
    with override_settings(
        MIDDLEWARE=[
            "core.requests.middleware.RequestIdMiddleware",
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.common.CommonMiddleware",
        ]
    ):
        yield


def package(files=None, launch="index.html", kind="html"):
    made = SimpleNamespace(uuid=uuid.uuid4(), prefix=f"tests/{uuid.uuid4().hex}", launch=launch, kind=kind)
    for path, content in (files or {"index.html": PAGE}).items():
        default_storage.save(storage_key(made.prefix, path), ContentFile(content))
    return made


def get(made, path=None, *, host=None, method="get", **headers):
    url = links.entry_url(made, 7, path)
    base = links.origin(made.uuid)
    assert url.startswith(f"{base}/p/")
    return getattr(Client(), method)(
        url.removeprefix(base), headers={"Host": host or base.partition("://")[2], **headers}
    )


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_each_package_has_an_origin_of_its_own():
    first, second = package(), package()

    assert links.origin(first.uuid) == f"http://{first.uuid.hex}.localhost:{settings.PORT + 1}"
    assert links.origin(first.uuid) != links.origin(second.uuid)
    assert f"http://*.localhost:{settings.PORT + 1}" in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]


def test_serves_the_first_page_with_exact_headers():
    response = get(package())

    assert (response.status_code, body(response)) == (200, PAGE)
    age = int(response.headers["Cache-Control"].removeprefix("private, max-age="))
    assert links.STEP < age <= 2 * links.STEP
    site = f"{settings.SITE_URL} {settings.SITE_URL.replace('localhost', '127.0.0.1')}"
    changing = {"X-Request-ID", "Cache-Control", "ETag"}
    assert {name: value for name, value in response.headers.items() if name not in changing} == {
        "Accept-Ranges": "bytes",
        "Content-Length": str(len(PAGE)),
        "Content-Security-Policy": (
            "default-src 'self' data: blob:;"
            " script-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval';"
            " style-src 'self' data: blob: 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self';"
            f" frame-ancestors 'self' {site};"
            " sandbox allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads"
        ),
        "Content-Type": "text/html",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Origin-Agent-Cluster": "?1",
        "Permissions-Policy": (
            "unload=*, camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=(), midi=()"
        ),
        "Referrer-Policy": "same-origin",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    assert not response.cookies


def test_finds_a_file_however_its_name_is_cased_or_composed():
    made = package({"Images/Logo.PNG": b"\x89PNG", "क्षमता.svg": b"<svg/>"})

    assert body(get(made, "images/logo.png")) == b"\x89PNG"
    assert body(get(made, "क्षमता.svg")) == b"<svg/>"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.js", "text/javascript"),
        ("a.css", "text/css"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.data", "application/octet-stream"),
        ("A.HTM", "text/html"),
    ],
)
def test_says_what_a_file_is_by_a_list_of_its_own(path, kind):
    assert get(package({path: b"x"}), path).headers["Content-Type"] == kind


def test_what_is_for_taking_home_is_saved_and_not_shown():
    response = get(package({"notes.docx": b"PK"}), "notes.docx")

    assert response.headers["Content-Disposition"] == 'attachment; filename="notes.docx"'


def test_a_kind_that_is_not_on_the_list_is_never_served_even_if_it_is_there():
    made = package({"shell.php": b"<?php", "a.exe": b"MZ", ".htaccess": b"x"})

    assert [get(made, path).status_code for path in ("shell.php", "a.exe", ".htaccess")] == [404, 404, 404]


@pytest.mark.parametrize(
    "path", ["nothing.html", "../index.html", "a/../../x.html", "index.html/", "x" * 3000 + ".html"]
)
def test_no_path_leads_anywhere_else(path):
    response = get(package(), path)

    assert (response.status_code, response.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_serves_parts_so_that_films_can_be_moved_through():
    made = package({"film.mp4": FILM})

    part = get(made, "film.mp4", Range="bytes=100-199")
    beyond = get(made, "film.mp4", Range="bytes=76800-")
    head = get(made, "film.mp4", method="head")

    assert (part.status_code, body(part)) == (206, FILM[100:200])
    assert part.headers["Content-Range"] == "bytes 100-199/76800"
    assert (beyond.status_code, beyond.headers["Content-Range"]) == (416, "bytes */76800")
    assert (head.status_code, head.headers["Content-Length"], body(head)) == (200, "76800", b"")


def test_scripts_and_styles_come_packed_to_browsers_that_unpack():
    script = b"let a = 1;\n" * 1000
    made = package({"app.js": script})
    default_storage.save(packed_key(storage_key(made.prefix, "app.js")), ContentFile(gzip.compress(script)))

    packed = get(made, "app.js", **{"Accept-Encoding": "gzip, br"})
    plain = get(made, "app.js")
    part = get(made, "app.js", **{"Accept-Encoding": "gzip", "Range": "bytes=0-9"})

    assert (packed.headers["Content-Encoding"], gzip.decompress(body(packed))) == ("gzip", script)
    assert int(packed.headers["Content-Length"]) < len(script) / 10
    assert "Content-Encoding" not in plain.headers
    assert body(plain) == script
    assert (part.status_code, body(part)) == (206, script[:10])
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert (
        get(made, "app.js", **{"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}).status_code == 304
    )


def test_what_is_there_only_as_it_came_is_served_as_it_came():
    response = get(package({"app.js": b"1"}), "app.js", **{"Accept-Encoding": "gzip"})

    assert (response.status_code, body(response)) == (200, b"1")
    assert "Content-Encoding" not in response.headers


def test_our_page_around_a_package_names_the_sites_that_it_listens_to():
    made = package(kind="h5p")
    url = links.frame_url(made, 7)
    base = links.origin(made.uuid)
    assert url == links.wrapper_url(made, 7, "h5p")

    response = Client().get(url.removeprefix(base), headers={"Host": base.partition("://")[2]})
    text = response.content.decode()

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")
    assert f'data-sites="{settings.SITE_URL} ' in text
    assert f'data-base="/p/{links.token(made, 7)}/"' in text
    script = re.search(r'<script src="(/a/[0-9a-f]{12}/h5p\.js)" defer>', text)[1]
    served = Client().get(script)
    assert (served.status_code, served.headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert served.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    notice = Client().get(script.replace("h5p.js", "h5p/NOTICE.txt"))
    assert b"GNU General Public License, version 3" in body(notice)


def test_what_the_browser_has_is_not_sent_again():
    made = package()
    etag = get(made).headers["ETag"]

    response = get(made, **{"If-None-Match": etag})

    assert (response.status_code, body(response)) == (304, b"")
    assert get(package()).headers["ETag"] != etag


def test_the_address_stays_for_hours_so_that_a_browser_keeps_what_it_loaded(monkeypatch):
    made = package()
    now = links.STEP * 50_000 + 5
    monkeypatch.setattr(time, "time", lambda: now)
    first = links.entry_url(made, 7)

    monkeypatch.setattr(time, "time", lambda: now + links.STEP - 10)

    assert links.entry_url(made, 7) == first
    assert links.entry_url(made, 8) != first
    assert get(made).status_code == 200


def test_an_old_address_says_so(monkeypatch):
    made = package()
    url = links.entry_url(made, 7)
    monkeypatch.setattr(time, "time", lambda: now)
    now = time.monotonic() + 10**10

    base = links.origin(made.uuid)
    response = Client().get(url.removeprefix(base), headers={"Host": base.partition("://")[2]})

    assert (response.status_code, response.headers["Content-Type"]) == (410, "text/plain; charset=utf-8")


def test_a_token_opens_its_own_origin_only():
    mine, other = package(), package()
    port = settings.PORT + 1

    assert get(mine, host=f"{other.uuid.hex}.localhost:{port}").status_code == 404
    assert get(mine, host=f"localhost:{port}").status_code == 404
    assert get(mine, host=f"{mine.uuid.hex}.localhost:{port}").status_code == 200
    assert get(mine, host=f"{mine.uuid.hex.upper()}.LOCALHOST:{port}").status_code == 200


@pytest.mark.parametrize("change", [lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"), lambda token: "x"])
def test_a_token_that_was_changed_is_unknown(change):
    made = package()
    base = links.origin(made.uuid)

    response = Client().get(f"/p/{change(links.token(made, 7))}/index.html", headers={"Host": base.partition("://")[2]})

    assert response.status_code == 404


def test_the_address_of_a_file_opens_no_package_and_the_other_way_round():
    from django.core import signing

    made = package()
    said = {"u": made.uuid.hex, "k": made.prefix, "e": int(time.time()) + 1000}
    forged = signing.Signer(salt="core.files.links").sign_object(said, compress=True)
    base = links.origin(made.uuid)

    response = Client().get(f"/p/{forged}/index.html", headers={"Host": base.partition("://")[2]})

    assert response.status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_can_only_be_read(method):
    response = get(package(), method=method)

    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


def test_no_service_worker_is_registered():
    assert get(package({"sw.js": b"1"}), "sw.js", **{"Service-Worker": "script"}).status_code == 404


def test_the_query_and_place_of_the_first_page_stay_outside_its_name():
    made = package({"my page.html": PAGE}, launch="my page.html?a=1&b=2#slide")

    assert links.entry_url(made, 7).endswith("/my%20page.html?a=1&b=2#slide")


def test_an_unknown_page_around_a_package_is_not_found():
    made = package()
    url = links.wrapper_url(made, 7, "nothing")
    base = links.origin(made.uuid)

    response = Client().get(url.removeprefix(base), headers={"Host": base.partition("://")[2]})

    assert response.status_code == 404


@pytest.mark.parametrize("name", ["../site.js", "../../images/favicon.svg", "nothing.js", "..%2fsite.js"])
def test_no_asset_leads_out_of_its_folder(name):
    assert Client().get(f"/a/abc/{name}").status_code == 404


def test_a_token_says_nothing_but_the_way_in():
    from django.core import signing

    made = package()
    said = signing.Signer(salt=links.SALT).unsign_object(links.token(made, 7))

    assert json.dumps(sorted(said)) == '["e", "k", "p", "u"]'
