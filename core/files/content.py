"""The content origin's one view: a file by its signed URL. No session, no cookie, no database."""

from datetime import UTC, datetime
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header, parse_etags
from django.utils.translation import gettext as _

from core.doors import public
from core.files.links import Expired, Link, Unknown, read_token
from core.files.serving import Answer, answer


@public
def file(request: HttpRequest, token: str, name: str) -> Answer:
    """GET and HEAD, whole or by range, so that videos can be moved through."""
    if request.method not in {"GET", "HEAD"}:
        return _plain(405, _("This address can only be read."), Allow="GET, HEAD")
    try:
        link = read_token(token)
    except Unknown:
        return _plain(404, _("There is no such file."))
    except Expired:
        return _plain(410, _("This address has expired. Go back to the page and open the file again."))
    if name != link.name:
        return _plain(404, _("There is no such file."))
    etag = f'"{link.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _with_headers(HttpResponse(status=304), link, etag)
    try:
        source = default_storage.open(link.key, "rb")
        size = source.size
    except (FileNotFoundError, OSError):
        return _plain(404, _("There is no such file."))
    return _answer(request, link, etag, source, size)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere on the content origin: said plainly, for the site's pages are not here."""
    return _plain(404, _("There is no such file."))


def _answer(request: HttpRequest, link: Link, etag: str, source: IO[bytes], size: int) -> Answer:
    found = answer(request, source, size, etag)
    if found.status_code == 416:
        return _plain(416, _("The file has no such part."), **{"Content-Range": found["Content-Range"]})
    return _with_headers(found, link, etag)


def _with_headers(response: Answer, link: Link, etag: str) -> Answer:
    charset = "; charset=utf-8" if link.content_type.startswith("text/") else ""
    response["Content-Type"] = link.content_type + charset
    response["Content-Disposition"] = (
        content_disposition_header(link.disposition == "attachment", link.name) or link.disposition
    )
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    remaining = max(int(link.expires - datetime.now(UTC).timestamp()), 0)
    response["Cache-Control"] = f"private, max-age={remaining}"
    return _guarded(response)


def _guarded(response: Answer) -> Answer:
    """Whatever was uploaded can be shown by the site, and can do nothing: no script, no form, no origin."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    # The signed address is the permission; the site, on another origin, shows it in <video>, <img> and reads captions.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Access-Control-Allow-Origin"] = settings.SITE_URL
    response["Access-Control-Expose-Headers"] = "Content-Length, Content-Range, Accept-Ranges, ETag"
    response["Vary"] = "Origin"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _plain(status: int, sentence: str, **headers: str) -> HttpResponse:
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8", headers=headers)
    response["Cache-Control"] = "no-store"
    _guarded(response)
    return response
