"""Counting what a proposed correction would do, some enrolments at a time. Called as the platform role."""

from datetime import datetime

from django.db import transaction

from courses.attempts.models import Attempt
from courses.questions.models import QuestionVersion
from courses.regrading import queries
from courses.regrading.models import Correction
from courses.regrading.rules import Count

AT_ONCE = 100  # enrolments


@transaction.atomic
def look_ahead(*, correction_id: int, at: datetime) -> bool:
    """One step; returns whether there is more. Two at once pass each other by; one that died counted nothing."""
    waiting = Correction.objects.to_preview().select_for_update(skip_locked=True)
    if (correction := waiting.filter(pk=correction_id).first()) is None:
        return False
    version_id = correction.question_version_id
    found = queries.enrolments_after(version_id, correction.preview_cursor, AT_ONCE)
    if found:
        asked = QuestionVersion.objects.get(pk=version_id)
        corrected = queries.as_corrected(asked, correction.treatment, correction.question)
        attempts = Attempt.objects.filter(
            paper_id__in=queries.papers_with(version_id), enrolment_id__in=found, submitted_at__isnull=False
        )
        counts = [sat.count() for sat in queries.sat_by(list(attempts), corrected)]
        correction.preview = sum(counts, Count.of_json(correction.preview)).as_json()
        correction.preview_cursor = found[-1]
    if len(found) < AT_ONCE:
        correction.previewed_at = at
    correction.save(update_fields=["preview", "preview_cursor", "previewed_at"])
    return correction.previewed_at is None
