"""Who was given more time or attempts hears of it, and when it ends. Listed in karmayogi.reactions."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.outbox.events import Event
from courses.accommodations import queries
from courses.events import AccommodationGranted
from messages.facade import message_kind, notify

GRANTED = message_kind(
    "courses.accommodation.granted",
    label=gettext_lazy("I was given more time or attempts in quizzes"),
    subject=gettext_lazy("In quizzes you now have %(what)s"),
    body=gettext_lazy("%(organisation)s gave you %(what)s, %(where)s. It applies by itself; you need not ask again."),
)
ENDED = message_kind(
    "courses.accommodation.ended",
    label=gettext_lazy("More time or attempts that I had have ended"),
    subject=gettext_lazy("Ended: %(what)s"),
    body=gettext_lazy(
        "%(organisation)s ended what you were given, %(where)s: %(what)s. An attempt under way keeps its time."
    ),
)


def tell_person(events: Sequence[Event]) -> None:
    """AccommodationGranted and AccommodationEnded: one message each to the person, and to nobody else."""
    for event in events:
        kind = GRANTED if isinstance(event, AccommodationGranted) else ENDED
        uuid = event.accommodation_uuid  # type: ignore[attr-defined]
        if (said := queries.told(uuid)) is None:
            continue
        what, where = {}, {}
        for language in ("en", "hi"):
            with override(language):
                what[language] = queries.what(said["percent"], said["attempts"])
                course = said["course"]
                where[language] = _("in “%(title)s”") % {"title": course[language]} if course else _("in every quiz")
        notify(
            person_ids=[said["person_id"]],
            kind=kind.name,
            key=f"accommodation:{uuid}:{kind.name}",
            params={"organisation": said["organisation"], "what": what, "where": where},
            link=said["link"],
            at=event.at,
        )
