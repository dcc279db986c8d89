"""Writing, changing and deleting one's own notes. They leave no trail: what somebody noted is theirs alone."""

import uuid as uuids
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core.refusals import Refusal
from courses.catalogue.models import Offering, Resource
from courses.notes.models import Note
from courses.notes.rules import KINDS, LONGEST, MOST, PLACED


class NoteRefused(Refusal):
    SENTENCES = {
        "EMPTY": _("Write something first."),
        "TOO_LONG": _("A note holds at most %(most)s letters. Make two of it."),
        "TOO_MANY": _("You have %(most)s notes. Delete some before you write another."),
        "NOT_HERE": _("In a quiz no notes are kept."),
        "OVERTAKEN": _("This note was changed elsewhere since you opened it. Yours is not saved yet."),
        "NO_SUCH_PLACE": _("There is no such place in this part of the course."),
    }


@transaction.atomic
def write(
    *, person_id: int, offering: Offering, resource: Resource, text: str, place: int | None, language: str = "",
    uuid: UUID | None = None, at: datetime,
) -> Note:  # fmt: skip
    """Keep a note. With the uuid its writer gave it, it is kept once however often it is sent."""
    if uuid and (kept := Note.objects.filter(uuid=uuid, person_id=person_id).first()):
        return kept
    if resource.kind not in KINDS:
        raise NoteRefused("NOT_HERE")
    text = _checked(text)
    if Note.objects.filter(person_id=person_id).count() >= MOST:
        raise NoteRefused("TOO_MANY", most=MOST)
    values = {
        "person_id": person_id, "offering": offering, "origin": resource.origin, "kind": resource.kind,
        "course_title": offering.title, "course_title_hi": offering.title_hi, "title": resource.title,
        "title_hi": resource.title_hi, "place": _placed(resource, place), "language": language[:10], "text": text,
        "created_at": at, "changed_at": at,
    }  # fmt: skip
    try:
        with transaction.atomic():
            return Note.objects.create(uuid=uuid or uuids.uuid4(), **values)
    except IntegrityError:  # another's note has that uuid, or the same was sent at the same moment
        if uuid and (kept := Note.objects.filter(uuid=uuid, person_id=person_id).first()):
            return kept
        return Note.objects.create(**values)


@transaction.atomic
def change(*, note: Note, text: str, at: datetime, seen: datetime | None = None) -> Note:
    """`seen`: its `changed_at` as it was read; a note that was changed since is not overwritten."""
    text = _checked(text)
    note = Note.objects.select_for_update().get(pk=note.pk)
    if note.text == text:
        return note
    if seen is not None and seen != note.changed_at:
        raise NoteRefused("OVERTAKEN")
    note.text, note.changed_at = text, at
    note.save(update_fields=["text", "changed_at"])
    return note


@transaction.atomic
def delete(*, note: Note) -> None:
    note.delete()


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise NoteRefused("EMPTY")
    if len(text) > LONGEST:
        raise NoteRefused("TOO_LONG", most=LONGEST)
    return text


def _placed(resource: Resource, place: int | None) -> int | None:
    """A second from 0, a page from 1; where there are no places, none."""
    if resource.kind not in PLACED or place is None:
        return None
    least = 1 if resource.kind == "pdf" else 0
    if not least <= place <= (resource.length or 0):
        raise NoteRefused("NO_SUCH_PLACE")
    return place
