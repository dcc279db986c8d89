"""Captions of a video, one file for each language: brought, replaced, removed."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.display.measures import duration
from core.files.rules import clean_name
from core.refusals import Refusal
from courses.authoring.actions.drafts import lock_draft
from courses.catalogue import renditions
from courses.catalogue.models import Captions, Resource
from courses.catalogue.rules import TIMED
from courses.formats import captions
from courses.formats.refusals import Unreadable

LANGUAGES = ("en", "hi")


class CaptionsRefused(Refusal):
    SENTENCES = {
        "NOT_A_VIDEO": _("Only a video or a recording has captions."),
        "NO_SUCH_LANGUAGE": _("Captions can be in English or in Hindi."),
        "EMPTY": _("The file “%(name)s” is empty."),
        "TOO_LARGE": _("The file “%(name)s” is larger than %(megabytes)s MB, the most we take."),
        "ENCODING": _("The file “%(name)s” is not in UTF-8. Save it as UTF-8 and bring it again."),
        "NOT_CAPTIONS": _("The file “%(name)s” holds no captions. We take WebVTT (.vtt) and SubRip (.srt)."),
        "NO_CUES": _("The captions “%(name)s” say nothing: no line has a time and words."),
        "TOO_MANY_CUES": _("The captions “%(name)s” have more than %(most)s cues."),
        "BAD_TIMES": _("In “%(name)s”, line %(line)s: these times cannot be read, or the end is before the beginning."),
        "OTHER_VIDEO": _("The captions “%(name)s” run to %(last)s, but the video ends at %(end)s. Are they its own?"),
    }


@transaction.atomic
def bring_captions(*, resource: Resource, language: str, upload: File, actor: Actor, at: datetime) -> Captions:
    """Keep what is said in the video in one language; what was there in it before is replaced."""
    lock_draft(resource.version, actor=actor, at=at)
    resource = Resource.objects.get(pk=resource.pk)
    if resource.kind not in TIMED:
        raise CaptionsRefused("NOT_A_VIDEO")
    if language not in LANGUAGES:
        raise CaptionsRefused("NO_SUCH_LANGUAGE")
    name = clean_name(upload.name or "")
    cues = _cues(upload, name)
    film = renditions.best(renditions.of(resource), language)
    if film and cues[-1].start > film.length * 1000:
        last = max(cue.end for cue in cues)
        raise CaptionsRefused("OTHER_VIDEO", name=name, last=duration(last // 1000), end=duration(film.length))
    kept, _created = Captions.objects.update_or_create(
        resource=resource,
        language=language,
        defaults={
            "version_id": resource.version_id,
            "owner_id": resource.owner_id,
            "file_name": name,
            "cues": [[cue.start, cue.end, cue.text] for cue in cues],
        },
    )
    _changed(resource, "captions_brought", actor, at, language=language, cues=len(cues))
    return kept


@transaction.atomic
def remove_captions(*, resource: Resource, language: str, actor: Actor, at: datetime) -> None:
    """Take the captions of a language away. Twice is the same as once."""
    lock_draft(resource.version, actor=actor, at=at)
    gone, _each = Captions.objects.filter(resource=resource, language=language).delete()
    if gone:
        _changed(resource, "captions_removed", actor, at, language=language)


def _cues(upload: File, name: str) -> list[captions.Cue]:
    data = upload.read(captions.MOST_BYTES + 1)
    if not data:
        raise CaptionsRefused("EMPTY", name=name)
    if len(data) > captions.MOST_BYTES:
        raise CaptionsRefused("TOO_LARGE", name=name, megabytes=captions.MOST_BYTES // 1024 // 1024)
    try:
        return captions.read(data)
    except Unreadable as unreadable:
        raise CaptionsRefused(unreadable.reason, name=name, **unreadable.facts) from unreadable


def _changed(resource: Resource, what: str, actor: Actor, at: datetime, **facts: object) -> None:
    audit.record(actor, f"courses.resource.{what}", resource, at, organisation_id=resource.owner_id, **facts)
