"""Who is told about ratings; subscribed in karmayogi/reactions.py, run as the platform."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.outbox.events import Event
from courses.events import RatingHidden, RatingReplied, RatingReported
from courses.ratings.models import HidingReason, Rating
from institutions import facade as institutions
from messages.facade import message_kind, notify

REPLIED = message_kind(
    "courses.rating.replied",
    label=_("A provider replied to my rating"),
    subject=_("Reply to your rating: %(title)s"),
    body=_("The provider of “%(title)s” replied to what you wrote: %(reply)s"),
)
HIDDEN = message_kind(
    "courses.rating.hidden",
    label=_("Words of mine were hidden"),
    subject=_("Your words are not shown: %(title)s"),
    body=_("A moderator hid what you wrote about “%(title)s”. Reason: %(reason)s. Your rating still counts."),
    is_optional=False,
)
REPORTED = message_kind(
    "courses.rating.reported",
    label=_("Words of a rating were reported"),
    subject=_("Reported words: %(title)s"),
    body=_("Somebody reported what was written about “%(title)s”. Reason: %(reason)s."),
)
MODERATORS, NATION = "platform_admin", "india"


def tell_writers(events: Sequence[Event]) -> None:
    """RatingReplied and RatingHidden: whoever wrote the words hears of it."""
    for event in events:
        if not isinstance(event, RatingReplied | RatingHidden):
            continue
        rating = _rating(event.rating_uuid)
        became = "replied" if isinstance(event, RatingReplied) else "hidden"
        notify(
            person_ids=[rating.person_id],
            kind=f"courses.rating.{became}",
            key=f"rating:{event.rating_uuid}:{became}:{event.at.isoformat()}",
            params=_said(rating) | {"reply": rating.reply, "reason": _in_both(rating.hiding_reason)},
            link=f"/courses/{rating.offering.code}/",
            at=event.at,
        )


def tell_moderators(events: Sequence[Event]) -> None:
    """RatingReported: the platform's admins hear of it, once for each rating and day."""
    for event in events:
        if not isinstance(event, RatingReported):
            continue
        rating = _rating(event.rating_uuid)
        nation = institutions.ids_of_codes()[NATION]
        notify(
            person_ids=institutions.holders_of(role=MODERATORS, organisation_id=nation, at=event.at),
            kind="courses.rating.reported",
            key=f"rating:{event.rating_uuid}:reported:{event.at.date().isoformat()}",
            params=_said(rating) | {"reason": _in_both(event.reason)},
            link="/national/ratings/",
            at=event.at,
        )


def _rating(uuid: str) -> Rating:
    return Rating.objects.select_related("offering").get(uuid=uuid)


def _said(rating: Rating) -> dict[str, object]:
    title = rating.offering.title
    return {"title": {"en": title, "hi": rating.offering.title_hi or title}}


def _in_both(reason: str) -> dict[str, str]:
    said = {}
    for language in ("en", "hi"):
        with override(language):
            said[language] = str(HidingReason(reason).label) if reason else ""
    return said
