"""Chapters of a video or recording, in one language at a time: written as lines, brought as a file, removed."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.display.measures import clock
from core.files.rules import clean_name
from core.refusals import Refusal
from courses.authoring.actions.drafts import lock_draft
from courses.catalogue import renditions
from courses.catalogue.models import Chapters, Resource
from courses.catalogue.rules import TIMED
from courses.formats import chapters
from courses.formats.captions import MOST_BYTES
from courses.formats.chapters import Chapter
from courses.formats.refusals import Unreadable


class ChaptersRefused(Refusal):
    SENTENCES = {
        "NOT_PLAYED": _("Only a video or a recording has chapters."),
        "NO_SUCH_LANGUAGE": _("Chapters can be in English or in Hindi."),
        "NO_TIME": _("Line %(line)s does not begin with a time such as 2:30 or 1:02:30."),
        "NO_TITLE": _("Line %(line)s has a time and no title."),
        "SAME_TIME": _("Two chapters begin at %(time)s."),
        "TITLE_TOO_LONG": _("The title of the chapter at %(time)s is longer than %(most)s letters."),
        "TOO_MANY": _("A film holds at most %(most)s chapters."),
        "AFTER_THE_END": _("The chapter at %(time)s begins after the end, %(end)s."),
        "EMPTY": _("The file “%(name)s” is empty."),
        "TOO_LARGE": _("The file “%(name)s” is larger than %(megabytes)s MB, the most we take."),
        "ENCODING": _("The file “%(name)s” is not in UTF-8. Save it as UTF-8 and bring it again."),
        "NOT_CAPTIONS": _("The file “%(name)s” holds no chapters. We take WebVTT (.vtt)."),
        "NO_CUES": _("The file “%(name)s” names no chapter."),
        "TOO_MANY_CUES": _("The file “%(name)s” holds more than %(most)s chapters."),
        "BAD_TIMES": _("In “%(name)s”, line %(line)s: these times cannot be read, or the end is before the beginning."),
    }


@transaction.atomic
def write_chapters(
    *, resource: Resource, language: str, marks: list[Chapter], actor: Actor, at: datetime
) -> list[Chapter]:  # fmt: skip
    """Keep the chapters of a language in place of those there; none takes them away. Twice is the same as once."""
    lock_draft(resource.version, actor=actor, at=at)
    if resource.kind not in TIMED:
        raise ChaptersRefused("NOT_PLAYED")
    if language not in renditions.LABELS:
        raise ChaptersRefused("NO_SUCH_LANGUAGE")
    film = renditions.best(renditions.of(resource), language)
    if film and (late := next((one for one in marks if one.start >= film.length * 1000), None)):
        raise ChaptersRefused("AFTER_THE_END", time=clock(late.start / 1000), end=clock(film.length))
    there = Chapters.objects.filter(resource=resource, language=language)
    rows = [[one.start, one.title] for one in marks]
    if rows == next(iter(there.values_list("marks", flat=True)), []):
        return marks
    there.delete()
    if rows:
        Chapters.objects.create(
            resource=resource, version_id=resource.version_id, owner_id=resource.owner_id, language=language, marks=rows
        )
    audit.record(
        actor, "courses.resource.chapters_written", resource, at, organisation_id=resource.owner_id, language=language,
        chapters=len(rows),
    )  # fmt: skip
    return marks


def written(lines: str) -> list[Chapter]:
    """What somebody typed, or why it cannot be read."""
    try:
        return chapters.of_lines(lines)
    except Unreadable as unreadable:
        raise ChaptersRefused(unreadable.reason, **unreadable.facts) from unreadable


def listed(marks: list[Chapter]) -> list[Chapter]:
    """What a program listed, or why it cannot be."""
    try:
        return chapters.in_order(marks)
    except Unreadable as unreadable:
        raise ChaptersRefused(unreadable.reason, **unreadable.facts) from unreadable


def brought(upload: File) -> list[Chapter]:
    """What a file says, or why it cannot be read."""
    name, data = clean_name(upload.name or ""), upload.read(MOST_BYTES + 1)
    if not data:
        raise ChaptersRefused("EMPTY", name=name)
    if len(data) > MOST_BYTES:
        raise ChaptersRefused("TOO_LARGE", name=name, megabytes=MOST_BYTES // 1024 // 1024)
    try:
        return chapters.of_file(data)
    except Unreadable as unreadable:
        raise ChaptersRefused(unreadable.reason, **{"name": name, **unreadable.facts}) from unreadable
