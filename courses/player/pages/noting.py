"""Notes beside a resource: those there, and a new one at the place in front."""

from typing import Any
from uuid import uuid4

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from core.display.measures import clock
from courses.notes import queries
from courses.notes.actions import NoteRefused, write
from courses.notes.forms import NewNoteForm
from courses.notes.rules import KINDS
from courses.player.access import Seat
from courses.player.pages.media import Taken
from institutions.roles.requests import InScope


def shown(request: InScope, seat: Seat, page: dict[str, Any], form: NewNoteForm | None) -> dict[str, Any]:
    """`page`: what the page of the resource says already, its place among it."""
    person_id = request.principal.person_id
    back = reverse("courses:learn", args=[seat.offering.code, seat.resource.uuid])
    sheet = page.get("sheet")
    initial = {
        "uuid": uuid4(),
        "page": sheet["number"] if sheet else None,
        "at": clock(page["position"]) if page["is_played"] else "",
    }
    there = queries.on(person_id, seat.resource.origin)
    return {
        "list": queries.shown(there, get_language() or "en", person_id=person_id),
        "url": reverse("courses:note-new", args=[seat.offering.code, seat.resource.uuid]),
        "back": f"{back}?page={sheet['number']}#notes" if sheet else f"{back}#notes",
        "form": form or NewNoteForm(initial=initial),
    }


def kept(request: InScope, seat: Seat, got: Taken, form: NewNoteForm) -> str | None:
    """Keep what the form says; the address to go on at. None: the form says why not."""
    if seat.resource.kind not in KINDS:
        raise Http404
    if not form.is_valid():
        return None
    try:
        note = write(
            person_id=request.principal.person_id, offering=seat.offering, resource=seat.resource,
            text=form.cleaned_data["text"], place=form.place, uuid=form.cleaned_data["uuid"],
            language=got.rendition.language if got.rendition else "", at=timezone.now(),
        )  # fmt: skip
    except NoteRefused as refusal:
        form.add_error("text", str(refusal))
        return None
    address = queries.address(note, (seat.offering.code, seat.resource.uuid))
    return address.partition("#")[0] + "#notes"


def page_in(form: NewNoteForm) -> int:
    """Of a form that was refused."""
    said = form["page"].value()
    return int(said) if str(said).isdigit() else 0
