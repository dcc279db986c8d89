"""A document page by page: each turn of a page is a plain link, and tells that the page before was seen."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone

from courses.catalogue.models import ResourceKind
from courses.documents.queries import page_of, picture_url
from courses.documents.rules import width_for
from courses.documents.tasks import ask_for_pages
from courses.player import rules
from courses.player.access import Seat
from courses.player.pages.media import Taken
from courses.progress import actions
from courses.progress.actions import Fact
from courses.progress.rules import on_scale
from courses.progress.rules import page_of as page_at
from institutions.roles.requests import InScope


@dataclass(frozen=True, slots=True)
class Turned:
    """The session of a reader and the page asked for; 0: where they were."""

    session: UUID
    number: int


def turn(request: InScope, seat: Seat, got: Taken) -> Turned | None:
    """Keep what the reader of a document saw until now. None: it is no document."""
    if seat.resource.kind != ResourceKind.PDF:
        return None
    asked = request.GET if request.method != "POST" else request.POST
    session = rules.uuid_of(asked.get("s", "")) or uuid4()
    read = next((one for one in got.there if one.language == asked.get("in")), got.rendition)
    before = rules.page_number(asked.get("seen", ""), read.length if read else seat.resource.length or 1)
    number = rules.page_number(asked.get("page", ""), read.length if read else got.length(seat)) or 0
    if number and read and read != got.rendition:  # a link made while another language was taken
        whole = got.whole(seat)
        number = page_at(on_scale(number - 1, read.length, whole) + 1, got.length(seat), whole)
    at = timezone.now()
    language = read.language if read else ""
    facts = [Fact(seat.resource.uuid, before - 1, before, number or before, language)] if before else []
    actions.fold(
        enrolment_uuid=seat.enrolment.uuid,
        session=session,
        sequence=int(at.timestamp() * 1000) % 2**31,  # a page may be turned back and forth: each turn is a fact
        facts=facts,
        raw=[{"resource": str(fact.resource), "from": fact.start, "to": fact.end, "language": language}
             for fact in facts],
        device=rules.device_of(request.headers.get("User-Agent", "")),
        actor=request.principal.actor(),
        at=at,
    )  # fmt: skip
    return Turned(session, number)


def shown(request: InScope, seat: Seat, got: Taken, turned: Turned, position: int) -> dict[str, Any] | None:
    """The page for the template; None while the document is not drawn, which is then asked for."""
    if (file := got.face) is None or got.rendition is None:
        return None
    length = got.length(seat)
    number = turned.number or min(page_at(position, length, got.whole(seat)), length)
    person_id = request.principal.person_id
    width = width_for(request.preferences.saves_data)
    page = page_of(file, number, width, person_id)
    if page is None:
        ask_for_pages(file.uuid)
        return None
    address = reverse("courses:learn", args=[seat.offering.code, seat.resource.uuid])
    seen = f"seen={number}&in={got.rendition.language}&s={turned.session}#page"
    return {
        "number": number,
        "length": length,
        "language": got.rendition.language,
        "url": page.url,
        "text": page.text,
        "session": turned.session,
        "large_url": picture_url(file, number, width_for(False), person_id),
        "previous": f"{address}?page={number - 1}&{seen}" if number > 1 else "",
        "next": f"{address}?page={number + 1}&{seen}" if number < length else "",
    }
