"""Giving and ending an accommodation."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.display.dates import local_date
from core.outbox import events as outbox
from core.refusals import Refusal
from courses.accommodations import rules
from courses.accommodations.access import Found
from courses.accommodations.models import Accommodation
from courses.catalogue.models import Offering
from courses.events import AccommodationEnded, AccommodationGranted


class AccommodationRefused(Refusal):
    SENTENCES = {
        "NOT_TO_ONESELF": _("Nobody decides about himself or herself. Ask another administrator."),
        "NOTHING_GIVEN": _("Give more time, more attempts, or both."),
        "TOO_MUCH": _("At most %(percent)s%% more time and %(attempts)s more attempts can be given."),
        "ENDS_TOO_EARLY": _("The last day must be today or later, and not before the first day."),
        "OTHER_DECISION": _("This form was sent before with other values. Open the page again."),
    }


@transaction.atomic
def grant(
    *, uuid: UUID, found: Found, organisation_id: int, offering: Offering | None, extra_time_percent: int,
    extra_attempts: int, category: str, note: str, active_from: date, active_to: date | None, actor: Actor, at: datetime,
) -> Accommodation:  # fmt: skip
    """Decide for one person. `uuid` is the form's own: sent twice it is one decision. `active_to` is exclusive."""
    said = {
        "person_id": found.person_id, "organisation_id": organisation_id, "offering": offering,
        "extra_time_percent": extra_time_percent, "extra_attempts": extra_attempts, "category": category,
    }  # fmt: skip
    if refused := rules.grant_refusal(
        extra_time_percent=extra_time_percent, extra_attempts=extra_attempts, active_from=active_from,
        active_to=active_to, today=local_date(at), is_own=actor.person_id == found.person_id,
    ):  # fmt: skip
        raise AccommodationRefused(refused, percent=rules.MOST_PERCENT, attempts=rules.MOST_ATTEMPTS)
    try:
        with transaction.atomic():
            row = Accommodation.objects.create(
                uuid=uuid, person_name=found.name, home_organisation_id=found.home_organisation_id, note=note.strip(),
                active_from=active_from, active_to=active_to, granted_by_name=actor.name[:200], granted_at=at, **said,
            )  # fmt: skip
    except IntegrityError:
        if (before := Accommodation.objects.filter(uuid=uuid, **said).first()) is None:
            raise AccommodationRefused("OTHER_DECISION") from None
        return before
    audit.record(
        actor, "courses.accommodation.granted", row, at, organisation_id=organisation_id, person=found.person_id,
        time=extra_time_percent, attempts=extra_attempts, course=offering.code if offering else "",
    )  # fmt: skip
    outbox.publish(
        AccommodationGranted(
            at=at, organisation_id=organisation_id, accommodation_uuid=str(row.uuid), person_id=found.person_id,
            offering_id=offering.pk if offering else None,
        )
    )  # fmt: skip
    return row


@transaction.atomic
def end(*, accommodation: Accommodation, actor: Actor, at: datetime) -> Accommodation:
    """From now on it changes no attempt that starts; one under way keeps its time. Twice is the same as once."""
    row = Accommodation.objects.select_for_update().get(pk=accommodation.pk)
    if row.person_id == actor.person_id:
        raise AccommodationRefused("NOT_TO_ONESELF")
    if row.ended_at is None:
        row.ended_at, row.ended_by_name = at, actor.name[:200]
        row.save(update_fields=["ended_at", "ended_by_name"])
        audit.record(
            actor, "courses.accommodation.ended", row, at, organisation_id=row.organisation_id, person=row.person_id
        )
        outbox.publish(
            AccommodationEnded(
                at=at, organisation_id=row.organisation_id, accommodation_uuid=str(row.uuid), person_id=row.person_id
            )
        )
    return row
