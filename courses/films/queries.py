"""The copies of a film, for whoever may play it."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.display.measures import file_size
from core.files.links import signed_url
from core.files.queries import FileFace
from courses.films.models import CopiesState, FilmCopies
from courses.films.rules import COPIES, key

REASONS: dict[str, str | Promise] = {
    "BROKEN": gettext_lazy(
        "No smaller copies can be made: part of the file is broken. Export it again and bring it anew."
    ),
    "TOO_SLOW": gettext_lazy("Smaller copies would take longer than three hours to make. Cut the film into parts."),
    "GONE": gettext_lazy("The file is not in storage any more. Bring it anew."),
}


def copies_of(uuids: Iterable[UUID]) -> dict[UUID, FilmCopies]:
    return {row.pk: row for row in FilmCopies.objects.filter(pk__in=list(uuids))}


def there(copies: FilmCopies | None) -> tuple[str, ...]:
    return tuple(copy for copy in COPIES if copies and copies.size_of(copy))


def url_of(face: FileFace, copy: str, person_id: int) -> str:
    """Of a copy that is there; for this person and for some hours, as the film itself."""
    content_type, ending = COPIES[copy]
    stem = face.name.rpartition(".")[0] or face.name
    small = replace(
        face,
        name=f"{stem}.{ending}",
        content_type=content_type,
        sha256=f"{face.sha256}-{copy}",
        key=key(face.sha256, copy),
    )
    return signed_url(small, person_id)


def size_in_words(copies: FilmCopies, copy: str) -> str:
    """ "240p 2 MB"; "sound 0.4 MB"."""
    size = file_size(copies.size_of(copy) or 0)
    return _("240p %(size)s") % {"size": size} if copy == "low" else _("sound %(size)s") % {"size": size}


def in_words(copies: FilmCopies | None) -> str:
    """For whoever brought the film: what there is, or why not."""
    if copies is None or copies.state in (CopiesState.WAITING, CopiesState.MAKING):
        return _("Smaller copies for slow connections are being made.")
    if copies.state == CopiesState.REFUSED:
        return str(REASONS[copies.reason])
    small = [size_in_words(copies, copy) for copy in there(copies) if copy != "poster"]
    if not small:
        return _("The file is small already; slow connections get it as it is.")
    return _("Also for slow connections: %(copies)s") % {"copies": ", ".join(small)}
