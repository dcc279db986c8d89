"""What corrections do when something happened; subscribed in karmayogi/reactions.py, run as the platform."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.outbox.events import Event
from core.tenancy.homes import Moved, follow_moves
from courses.events import MarksCorrected
from courses.regrading.models import Correction, Regrade
from courses.regrading.tasks import carry_on_corrections
from messages.facade import message_kind, notify

CORRECTED = message_kind(
    "courses.marks.corrected",
    label=gettext_lazy("My marks in a quiz were corrected"),
    subject=gettext_lazy("Your marks in “%(quiz)s” were corrected"),
    body=gettext_lazy("A question of “%(quiz)s” was marked wrongly and is corrected. %(marks)s Reason: %(reason)s"),
    is_optional=False,
)


def carry_on(events: Sequence[Event]) -> None:
    """CorrectionProposed and CorrectionApplied: a worker begins. A lost task is no loss, the sweep finds it."""
    transaction.on_commit(carry_on_corrections.delay, robust=True)


def follow_transfers(events: Sequence[Moved]) -> None:
    """OfficialTransferred: what was corrected opens to the new organisation."""
    follow_moves(events, [Regrade])


def tell_learners(events: Sequence[Event]) -> None:
    """MarksCorrected: each learner hears once of a correction, with the marks before and after and the reason."""
    for event in events:
        if not isinstance(event, MarksCorrected):
            continue
        correction = Correction.objects.get(pk=event.correction_id)
        of: dict[int, list[Regrade]] = defaultdict(list)
        changed = Regrade.objects.filter(correction=correction, enrolment_id__in=event.enrolment_ids)
        for row in changed.select_related("attempt__resource").order_by("attempt__number"):
            of[row.enrolment_id].append(row)
        for enrolment_id, rows in of.items():
            quiz = rows[-1].attempt.resource
            notify(
                person_ids=[rows[-1].person_id],
                kind=CORRECTED.name,
                key=f"correction:{correction.uuid}:{enrolment_id}",
                params={
                    "quiz": {"en": quiz.title, "hi": quiz.title_hi or quiz.title},
                    "marks": {language: _marks(rows, language) for language in ("en", "hi")},
                    "reason": {"en": correction.reason, "hi": correction.reason_hi or correction.reason},
                },
                link=reverse("courses:attempt", args=[rows[-1].attempt.uuid]),
                at=event.at,
            )


def _marks(rows: list[Regrade], language: str) -> str:
    with override(language):
        said = [
            _("Attempt %(number)s: %(before)s%% before, %(after)s%% now.")
            % {"number": row.attempt.number, "before": row.before["score"], "after": row.after["score"]}
            for row in rows
        ]
        said.extend(_outcome(rows))
    return " ".join(said)


def _outcome(rows: list[Regrade]) -> list[str]:
    has: dict[str, Any] = {when: any(getattr(row, when)["is_passed"] for row in rows) for when in ("before", "after")}
    if has["after"] and not has["before"]:
        return [_("You have passed.")]
    if any(row.attempt.is_pass_kept for row in rows):
        return [_("You had passed before, and that stands.")]
    return []
