"""Drafts: beginning a course, saying what it is, opening the next version. And the lock every change begins with."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.refusals import Refusal
from courses.authoring import rules
from courses.authoring.models import Contribution, WorkingCopy
from courses.catalogue.models import (
    Captions,
    Chapters,
    Course,
    CourseVersion,
    Module,
    Offering,
    OfferingState,
    Rendition,
    VersionCompetency,
    VersionState,
)  # fmt: skip
from courses.packages.models import Package
from courses.questions.models import Paper, PaperQuestion, PaperSection
from courses.questions.queries import newest_of


class DraftRefused(Refusal):
    SENTENCES = {
        "IN_REVIEW": _("This version is in review and cannot be changed. A reviewer can return it to you."),
        "NOT_A_DRAFT": _("This version is published. A published version never changes; start a new version."),
        "DRAFT_EXISTS": _("A new version of this course is being made already."),
        "NEVER_PUBLISHED": _("This course has no published version to start from."),
        "RETIRED": _("This course is retired."),
        "DISCARDED": _("This draft was discarded. Nothing can be changed in it any more."),
        "OVERTAKEN": _("Somebody changed this since you opened it."),
        "CODE_TAKEN": _("Another course was given this address at the same moment. Try again."),
    }


DETAILS = ("title", "title_hi", "summary", "summary_hi", "outcomes", "outcomes_hi", "languages")


def lock_draft(version: CourseVersion, *, actor: Actor, at: datetime) -> WorkingCopy:
    """Every change begins here: one change to a draft at a time, and whoever makes it has had a hand in it."""
    copy = WorkingCopy.objects.select_for_update().filter(pk=version.pk).first()
    if copy is None:
        WorkingCopy.objects.bulk_create(
            [WorkingCopy(version=version, owner_id=version.owner_id)], ignore_conflicts=True
        )
        copy = WorkingCopy.objects.select_for_update().get(pk=version.pk)
    version.refresh_from_db()
    if version.state == VersionState.IN_REVIEW:
        raise DraftRefused("IN_REVIEW")
    if version.state == VersionState.DISCARDED:
        raise DraftRefused("DISCARDED")
    if version.state != VersionState.DRAFT:
        raise DraftRefused("NOT_A_DRAFT")
    version.save(update_fields=["changed_at"])  # what a page compares that was opened before: see draft_mark
    if actor.person_id is not None:
        hand = Contribution(version=version, owner_id=version.owner_id, person_id=actor.person_id, at=at)
        Contribution.objects.bulk_create([hand], ignore_conflicts=True)
    return copy


@transaction.atomic
def create_course(
    *, owner_id: int, details: Mapping[str, Any], visibility: str, competencies: Sequence[tuple[int, int]],
    actor: Actor, at: datetime,
) -> Course:  # fmt: skip
    """Begin a course: an offering nobody else sees yet, with the draft of its first version.

    `details`: see DETAILS. `competencies`: (competency's id, level).
    """
    title = details["title"]
    stem = rules.code_from(title, ())
    taken = set(Offering.objects.filter(code__startswith=stem).values_list("code", flat=True))
    offering = None
    while offering is None:  # a code may be taken by an offering this scope cannot see
        code = rules.code_from(title, taken)
        try:
            with transaction.atomic():
                offering = Offering.objects.create(
                    owner_id=owner_id,
                    code=code,
                    title=title,
                    title_hi=details.get("title_hi", ""),
                    visibility=visibility,
                )
        except IntegrityError:
            taken.add(code)
    version = CourseVersion.objects.create(
        offering=offering, owner_id=owner_id, number=1, created_by_id=actor.person_id, **_known(details)
    )
    course = Course.objects.create(offering=offering, owner_id=owner_id, draft=version)
    _tag(version, competencies)
    lock_draft(version, actor=actor, at=at)
    audit.record(actor, "courses.version.begun", version, at, organisation_id=owner_id, number=1)
    return course


@transaction.atomic
def change_details(
    *, version: CourseVersion, details: Mapping[str, Any], visibility: str | None,
    competencies: Sequence[tuple[int, int]] | None, actor: Actor, at: datetime,
) -> CourseVersion:  # fmt: skip
    """Say anew what the course is about. Visibility can change until the first publication."""
    lock_draft(version, actor=actor, at=at)
    known = _known(details)
    for name, value in known.items():
        setattr(version, name, value)
    version.save(update_fields=[*known, "changed_at"])
    offering = Offering.objects.select_for_update().get(pk=version.offering_id)
    if offering.published_version_id is None:
        offering.title, offering.title_hi = version.title, version.title_hi
        offering.visibility = visibility or offering.visibility
        offering.save(update_fields=["title", "title_hi", "visibility"])
    if competencies is not None:
        _tag(version, competencies)
    audit.record(actor, "courses.version.described", version, at, organisation_id=version.owner_id)
    return version


def _known(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: details[name] for name in DETAILS if name in details}


def _tag(version: CourseVersion, competencies: Sequence[tuple[int, int]]) -> None:
    VersionCompetency.objects.filter(version=version).delete()
    VersionCompetency.objects.bulk_create(
        VersionCompetency(version=version, owner_id=version.owner_id, competency_id=competency_id, level=level)
        for competency_id, level in dict(competencies).items()
    )


@transaction.atomic
def open_next_version(*, course: Course, actor: Actor, at: datetime) -> CourseVersion:
    """A draft that is a copy of the published version. Whoever is enrolled stays on theirs."""
    course = Course.objects.select_for_update().select_related("offering").get(pk=course.pk)
    if course.draft_id is not None:
        raise DraftRefused("DRAFT_EXISTS")
    if course.offering.state == OfferingState.RETIRED:
        raise DraftRefused("RETIRED")
    if (published := course.offering.published_version) is None:
        raise DraftRefused("NEVER_PUBLISHED")
    version = CourseVersion.objects.create(
        offering_id=course.pk,
        owner_id=course.owner_id,
        number=(course.offering.versions.aggregate(Max("number"))["number__max"] or 0) + 1,
        created_by_id=actor.person_id,
        completion_rule=published.completion_rule,
        **{name: getattr(published, name) for name in DETAILS},
    )
    _copy(published, version)
    course.draft = version
    course.save(update_fields=["draft"])
    lock_draft(version, actor=actor, at=at)
    audit.record(actor, "courses.version.begun", version, at, organisation_id=course.owner_id, number=version.number)
    return version


def _copy(old: CourseVersion, new: CourseVersion) -> None:
    """Modules, resources with all that hangs on them, competencies. Questions are shared: their wording is fixed.

    Where a key was corrected, the draft begins with the wording that has the right one."""
    _tag(new, list(VersionCompetency.objects.filter(version=old).values_list("competency_id", "level")))
    papers = {
        paper.resource_id: paper
        for paper in Paper.objects.filter(resource__version=old).prefetch_related("pool", "sections")
    }
    right = newest_of(entry.question_version_id for paper in papers.values() for entry in paper.pool.all())
    beside: dict[int, list[Any]] = defaultdict(list)
    for table in (Rendition, Captions, Chapters, Package):
        for row in table._default_manager.filter(version=old):
            beside[row.resource_id].append(row)
    for module in Module.objects.filter(version=old).order_by("position").prefetch_related("resources"):
        resources = sorted(module.resources.all(), key=lambda resource: resource.position)
        copied = _anew(module, version=new)
        for resource in resources:
            paper = papers.get(resource.pk)
            twin = _anew(resource, version=new, module=copied)
            for row in beside[resource.pk]:
                _anew(row, version=new, resource=twin)
            if paper is not None:
                pool = list(paper.pool.all())
                paper_twin = _anew(paper, resource=twin)
                sections: dict[int, PaperSection] = {
                    section.pk: _anew(section, paper=paper_twin) for section in paper.sections.all()
                }
                PaperQuestion.objects.bulk_create(
                    PaperQuestion(
                        paper=paper_twin,
                        section=sections[entry.section_id],
                        is_pinned=entry.is_pinned,
                        question_version_id=right.get(entry.question_version_id, entry.question_version_id),
                        owner_id=entry.owner_id,
                        position=entry.position,
                    )
                    for entry in pool
                )


def _anew(part: Any, **changed: Any) -> Any:
    """A draft row with the values of a published one and an identity of its own."""
    skipped = {"id", "uuid", "is_published", "is_national"}
    values = {f.attname: getattr(part, f.attname) for f in part._meta.concrete_fields if f.name not in skipped}
    for name, value in changed.items():
        values.pop(f"{name}_id", None)
        values[name] = value
    return type(part)._default_manager.create(**values)
