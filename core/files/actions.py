"""Keeping files: looked at, measured, hashed and stored under a random key."""

import hashlib
import uuid
from datetime import datetime

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries
from core.audit.actor import Actor
from core.files import rules
from core.files.models import StoredFile
from core.refusals import Refusal


class FileRefused(Refusal):
    SENTENCES = {
        "EMPTY": _("The file “%(name)s” is empty."),
        "TOO_LARGE": _("The file “%(name)s” is larger than %(megabytes)s MB, the most we take."),
        "KIND_NOT_TAKEN": _("The file “%(name)s” is of a kind we do not take here. We take: %(accepted)s."),
        "NOT_WHAT_ITS_NAME_SAYS": _(
            "The file “%(name)s” is not a %(said)s file, although its name says so. Save it as %(said)s and try again."
        ),
    }


@transaction.atomic
def store(
    *,
    upload: File,
    kind: str,
    accept: frozenset[str],
    actor: Actor,
    at: datetime,
    name: str | None = None,
    organisation_id: int | None = None,
    person_id: int | None = None,
    max_mb: int | None = None,
) -> StoredFile:
    """Keep a file that somebody brought, or refuse it with a plain reason.

    `accept` lists content types (core.files.rules). Reads the upload in pieces; a large file is never in memory.
    """
    name = rules.clean_name(name or upload.name or "")
    limit = min(max_mb or settings.UPLOAD_MAX_MB, settings.UPLOAD_MAX_MB)
    head, tail, size, sha256 = _look(upload, limit * 1024 * 1024)
    found = rules.content_type(head, tail, name=name)
    if no := rules.refusal(name=name, size=size, found=found, accept=accept, max_mb=limit):
        raise FileRefused(no.reason, **no.facts)
    key = default_storage.save(f"{kind.replace('.', '/')}/{at:%Y/%m}/{uuid.uuid4().hex}", upload)
    try:
        with transaction.atomic():
            file = StoredFile.objects.create(
                kind=kind,
                name=name,
                content_type=found or "",
                size=size,
                sha256=sha256,
                key=key,
                person_id=person_id if person_id is not None else actor.person_id,
                organisation_id=organisation_id if organisation_id is not None else actor.organisation_id,
                created_at=at,
            )
            entries.record(actor, "core.file.stored", file, at, organisation_id=file.organisation_id, sha256=sha256)
    except BaseException:
        default_storage.delete(key)
        raise
    return file


def _look(upload: File, limit: int) -> tuple[bytes, bytes, int, str]:
    """First and last bytes, size and hash. Stops reading once the file is too large to be taken."""
    digest, size, head, tail = hashlib.sha256(), 0, b"", b""
    upload.seek(0)
    while piece := upload.read(1024 * 1024):
        head = head + piece[: rules.HEAD - len(head)] if len(head) < rules.HEAD else head
        tail = (tail + piece)[-65536:]
        size += len(piece)
        digest.update(piece)
        if size > limit:
            break
    upload.seek(0)
    return head, tail, size, digest.hexdigest()
