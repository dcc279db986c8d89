"""A document page by page: each turn of a page is a plain link, and tells that the page before was seen."""

from typing import Any
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils import timezone

from core.files.queries import FileFace
from courses.documents.queries import page_of, picture_url
from courses.documents.rules import width_for
from courses.documents.tasks import ask_for_pages
from courses.player import rules
from courses.player.access import Seat
from courses.progress import actions
from courses.progress.actions import Fact
from institutions.roles.requests import InScope


def turn(request: InScope, seat: Seat) -> tuple[UUID, int]:
    """Keep what the reader of a document saw until now; returns the session and the page asked for."""
    asked = request.GET if request.method != "POST" else request.POST
    length = seat.resource.length or 1
    session = rules.uuid_of(asked.get("s", "")) or uuid4()
    number = rules.page_number(asked.get("page", ""), length) or 0
    before = rules.page_number(asked.get("seen", ""), length)
    at = timezone.now()
    facts = [Fact(seat.resource.uuid, before - 1, before, number or before)] if before else []
    actions.fold(
        enrolment_uuid=seat.enrolment.uuid,
        session=session,
        sequence=int(at.timestamp() * 1000) % 2**31,  # a page may be turned back and forth: each turn is a fact
        facts=facts,
        raw=[{"resource": str(fact.resource), "from": fact.start, "to": fact.end} for fact in facts],
        device=rules.device_of(request.headers.get("User-Agent", "")),
        actor=request.principal.actor(),
        at=at,
    )
    return session, number


def shown(request: InScope, seat: Seat, file: FileFace, session: UUID, number: int) -> dict[str, Any] | None:
    """The page for the template; None while the document is not drawn, which is then asked for."""
    length = seat.resource.length or 1
    person_id = request.principal.person_id
    width = width_for(request.preferences.saves_data)
    page = page_of(file, number, width, person_id)
    if page is None:
        ask_for_pages(file.uuid)
        return None
    address = reverse("courses:learn", args=[seat.offering.code, seat.resource.uuid])
    return {
        "number": number,
        "length": length,
        "url": page.url,
        "text": page.text,
        "session": session,
        "large_url": picture_url(file, number, width_for(False), person_id),
        "previous": f"{address}?page={number - 1}&seen={number}&s={session}#page" if number > 1 else "",
        "next": f"{address}?page={number + 1}&seen={number}&s={session}#page" if number < length else "",
    }
