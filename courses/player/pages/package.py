"""A package in its frame: from an origin of its own, so that whatever it does, it cannot act as the site."""

from typing import Any

from courses.packages.links import frame_url
from courses.packages.models import PackageKind
from courses.packages.queries import package_of
from courses.packages.rules import is_done_by_word
from courses.player.access import Seat
from courses.player.pages import h5p, scorm
from courses.scorm.queries import EDITIONS
from institutions.roles.requests import InScope


def shown(request: InScope, seat: Seat) -> dict[str, Any]:
    package = package_of(seat.resource)
    if package is None:
        return {"frame_url": "", "done_by_word": False}
    more: dict[str, Any] = {}
    if package.kind in EDITIONS:
        more = scorm.shown(request, seat, package)
    elif package.kind == PackageKind.H5P:
        more = h5p.shown(seat)
    return more | {
        "frame_url": frame_url(package, request.principal.person_id),
        "package_kind": package.kind,
        "done_by_word": is_done_by_word(package.kind),
    }
