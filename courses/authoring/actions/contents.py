"""What a resource holds: its text, its file, its captions, how long it takes."""

import hashlib
from datetime import datetime

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.files.actions import store
from core.files.rules import M4A, MP3, MP4, OGG, PDF, WAV, WEBM
from core.refusals import Refusal
from courses.authoring.actions.drafts import lock_draft
from courses.authoring.actions.outline import sum_minutes
from courses.catalogue.models import Rendition, Resource, ResourceKind
from courses.catalogue.rules import TIMED
from courses.documents.tasks import ask_for_pages
from courses.films.actions import ask
from courses.films.tasks import ask_for_copies
from courses.formats import audio, pdf, video
from courses.formats.refusals import Unreadable
from courses.formats.text import plain, reading_minutes, safe_html

LANGUAGES = ("en", "hi")
LONGEST_TEXT = 200_000
ACCEPTED = {
    ResourceKind.VIDEO: frozenset({MP4, WEBM}),
    ResourceKind.AUDIO: frozenset({MP3, OGG, WAV, M4A, MP4}),
    ResourceKind.PDF: frozenset({PDF}),
}
MINUTES_A_PAGE = 2


class ContentRefused(Refusal):
    """OVERTAKEN: the text is not the one the person began from; the page shows both."""

    SENTENCES = {
        "OVERTAKEN": _("Somebody else saved this text since you opened it. Both are below; nothing was overwritten."),
        "TEXT_TOO_LONG": _("A text holds at most %(most)s letters. Make two resources of it."),
        "NOT_A_TEXT": _("Only a reading has a text."),
        "TAKES_NO_FILE": _("Only a video, a recording or a document has a file."),
        "NO_SUCH_LANGUAGE": _("A file can be in English or in Hindi."),
        "NOT_A_PACKAGE": _("Only an interactive package is brought as a zip archive."),
        "GONE": _("The part of the course that this was brought for was deleted meanwhile."),
        "NO_PICTURE": _("The file “%(name)s” holds no moving picture. Export it again as an MP4 video."),
        "BROKEN_VIDEO": _("The video “%(name)s” cannot be played: the file is damaged or cut off. Export it again."),
        "HAS_PICTURE": _("The file “%(name)s” holds a moving picture. Bring it as a video, or save its sound alone."),
        "NO_SOUND": _("The file “%(name)s” holds no sound."),
        "BROKEN_AUDIO": _("The recording “%(name)s” cannot be played: the file is damaged or cut off. Save it again."),
        "TOO_LONG": _("The file “%(name)s” is longer than %(hours)s hours. Cut it into parts."),
        "LOCKED_PDF": _("The document “%(name)s” is locked with a password. Save it without one and bring it again."),
        "BROKEN_PDF": _("The document “%(name)s” cannot be opened: the file is damaged. Save it as PDF again."),
        "NO_PAGES": _("The document “%(name)s” has no pages."),
        "TOO_MANY_PAGES": _("The document “%(name)s” has more than %(most)s pages. Cut it into parts."),
    }


def text_mark(resource: Resource) -> str:
    """Tells two states of a text apart: what a page was opened with and what there is now."""
    return hashlib.sha256(f"{resource.body}\x00{resource.body_hi}".encode()).hexdigest()[:20]


@transaction.atomic
def write_text(
    *, resource: Resource, body: str, body_hi: str, minutes: int | None, is_required: bool, seen: str | None,
    actor: Actor, at: datetime,
) -> Resource:  # fmt: skip
    """Keep a reading in both languages, made safe. `seen`: the mark of the text that the person began from."""
    lock_draft(resource.version, actor=actor, at=at)
    resource = Resource.objects.select_related("version").get(pk=resource.pk)
    if resource.kind != ResourceKind.TEXT:
        raise ContentRefused("NOT_A_TEXT")
    if seen is not None and seen != text_mark(resource):
        raise ContentRefused("OVERTAKEN")
    if max(len(body), len(body_hi)) > LONGEST_TEXT:
        raise ContentRefused("TEXT_TOO_LONG", most=LONGEST_TEXT)
    body, body_hi = safe_html(body), safe_html(body_hi)
    resource.body = body if plain(body) else ""
    resource.body_hi = body_hi if plain(body_hi) else ""
    resource.minutes = minutes or reading_minutes(resource.body, resource.body_hi)
    resource.is_required = is_required
    resource.save(update_fields=["body", "body_hi", "minutes", "is_required"])
    _changed(resource, "written", actor, at)
    return resource


@transaction.atomic
def set_terms(*, resource: Resource, minutes: int, is_required: bool, actor: Actor, at: datetime) -> Resource:
    """How many minutes it counts for, and whether the course is complete without it."""
    lock_draft(resource.version, actor=actor, at=at)
    resource.minutes, resource.is_required = minutes, is_required
    resource.save(update_fields=["minutes", "is_required"])
    _changed(resource, "terms_set", actor, at)
    return resource


@transaction.atomic
def bring_file(
    *, resource: Resource, upload: File, language: str = "", actor: Actor, at: datetime
) -> Resource:  # fmt: skip
    """Take a video, a recording or a document in a language: looked into before it is kept, its length found, minutes set.

    Without a language it is in the course's first. One that is there in it is replaced.
    """
    lock_draft(resource.version, actor=actor, at=at)
    kind = ResourceKind(resource.kind)
    language = language or first_language(resource)
    if kind not in ACCEPTED:
        raise ContentRefused("TAKES_NO_FILE")
    if language not in LANGUAGES:
        raise ContentRefused("NO_SUCH_LANGUAGE")
    stored = store(
        upload=upload,
        kind=f"courses.{kind}",
        accept=ACCEPTED[kind],
        actor=actor,
        at=at,
        organisation_id=resource.owner_id,
    )
    # Probed after storing, because only then it is known to be what its name says; a refusal rolls both back.
    try:
        upload.seek(0)
        if kind == ResourceKind.VIDEO:
            length = video.probe(upload, stored.content_type).seconds
        elif kind == ResourceKind.AUDIO:
            length = audio.probe(upload, stored.content_type)
        else:
            length = pdf.pages(upload)
            transaction.on_commit(lambda: ask_for_pages(stored.uuid))
        if kind in TIMED:
            ask(file_uuid=stored.uuid, at=at)
            transaction.on_commit(lambda: ask_for_copies(stored.uuid))
    except Unreadable as unreadable:
        default_storage.delete(stored.key)
        raise ContentRefused(unreadable.reason, name=stored.name, **unreadable.facts) from unreadable
    Rendition.objects.update_or_create(
        resource=resource,
        language=language,
        defaults={
            "version_id": resource.version_id,
            "owner_id": resource.owner_id,
            "file_uuid": stored.uuid,
            "content_type": stored.content_type,
            "size": stored.size,
            "length": length,
        },
    )
    _measure(resource)
    _changed(resource, "file_brought", actor, at, file=str(stored.uuid), length=length, language=language)
    return resource


@transaction.atomic
def remove_file(*, resource: Resource, language: str, actor: Actor, at: datetime) -> Resource:
    """Take the file of a language away. Twice is the same as once."""
    lock_draft(resource.version, actor=actor, at=at)
    gone, _each = Rendition.objects.filter(resource=resource, language=language).delete()
    if gone:
        _measure(resource)
        _changed(resource, "file_removed", actor, at, language=language)
    return resource


def first_language(resource: Resource) -> str:
    return next((language for language in resource.version.languages if language in LANGUAGES), LANGUAGES[0])


def _measure(resource: Resource) -> None:
    """Its longest rendition is its scale; minutes follow when that changes, and may then be set by hand."""
    longest = Rendition.objects.filter(resource=resource).aggregate(longest=Max("length"))["longest"]
    if longest and longest != resource.length:
        played = resource.kind in TIMED
        resource.minutes = max(1, round(longest / 60)) if played else longest * MINUTES_A_PAGE
    resource.length = longest
    resource.save(update_fields=["length", "minutes"])


def _changed(resource: Resource, what: str, actor: Actor, at: datetime, **facts: object) -> None:
    sum_minutes(resource.version)
    audit.record(actor, f"courses.resource.{what}", resource, at, organisation_id=resource.owner_id, **facts)
