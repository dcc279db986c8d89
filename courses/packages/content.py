"""The origin of a package: its files, and our page around it. No session, no cookie, no database.

Whatever a provider brought runs here as a program: alone on its origin, spoken to by nobody else, and speaking to
nobody else.
"""

import hashlib
import time
from functools import cache
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header, parse_etags
from django.utils.translation import gettext as _

from core.doors import public
from core.files.serving import Answer, answer
from courses.formats import web_files
from courses.packages.links import Expired, Unknown, Way, read_token
from courses.packages.rules import PLAYER_OF, packed_key, storage_key

ASSETS = settings.BASE_DIR / "static" / "build" / "packages"
ASSET_TYPES = {
    ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml", ".gif": "image/gif", ".woff": "font/woff", ".woff2": "font/woff2",
}  # fmt: skip
# Pages, scripts and styles say their encoding themselves, older ones another; a header would overrule them.
IN_UTF8 = ("application/json", "text/plain", "text/csv", "text/vtt")
# Its own scripts run, in whatever style they are written; nothing is loaded from, or sent to, another origin.
OWN = "'self' data: blob:"
POLICY = "; ".join([
    f"default-src {OWN}",
    f"script-src {OWN} 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'",
    f"style-src {OWN} 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    f"frame-ancestors 'self' {' '.join(settings.SITE_ORIGINS)}",
    "sandbox allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads",
])  # fmt: skip
# Browsers begin to keep from pages that they are unloaded; packages made by exporters save just then.
DENIED = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=(), midi=()"
PERMISSIONS = f"unload=*, {DENIED}"


@public
def entry(request: HttpRequest, token: str, path: str) -> Answer:
    """A file of the package, whole or by range."""
    found = _way(request, token)
    if isinstance(found, HttpResponse):
        return found
    kind = web_files.content_type(path)
    if kind is None:
        return _plain(404, _("There is no such file."))
    key = storage_key(found.prefix, path)
    is_packed = _wants_packed(request, path)
    mark = hashlib.sha256(f"{found.package}/{key}".encode()).hexdigest()[:32]  # a package never changes
    etag = f'"{mark}z"' if is_packed else f'"{mark}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _with_headers(HttpResponse(status=304), found, path, kind, etag)
    source = _opened(packed_key(key)) if is_packed else None
    if source is None:
        is_packed, etag = False, f'"{mark}"'
        source = _opened(key)
    if source is None:
        return _plain(404, _("There is no such file."))
    whole_or_part = answer(request, source, source.size, etag)
    if is_packed:
        whole_or_part["Content-Encoding"] = "gzip"
    if whole_or_part.status_code == 416:
        return _plain(416, _("The file has no such part."), **{"Content-Range": whole_or_part["Content-Range"]})
    return _with_headers(whole_or_part, found, path, kind, etag)


def _wants_packed(request: HttpRequest, path: str) -> bool:
    """A part is always of the file itself."""
    accepted = request.headers.get("Accept-Encoding", "")
    return web_files.is_shrinking(path) and "gzip" in accepted and "Range" not in request.headers


def _opened(key: str) -> File | None:
    try:
        source = default_storage.open(key, "rb")
        source.size  # noqa: B018 (a bucket is asked only now)
    except (FileNotFoundError, OSError):
        return None
    return source


@public
def wrapper(request: HttpRequest, token: str, player: str) -> Answer:
    """Our page on the package's origin: it holds what the package calls (its API) and shows the package in a frame.

    It waits for the site's page to tell it, by message, where the learner was.
    """
    found = _way(request, token)
    if isinstance(found, HttpResponse):
        return found
    if player not in PLAYER_OF.values():
        return _plain(404, _("There is no such file."))
    page = render_to_string(
        "courses/packages/wrapper.html",
        {
            "base": f"/p/{token}/",
            "sites": " ".join(settings.SITE_ORIGINS),
            "script": f"/a/{_version()}/{player}.js",
            "player": player,
        },
    )
    return _guarded(HttpResponse(page, headers={"Cache-Control": "no-store"}))


@public
def asset(request: HttpRequest, version: str, name: str) -> Answer:
    """A script or style of our own, for our page around a package. Public: it is the same for everybody."""
    if request.method not in {"GET", "HEAD"}:
        return _plain(405, _("This address can only be read."), Allow="GET, HEAD")
    kind = ASSET_TYPES.get(PurePosixPath(name).suffix)
    file = (ASSETS / name).resolve()
    if kind is None or not file.is_relative_to(ASSETS.resolve()) or not file.is_file():
        return _plain(404, _("There is no such file."))
    response = answer(request, file.open("rb"), file.stat().st_size, f'"{version}"')
    response["Content-Type"] = kind
    response["Cache-Control"] = "public, max-age=31536000, immutable" if version == _version() else "no-cache"
    return _guarded(response)


@cache
def _version() -> str:
    """Changes when any asset does: a browser keeps them for as long."""
    digest = hashlib.sha256()
    for file in sorted(file for file in ASSETS.rglob("*") if file.is_file()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _way(request: HttpRequest, token: str) -> Way | HttpResponse:
    if request.method not in {"GET", "HEAD"}:
        return _plain(405, _("This address can only be read."), Allow="GET, HEAD")
    if "Service-Worker" in request.headers:  # would outlive the page, and the address
        return _plain(404, _("There is no such file."))
    try:
        return read_token(token, request.get_host())
    except Unknown:
        return _plain(404, _("There is no such file."))
    except Expired:
        return _plain(410, _("This address has expired. Go back to the page and open the package again."))


def _with_headers(response: Answer, way: Way, path: str, kind: str, etag: str) -> Answer:
    response["Content-Type"] = f"{kind}; charset=utf-8" if kind in IN_UTF8 else kind
    if web_files.is_attached(path):
        response["Content-Disposition"] = content_disposition_header(True, path.rpartition("/")[2]) or "attachment"
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    if web_files.is_shrinking(path):
        response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = f"private, max-age={max(0, int(way.expires - time.time()))}"
    return _guarded(response)


def _guarded(response: Answer) -> Answer:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Permissions-Policy"] = PERMISSIONS
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Origin-Agent-Cluster"] = "?1"
    response["Referrer-Policy"] = "same-origin"
    return response


def _plain(status: int, sentence: str, **headers: str) -> HttpResponse:
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8", headers=headers)
    response["Cache-Control"] = "no-store"
    _guarded(response)
    return response
