"""One's own notes, and nobody else's."""

from uuid import UUID

from django.http import Http404

from courses.notes.models import Note


def get_note(person_id: int, uuid: UUID) -> Note:
    if (note := Note.objects.filter(person_id=person_id, uuid=uuid).first()) is None:
        raise Http404
    return note
