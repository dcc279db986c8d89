"""Notes as pages and the file of them show them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from core.display.dates import in_datetime
from core.display.measures import clock
from core.statements import Prepared
from courses.catalogue.models import Resource
from courses.enrolment.models import Enrolment
from courses.notes.models import Note

MOST_WORDS = 8
FIELDS = [field.attname for field in Note._meta.concrete_fields]
NEWEST = Prepared(
    "course_notes",
    "SELECT "  # noqa: S608 (names come from the model)
    + ", ".join(FIELDS)
    + """ FROM courses_note
WHERE person_id = %s AND offering_id = %s ORDER BY created_at DESC, id DESC LIMIT %s
""",
)


def notes_of(person_id: int, *, words: str = "", course: str = "") -> QuerySet[Note]:
    """Newest first. Every word of a search stands in the note, or in the name of its course or part."""
    found = Note.objects.filter(person_id=person_id).select_related("offering")
    for word in words.split()[:MOST_WORDS]:
        names = ("text", "title", "title_hi", "course_title", "course_title_hi")
        matching = Q()
        for name in names:
            matching |= Q(**{f"{name}__icontains": word})
        found = found.filter(matching)
    if course:
        found = found.filter(offering__code=course)
    return found.order_by("-created_at", "-pk")


def newest_in(person_id: int, offering_id: int, most: int) -> list[Note]:
    """The newest ones in a course, for its page."""
    with connection.cursor() as cursor:
        NEWEST.run(cursor, [person_id, offering_id, most])
        return [Note.from_db(connection.alias, FIELDS, row) for row in cursor.fetchall()]


def on(person_id: int, origin: UUID) -> list[Note]:
    """Those on one resource, in the order of their places."""
    return list(Note.objects.filter(person_id=person_id, origin=origin).order_by("place", "created_at", "pk"))


def shown(notes: Iterable[Note], language: str, *, person_id: int) -> list[dict[str, Any]]:
    """With the way back to the place: in the version that the person learns now, where the part still is in it."""
    if not (notes := list(notes)):
        return []
    where = _where(person_id, {note.offering_id for note in notes}, {note.origin for note in notes})
    return [
        {
            "uuid": str(note.uuid),
            "text": note.text,
            "course": (language == "hi" and note.course_title_hi) or note.course_title,
            "title": (language == "hi" and note.title_hi) or note.title,
            "place": place_of(note),
            "second": note.place if note.kind in ("video", "audio") else None,
            "url": address(note, where.get((note.offering_id, note.origin))),
            "when": in_datetime(note.created_at),
            "edit_url": reverse("courses:note", args=[note.uuid]),
            "removal_url": reverse("courses:note-removal", args=[note.uuid]),
        }
        for note in notes
    ]


def place_of(note: Note) -> str:
    """ "12:40" or "page 3"; empty beside a text."""
    if note.place is None:
        return ""
    return _("page %(page)s") % {"page": note.place} if note.kind == "pdf" else clock(note.place)


def address(note: Note, found: tuple[str, UUID] | None) -> str:
    if found is None:
        return ""
    code, uuid = found
    page = reverse("courses:learn", args=[code, uuid])
    if note.place is None:
        return page
    language = f"&{'in' if note.kind == 'pdf' else 'of'}={note.language}" if note.language else ""
    return (
        f"{page}?page={note.place}{language}#page" if note.kind == "pdf" else f"{page}?t={note.place}{language}#stage"
    )


def _where(person_id: int, offerings: set[int], origins: set[UUID]) -> dict[tuple[int, UUID], tuple[str, UUID]]:
    """(offering, origin) -> (code of the course, uuid of the resource in the version of the newest enrolment)."""
    enrolments: dict[int, Enrolment] = {}
    for enrolment in Enrolment.objects.filter(
        person_id=person_id, offering_id__in=offerings, state__in=["open", "completed"]
    ).order_by("pk"):
        enrolments[enrolment.offering_id] = enrolment
    by_version = {enrolment.version_id: enrolment.offering_id for enrolment in enrolments.values()}
    rows = Resource.objects.filter(version_id__in=by_version, origin__in=origins).values_list(
        "version_id", "origin", "uuid", "version__offering__code"
    )
    return {(by_version[version_id], origin): (code, uuid) for version_id, origin, uuid, code in rows}


def as_text(person_id: int, language: str) -> str:
    """All notes as a file that every program opens: course, part, place and words, oldest first in each course."""
    blocks: list[str] = []
    course = None
    notes = list(notes_of(person_id))
    notes.sort(key=lambda note: (note.course_title, note.offering_id, note.created_at))
    for note in notes:
        name = (language == "hi" and note.course_title_hi) or note.course_title
        if note.offering_id != course:
            course = note.offering_id
            blocks.append(f"{name}\n{'=' * min(len(name), 60)}")
        title = (language == "hi" and note.title_hi) or note.title
        head = " · ".join(part for part in (title, place_of(note), in_datetime(note.created_at)) if part)
        blocks.append(f"{head}\n{note.text}")
    return "\n\n".join(blocks) + ("\n" if blocks else "")
