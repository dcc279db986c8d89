"""Addresses of a package: each package has an origin of its own, and the way in is signed.

    http://<uuid>.localhost:8001/p/<token>/<path>     a file of the package
    http://<uuid>.localhost:8001/w/<token>/<player>/  our page around it, on the same origin

The token says which files and until when; it is good on that origin only. It stays the same for a person and half a
day, so that a browser keeps what it has loaded.
"""

import re
import time
from dataclasses import dataclass
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from courses.packages.models import Package
from courses.packages.rules import player_of

SALT = "courses.packages.links"
LAUNCH = re.compile(r"([^?#]*)(.*)", re.DOTALL)
STEP = 12 * 3600  # seconds: an address is good for one to two of these


class Expired(Exception):  # noqa: N818 (an answer, not a fault)
    """The address was ours, and its time is over."""


class Unknown(Exception):  # noqa: N818
    """The address was not made by us, was changed, or belongs to another origin."""


@dataclass(frozen=True, slots=True)
class Way:
    """What a token says. The content origin knows nothing else: no session, no database."""

    package: str  # the uuid in hex, which is the origin's name
    prefix: str
    expires: int  # seconds since 1970


def origin(package: UUID) -> str:
    """Scheme, host and port that only this package is served from."""
    return settings.PACKAGE_URL.replace("*", package.hex, 1)


def entry_url(package: Package, person_id: int | None, path: str | None = None) -> str:
    """The address of a file of the package, by default of the page it begins with."""
    base, rest = (path, "") if path is not None else LAUNCH.fullmatch(package.launch).groups()  # type: ignore[union-attr]
    return f"{origin(package.uuid)}/p/{token(package, person_id)}/{quote(base)}{rest}"


def wrapper_url(package: Package, person_id: int | None, player: str) -> str:
    """The address of our own page around the package (courses.packages.content.wrapper)."""
    return f"{origin(package.uuid)}/w/{token(package, person_id)}/{player}/"


def frame_url(package: Package, person_id: int | None) -> str:
    """What the site's page shows in its frame: our page around the package, or the package itself."""
    player = player_of(package.kind)
    return wrapper_url(package, person_id, player) if player else entry_url(package, person_id)


def framing(page: HttpResponse) -> HttpResponse:
    """The page around a package may let it hear that it goes: browsers begin to deny that to frames by default."""
    page["Permissions-Policy"] = "unload=*"
    return page


def token(package: Package, person_id: int | None) -> str:
    """`person_id` is kept in it, so that a leaked address tells whose."""
    expires = (int(time.time()) // STEP + 2) * STEP
    said = {"u": package.uuid.hex, "k": package.prefix, "e": expires, "p": person_id}
    return signing.Signer(salt=SALT).sign_object(said, compress=True)


def read_token(token: str, host: str) -> Way:
    """`host`: of the request, with its port. A token opens its own package's origin and no other."""
    try:
        said = signing.Signer(salt=SALT).unsign_object(token)
        way = Way(said["u"], said["k"], said["e"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise Unknown from None
    if host.lower() != origin(UUID(way.package)).partition("://")[2].lower():
        raise Unknown
    if way.expires <= time.time():
        raise Expired
    return way
