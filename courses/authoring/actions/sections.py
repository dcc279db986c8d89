"""The sections of a quiz while it is being made, and where each question stands."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.refusals import Refusal
from courses.authoring.actions.drafts import lock_draft
from courses.questions.models import Paper, PaperQuestion, PaperSection
from courses.questions.rules.papers import PENALTIES

MOST_SECTIONS = 20
MOST_MARKS = Decimal(100)
TERMS = ("title", "title_hi", "pick", "marks", "penalty", "cut_off_percent")


class SectionRefused(Refusal):
    SENTENCES = {
        "PICK_NOTHING": _("At least one question must be asked."),
        "MARKS": _("Each question gives more than 0 and at most %(most)s marks."),
        "PENALTY": _(
            "A wrong answer takes away nothing, a quarter, a third, half or all of the marks of its question."
        ),
        "CUT_OFF": _("The cut-off is a percentage between 0 and 100."),
        "TOO_MANY_SECTIONS": _("A quiz has at most %(most)s sections."),
        "LAST_SECTION": _("A quiz has at least one section."),
    }


@transaction.atomic
def add_section(*, paper: Paper, terms: Mapping[str, Any], actor: Actor, at: datetime) -> PaperSection:
    """One more section at the end. `terms`: some of TERMS."""
    lock_draft(paper.resource.version, actor=actor, at=at)
    there = PaperSection.objects.filter(paper=paper).count()
    if there >= MOST_SECTIONS:
        raise SectionRefused("TOO_MANY_SECTIONS", most=MOST_SECTIONS)
    section = PaperSection(paper=paper, owner_id=paper.owner_id, position=there + 1)
    _take(section, terms)
    section.save()
    audit.record(actor, "courses.section.added", section, at, organisation_id=paper.owner_id, paper=str(paper.uuid))
    return section


@transaction.atomic
def set_section(*, section: PaperSection, terms: Mapping[str, Any], actor: Actor, at: datetime) -> PaperSection:
    lock_draft(section.paper.resource.version, actor=actor, at=at)
    _take(section, terms)
    section.save(update_fields=list(TERMS))
    audit.record(actor, "courses.section.set", section, at, organisation_id=section.owner_id, **terms)
    return section


def _take(section: PaperSection, terms: Mapping[str, Any]) -> None:
    for name in TERMS:
        if name in terms:
            setattr(section, name, terms[name])
    if section.pick < 1:
        raise SectionRefused("PICK_NOTHING")
    if not 0 < section.marks <= MOST_MARKS:
        raise SectionRefused("MARKS", most=MOST_MARKS)
    if section.penalty not in PENALTIES:
        raise SectionRefused("PENALTY")
    if not 0 <= section.cut_off_percent <= 100:
        raise SectionRefused("CUT_OFF")


@transaction.atomic
def delete_section(*, section: PaperSection, actor: Actor, at: datetime) -> None:
    """Its questions go to the section before it, or after it when it is the first."""
    paper = section.paper
    lock_draft(paper.resource.version, actor=actor, at=at)
    others = list(PaperSection.objects.filter(paper=paper).exclude(pk=section.pk).order_by("position"))
    if not others:
        raise SectionRefused("LAST_SECTION")
    heir = next((one for one in reversed(others) if one.position < section.position), others[0])
    PaperQuestion.objects.filter(section=section).update(section=heir, is_pinned=False)
    audit.record(actor, "courses.section.deleted", section, at, organisation_id=paper.owner_id, paper=str(paper.uuid))
    section.delete()
    for position, one in enumerate(others, start=1):
        PaperSection.objects.filter(pk=one.pk).update(position=position)


@transaction.atomic
def place_question(
    *, entry: PaperQuestion, section: PaperSection, is_pinned: bool, actor: Actor, at: datetime
) -> PaperQuestion:
    """In which section a question stands, and whether every attempt asks it."""
    lock_draft(entry.paper.resource.version, actor=actor, at=at)
    entry.section, entry.is_pinned = section, is_pinned
    entry.save(update_fields=["section", "is_pinned"])
    audit.record(
        actor, "courses.question.placed", entry.question_version.question, at, organisation_id=entry.owner_id,
        section=str(section), is_pinned=is_pinned,
    )  # fmt: skip
    return entry
