"""Reads of authoring, shaped for its pages and endpoints."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from courses.authoring import rules
from courses.authoring.models import Contribution, OutlineChange, ReviewComment, ReviewDecision, WorkingCopy
from courses.catalogue.models import (
    Captions,
    Course,
    CourseVersion,
    Module,
    OfferingState,
    Rendition,
    Resource,
    ResourceKind,
    VersionCompetency,
    VersionState,
)
from courses.catalogue.queries import ICONS, LANGUAGES
from courses.formats import gift_writing
from courses.questions import wording
from courses.questions.models import Paper, PaperQuestion, PaperSection
from courses.questions.rules.papers import shown
from institutions.organisations.models import Organisation

STATES: dict[str, str | Promise] = {
    "draft": pgettext_lazy("state of a course", "Draft"),
    "in_review": pgettext_lazy("state of a course", "In review"),
    "changes_asked": pgettext_lazy("state of a course", "Changes asked"),
    "live": pgettext_lazy("state of a course", "Live"),
    "retired": pgettext_lazy("state of a course", "Retired"),
}
CHIPS = {"draft": "plain", "in_review": "info", "changes_asked": "warn", "live": "ok", "retired": "plain"}

MISSING_SENTENCES: dict[str, str | Promise] = {
    "NO_SUMMARY": _("Write a summary."),
    "NO_OUTCOMES": _("Say what learners will be able to do."),
    "NO_LANGUAGES": _("Choose the languages of the course."),
    "NO_COMPETENCIES": _("Tag at least one competency with its level."),
    "NO_HINDI_TITLE": _("Give the Hindi title."),
    "NO_HINDI_SUMMARY": _("Write the Hindi summary."),
    "NO_MODULES": _("Add a module."),
    "EMPTY_MODULE": _("The module “%(title)s” is empty."),
    "NOTHING_REQUIRED": _("At least one resource must be required."),
    "NO_HINDI_RESOURCE_TITLE": _("“%(title)s” has no Hindi title."),
    "NO_TEXT_EN": _("“%(title)s” has no English text."),
    "NO_TEXT_HI": _("“%(title)s” has no Hindi text."),
    "NO_FILE": _("“%(title)s” has no file yet."),
    "NO_FILE_EN": _("“%(title)s” has no English file; who learns in English gets the other."),
    "NO_FILE_HI": _("“%(title)s” has no Hindi file; who learns in Hindi gets the other."),
    "NO_CAPTIONS": _("What is said in “%(title)s” is not written down: captions serve who cannot hear it, or may not."),
    "LENGTHS_DIFFER": _("“%(title)s” is much longer in one language than in the other. Are both the whole of it?"),
    "NO_LINK": _("“%(title)s” leads nowhere yet."),
    "LINK_UNPROVEN": _("“%(title)s” is required and leads outside: that it was read is the learner's word alone."),
    "NO_PACKAGE": _("“%(title)s” has no package yet."),
    "NO_QUESTIONS": _("“%(title)s” has no questions."),
    "POOL_TOO_SMALL": _("“%(title)s” asks %(pick)s questions, but has only %(pool)s."),
    "PINNED_TOO_MANY": _("“%(title)s” asks %(pick)s questions, but %(pinned)s are to be asked always."),
}
CHANGE_SENTENCES: dict[str, str | Promise] = {
    "began": _("The draft was begun."),
    "module_added": _("%(name)s added the module “%(title)s”."),
    "resource_added": _("%(name)s added “%(title)s”."),
    "renamed": _("%(name)s renamed something to “%(title)s”."),
    "deleted": _("%(name)s deleted “%(title)s”."),
    "moved_up": _("%(name)s moved “%(title)s” up."),
    "moved_down": _("%(name)s moved “%(title)s” down."),
}
KIND_ICONS = ICONS | {"text": "file-earmark-text", "quiz": "patch-question"}


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course in the provider's list; one in work besides its live version has a row in each state."""

    code: str
    title: str
    state: str
    state_label: str
    chip: str
    number: int
    changed_at: datetime
    languages: str
    minutes: int


def course_rows(organisation: Organisation) -> list[CourseRow]:
    """All courses of the provider, newest change first."""
    language = get_language() or "en"
    courses = (
        Course.objects.filter(owner=organisation)
        .select_related("offering", "draft", "offering__published_version")
        .order_by("-pk")
    )
    returned = set(WorkingCopy.objects.filter(owner=organisation, is_returned=True).values_list("pk", flat=True))
    rows = []
    for course in courses:
        offering = course.offering
        if course.draft is not None:
            state = (
                "in_review"
                if course.draft.state == VersionState.IN_REVIEW
                else "changes_asked"
                if course.draft_id in returned
                else "draft"
            )
            rows.append(_row(offering.code, course.draft, state, language))
        if offering.published_version is not None:
            state = "live" if offering.state == OfferingState.LIVE else "retired"
            rows.append(_row(offering.code, offering.published_version, state, language))
    return sorted(rows, key=lambda row: row.changed_at, reverse=True)


def _row(code: str, version: CourseVersion, state: str, language: str) -> CourseRow:
    return CourseRow(
        code,
        version.title_in(language),
        state,
        str(STATES[state]),
        CHIPS[state],
        version.number,
        version.published_at or version.changed_at,
        ", ".join(LANGUAGES.get(code, code) for code in version.languages),
        version.minutes,
    )


def state_of(course: Course) -> str:
    """The state shown beside the title of a course's pages: that of its draft, if it has one."""
    if course.draft is None:
        return "live" if course.offering.state == OfferingState.LIVE else "retired"
    if course.draft.state == VersionState.IN_REVIEW:
        return "in_review"
    return "changes_asked" if WorkingCopy.objects.filter(pk=course.draft_id, is_returned=True).exists() else "draft"


def revision_of(version: CourseVersion) -> int:
    return WorkingCopy.objects.filter(pk=version.pk).values_list("revision", flat=True).first() or 1


def draft_mark(version: CourseVersion) -> str:
    """Tells two states of a draft apart: every change to it begins by touching it."""
    return f"{version.changed_at:%Y%m%dT%H%M%S%f}"


@dataclass(slots=True)
class ResourceRow:
    id: int
    uuid: UUID
    kind: str
    kind_label: str
    icon: str
    title: str
    title_hi: str
    minutes: int
    is_required: bool
    note: str = ""
    comments: list[ReviewComment] = field(default_factory=list)

    def title_here(self) -> str:
        """In the reader's language, when it has one in it."""
        return here(self.title, self.title_hi)


@dataclass(slots=True)
class ModuleRow:
    id: int
    uuid: UUID
    title: str
    title_hi: str
    minutes: int = 0
    resources: list[ResourceRow] = field(default_factory=list)
    comments: list[ReviewComment] = field(default_factory=list)

    def title_here(self) -> str:
        return here(self.title, self.title_hi)


def here(title: str, title_hi: str) -> str:
    return (get_language() == "hi" and title_hi) or title


def outline(version: CourseVersion) -> list[ModuleRow]:
    """Modules with their resources, in order; two queries, however long."""
    modules = {
        row.pk: ModuleRow(row.pk, row.uuid, row.title, row.title_hi)
        for row in Module.objects.filter(version=version).order_by("position")
    }
    for row in Resource.objects.filter(version=version).order_by("position").defer("body", "body_hi"):
        module = modules[row.module_id]
        module.minutes += row.minutes
        module.resources.append(
            ResourceRow(
                row.pk,
                row.uuid,
                row.kind,
                str(ResourceKind(row.kind).label),
                KIND_ICONS[row.kind],
                row.title,
                row.title_hi,
                row.minutes,
                row.is_required,
            )
        )
    return list(modules.values())


def version_facts(version: CourseVersion) -> rules.VersionFacts:
    """What the rule of submission judges; five queries, however long."""
    files: dict[int, dict[str, int]] = defaultdict(dict)
    for resource_id, language, length in Rendition.objects.filter(version=version).values_list(
        "resource_id", "language", "length"
    ):
        files[resource_id][language] = length
    sections: dict[int, list[rules.PaperFacts]] = defaultdict(list)
    for resource_id, pick, pool, pinned in (
        PaperSection.objects.filter(paper__resource__version=version)
        .annotate(count=Count("pool"), pinned=Count("pool", filter=Q(pool__is_pinned=True)))
        .order_by("position")
        .values_list("paper__resource_id", "pick", "count", "pinned")
    ):
        sections[resource_id].append(rules.PaperFacts(pick, pool, pinned))
    resources: dict[int, list[rules.ResourceFacts]] = defaultdict(list)
    for row in (
        Resource.objects.filter(version=version)
        .order_by("position")
        .annotate(
            says=Q(body__gt=""),
            says_hi=Q(body_hi__gt=""),
            has_captions=Exists(Captions.objects.filter(resource=OuterRef("pk"))),
        )
        .defer("body", "body_hi")
    ):
        resources[row.module_id].append(
            rules.ResourceFacts(
                uuid=row.uuid,
                kind=row.kind,
                title=here(row.title, row.title_hi),
                title_hi=row.title_hi,
                has_body=row.says,
                has_body_hi=row.says_hi,
                files=files[row.pk],
                has_package=row.file_uuid is not None,
                has_link=bool(row.url),
                is_required=row.is_required,
                has_captions=row.has_captions,
                sections=tuple(sections[row.pk]),
            )
        )
    return rules.VersionFacts(
        title_hi=version.title_hi,
        summary=version.summary,
        summary_hi=version.summary_hi,
        outcomes=len(version.outcomes),
        languages=tuple(version.languages),
        competencies=VersionCompetency.objects.filter(version=version).count(),
        modules=tuple(
            rules.ModuleFacts(
                module.uuid, here(module.title, module.title_hi), module.title_hi, tuple(resources[module.pk])
            )
            for module in Module.objects.filter(version=version).order_by("position")
        ),
    )


def missing_sentence(missing: rules.Missing) -> str:
    return str(MISSING_SENTENCES[missing.code]) % missing.facts


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Both states in words: the outline that the person saw, what happened since, and the outline now."""

    seen: list[dict[str, Any]]
    changes: list[tuple[str, datetime]]
    now: list[dict[str, Any]]


def overtaken(version: CourseVersion, seen: int) -> Overtaken:
    changes = list(OutlineChange.objects.filter(version=version, revision__gte=seen).order_by("revision"))
    before: list[dict[str, Any]] = next((change.outline for change in changes if change.revision == seen), [])
    later = [change for change in changes if change.revision > seen]
    return Overtaken(
        seen=before,
        changes=[
            (str(CHANGE_SENTENCES[change.kind]) % {"name": change.person_name, "title": change.title}, change.at)
            for change in later
        ],
        now=later[-1].outline if later else before,
    )


def comments_on(version: CourseVersion) -> list[ReviewComment]:
    return list(
        ReviewComment.objects.filter(version=version).select_related("module", "resource").order_by("settled_at", "at")
    )


def decisions_on(version: CourseVersion) -> list[ReviewDecision]:
    return list(ReviewDecision.objects.filter(version=version).order_by("-at"))


@dataclass(frozen=True, slots=True)
class ReviewRow:
    code: str
    title: str
    number: int
    submitted_at: datetime | None
    submitted_by: str
    open_comments: int
    is_mine: bool


def review_queue(organisation: Organisation, person_id: int) -> list[ReviewRow]:
    """Versions in review, the longest waiting first. `is_mine`: the person had a hand in it and cannot publish it."""
    language = get_language() or "en"
    versions = list(
        CourseVersion.objects.filter(owner=organisation, state=VersionState.IN_REVIEW)
        .select_related("offering")
        .order_by("submitted_at")
    )
    open_comments = dict(
        ReviewComment.objects.filter(version__in=versions, settled_at=None)
        .values_list("version_id")
        .annotate(count=Count("pk"))
        .values_list("version_id", "count")
    )
    mine = set(
        Contribution.objects.filter(version__in=versions, person_id=person_id).values_list("version_id", flat=True)
    )
    submitted = {
        decision.version_id: decision.person_name
        for decision in ReviewDecision.objects.filter(version__in=versions, decision="submitted").order_by("at")
    }
    return [
        ReviewRow(
            version.offering.code,
            version.title_in(language),
            version.number,
            version.submitted_at,
            submitted.get(version.pk, ""),
            open_comments.get(version.pk, 0),
            version.pk in mine or person_id in {version.created_by_id, version.submitted_by_id},
        )
        for version in versions
    ]


def pool(paper: Paper) -> list[PaperQuestion]:
    """The questions of a quiz with their keys, for those who make it."""
    return list(
        PaperQuestion.objects.filter(paper=paper)
        .select_related("question_version__question")
        .select_related("section")
        .order_by("section__position", "position", "question_version_id")
    )


def as_gift(paper: Paper, language: str) -> str:
    """The questions of a quiz with their keys as a file that other learning platforms read, and this one again."""
    return gift_writing.write([wording.brought(entry.question_version) for entry in pool(paper)], language=language)


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section of a quiz with its questions. `terms`: what it gives and asks, in words."""

    section: PaperSection
    title: str
    terms: list[str]
    entries: list[PaperQuestion]


def sections(paper: Paper) -> list[SectionRow]:
    """In order; two queries, however many."""
    entries: dict[int, list[PaperQuestion]] = defaultdict(list)
    for entry in pool(paper):
        entries[entry.section_id].append(entry)
    return [
        SectionRow(section, section_title(section), _terms(section), entries[section.pk])
        for section in PaperSection.objects.filter(paper=paper).order_by("position")
    ]


def section_title(section: PaperSection) -> str:
    return here(section.title, section.title_hi) or gettext("Section %(number)s") % {"number": section.position}


def _terms(section: PaperSection) -> list[str]:
    terms = section.terms()
    marks = shown(terms.marks)
    said = [gettext("1 mark each") if terms.marks == 1 else gettext("%(marks)s marks each") % {"marks": marks}]
    if terms.penalty:
        said.append(gettext("%(lost)s lost for a wrong answer") % {"lost": shown(terms.marks * terms.penalty)})
    if terms.cut_off:
        said.append(gettext("at least %(percent)s%% needed") % {"percent": terms.cut_off})
    return said


@dataclass(frozen=True, slots=True)
class Makers:
    """A version and who had a hand in it. `reason`: of the last return; `sent_by`: who last sent it for review."""

    uuid: UUID
    title: str
    title_hi: str
    number: int
    organisation: str
    code: str
    reason: str
    sent_by: str
    is_in_review: bool
    person_ids: list[int]


def makers_of(version_id: int) -> Makers | None:
    version = CourseVersion.objects.select_related("offering", "owner").filter(pk=version_id).first()
    if version is None:
        return None
    last = {decision.decision: decision for decision in ReviewDecision.objects.filter(version=version).order_by("at")}
    returned, sent = last.get("returned"), last.get("submitted")
    people = set(Contribution.objects.filter(version=version).values_list("person_id", flat=True))
    if version.created_by_id is not None:
        people.add(version.created_by_id)
    return Makers(
        uuid=version.uuid,
        title=version.title,
        title_hi=version.title_hi,
        number=version.number,
        organisation=version.owner.code,
        code=version.offering.code,
        reason=returned.reason if returned else "",
        sent_by=sent.person_name if sent else "",
        is_in_review=version.state == VersionState.IN_REVIEW,
        person_ids=sorted(people),
    )
