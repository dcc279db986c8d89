"""What enrolment does when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit.actor import platform
from core.outbox.events import Event
from courses.catalogue.models import Offering
from courses.enrolment.actions import offer_places
from courses.events import LearnerEnrolled, LearnerWithdrew
from messages.facade import message_kind, notify

OFFERED = message_kind(
    "courses.place",
    label=_("I got a place from the waiting list"),
    subject=_("A place in “%(title)s” is free"),
    body=_("You were on the waiting list. You have a place now and can start."),
)


def offer_freed_places(events: Sequence[Event]) -> None:
    """LearnerWithdrew: the freed place goes to the first who waits, in whatever organisation."""
    batches = {event.batch_id for event in events if isinstance(event, LearnerWithdrew) and event.gave_place}
    for batch_id in sorted(batches):
        offer_places(batch_id=batch_id, actor=platform(), at=timezone.now())


def tell_offered(events: Sequence[Event]) -> None:
    """LearnerEnrolled: who waited and got a place hears of it, once."""
    offered = [event for event in events if isinstance(event, LearnerEnrolled) and event.from_waiting]
    titles = {row.pk: row for row in Offering.objects.filter(pk__in=[event.offering_id for event in offered])}
    for event in offered:
        offering = titles[event.offering_id]
        notify(
            person_ids=event.person_ids,
            kind=OFFERED.name,
            key=f"place:{event.batch_id}:{event.at.isoformat()}",
            params={"title": {"en": offering.title, "hi": offering.title_hi or offering.title}},
            link=reverse("courses:course", args=[offering.code]),
            at=event.at,
        )
