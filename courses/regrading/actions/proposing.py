"""Proposing a correction, and giving a proposal up. Nothing is changed by either."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal
from core.tenancy.context import everywhere
from courses.catalogue.models import Offering
from courses.events import CorrectionProposed
from courses.formats.asking import problem
from courses.formats.questions import QuestionBrought
from courses.questions import queries as questions
from courses.questions import wording
from courses.questions.models import QuestionVersion, Treatment
from courses.questions.rules import is_as_asked, marks_alike, with_spare_rights
from courses.questions.sentences import QUESTION_SENTENCES
from courses.regrading import queries, rules
from courses.regrading.actions.previewing import look_ahead
from courses.regrading.models import Correction


class CorrectionRefused(Refusal):
    SENTENCES = {
        **QUESTION_SENTENCES,
        "ASKED_YOURSELF": _("You were asked this question yourself. Somebody else who publishes has to correct it."),
        "TREATMENT_MISSING": _("Choose what happens to those who got the question."),
        "REASON_MISSING": _("Write at least %(least)s characters about what was wrong. Learners read it."),
        "REASON_TOO_LONG": _("The reason is longer than %(most)s letters."),
        "KEY_MISSING": _("Say what the right answer is."),
        "NOT_AS_ASKED": _(
            "Only the key can be corrected: the question and what learners chose from stay as they were. "
            "Say them anew in the next version of the course."
        ),
        "SAME_KEY": _("This is how the question is marked already. Nothing would change."),
        "NOTHING_LEFT": _(
            "Without this question somebody would have been asked nothing in its section. Give everybody full marks instead."
        ),
        "UNDER_WAY": _("A correction of this question is being carried out. Wait until it is done."),
        "NOT_PREVIEWED": _("What this would do is still being counted. Wait until it is shown."),
        "DROPPED": _("This correction was given up. Propose it anew."),
        "APPLIED": _("This correction is in force already."),
    }


@transaction.atomic
def propose(
    *, asked: QuestionVersion, offering: Offering, treatment: str, question: QuestionBrought | None, reason: str,
    reason_hi: str = "", actor: Actor, at: datetime,
) -> Correction:  # fmt: skip
    """Say how a wording is to be marked. A proposal for it that was not applied makes room."""
    asked = (
        QuestionVersion.objects.select_for_update(of=("self",), no_key=True).select_related("question").get(pk=asked.pk)
    )
    refuse_own(asked, actor)
    if treatment not in Treatment.values:
        raise CorrectionRefused("TREATMENT_MISSING")
    if len(reason.strip()) < rules.SHORTEST_REASON:
        raise CorrectionRefused("REASON_MISSING", least=rules.SHORTEST_REASON)
    if max(len(reason), len(reason_hi)) > rules.LONGEST_REASON:
        raise CorrectionRefused("REASON_TOO_LONG", most=rules.LONGEST_REASON)
    if Correction.objects.to_carry_out().filter(question_version=asked).exists():
        raise CorrectionRefused("UNDER_WAY")
    key = _key(asked, question) if treatment in rules.WITH_A_KEY else None
    said = key.as_json() if key else {}
    if marks_alike(queries.as_corrected(asked, treatment, said), questions.in_force([asked])[asked.pk]):
        raise CorrectionRefused("SAME_KEY")
    if treatment == rules.LEFT_OUT and rules.leaves_nothing(queries.sections_with(asked.pk)):
        raise CorrectionRefused("NOTHING_LEFT")
    Correction.objects.filter(question_version=asked, applied_at=None, dropped_at=None).update(dropped_at=at)
    correction = Correction.objects.create(
        question_version=asked,
        offering=offering,
        owner_id=asked.owner_id,
        treatment=treatment,
        question=said,
        reason=reason.strip(),
        reason_hi=reason_hi.strip(),
        person_name=actor.name[:200],
        proposed_at=at,
        preview=rules.Count().as_json(),
        result=rules.Count().as_json(),
    )
    audit.record(
        actor, "courses.correction.proposed", correction, at, organisation_id=asked.owner_id, treatment=treatment,
        question=str(asked.question.uuid), wording=asked.number, reason=correction.reason,
    )  # fmt: skip
    with everywhere(reason="counting what a correction would do", audited=False):
        is_more = look_ahead(correction_id=correction.pk, at=at)
    if is_more:
        outbox.publish(CorrectionProposed(at=at, organisation_id=asked.owner_id, correction_id=correction.pk))
    correction.refresh_from_db()
    return correction


def refuse_own(asked: QuestionVersion, actor: Actor) -> None:
    """Nobody decides about marks of his or her own."""
    with everywhere(reason="was who corrects a key asked the question", audited=False):
        if actor.person_id is not None and queries.has_been_asked(actor.person_id, asked.pk):
            raise CorrectionRefused("ASKED_YOURSELF")


def _key(asked: QuestionVersion, question: QuestionBrought | None) -> QuestionBrought:
    if question is None:
        raise CorrectionRefused("KEY_MISSING")
    was = wording.brought(asked)
    key = with_spare_rights(was, question)
    if found := problem(key):
        reason, facts = found
        raise CorrectionRefused(reason, **facts)
    if not is_as_asked(was, key):
        raise CorrectionRefused("NOT_AS_ASKED")
    return key


@transaction.atomic
def drop(*, correction: Correction, actor: Actor, at: datetime) -> None:
    """Give a proposal up. Twice is the same as once."""
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.applied_at is not None:
        raise CorrectionRefused("APPLIED")
    if correction.dropped_at is None:
        correction.dropped_at = at
        correction.save(update_fields=["dropped_at"])
        audit.record(actor, "courses.correction.dropped", correction, at, organisation_id=correction.owner_id)
