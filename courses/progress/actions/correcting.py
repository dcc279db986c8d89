"""What follows when a key was corrected and attempts were marked anew."""

from datetime import datetime

from django.db.models import Max

from core.audit.actor import Actor
from courses.attempts.models import Attempt
from courses.attempts.queries import counted_of, past_of
from courses.attempts.rules import passed_at
from courses.enrolment.models import Enrolment
from courses.progress.actions.completing import settle
from courses.progress.actions.sitting import keep_score
from courses.progress.models import ResourceProgress
from courses.questions.models import Paper


def follow_correction(*, enrolment_id: int, resource_id: int, paper: Paper, actor: Actor, at: datetime) -> None:
    """The score that counts, and the pass, if there is one now: as of the moment when it was earned, and not of the
    correction, so that nobody is late by the provider's mistake. Nothing that was reached is taken back.

    Inside the caller's transaction, which holds the attempts marked anew.
    """
    enrolment = Enrolment.objects.lock(enrolment_id)  # then: an attempt handed in meanwhile is among the past
    past = list(Attempt.objects.filter(enrolment_id=enrolment_id, resource_id=resource_id).order_by("number"))
    counted = counted_of(paper, past)
    keep_score(enrolment_id, resource_id, counted.score)
    cut_offs = [section["cut_off"] for section in past[0].sections]
    passed = passed_at(
        [past_of(attempt) for attempt in past], policy=paper.counts, pass_percent=paper.pass_percent, cut_offs=cut_offs
    )
    if passed is None:
        return
    done = ResourceProgress.objects.filter(enrolment_id=enrolment_id)
    if done.filter(resource_id=resource_id, completed_at=None).update(completed_at=passed):
        others = done.filter(resource__is_required=True).aggregate(last=Max("completed_at"))["last"]
        settle(enrolment=enrolment, actor=actor, at=at, earned_at=max(passed, others or passed))
