"""Making the small copies of a film and keeping them."""

import logging
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj
from uuid import UUID

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from core.files.queries import FileFace, described, opened
from core.refusals import Refusal
from core.tenancy.context import everywhere
from courses.films.models import CopiesState, FilmCopies
from courses.films.queries import REASONS
from courses.films.rules import COPIES, HEARTBEAT, LOW, MOST_TRIES, PATIENCE, POSTER, SILENCE, SOUND, WORTH, key
from courses.formats.audio import CONTAINERS as SOUNDS
from courses.formats.video import CONTAINERS as FILMS

log = logging.getLogger(__name__)
CONTAINERS = SOUNDS | FILMS


class CopiesRefused(Refusal):
    SENTENCES = REASONS


def ask(*, file_uuid: UUID, at: datetime) -> None:
    """Have the copies of a film made. Asked twice, made once."""
    with everywhere(reason="copies of a film", audited=False):
        FilmCopies.objects.bulk_create([FilmCopies(file_uuid=file_uuid, asked_at=at)], ignore_conflicts=True)


def make(*, file_uuid: UUID) -> bool:
    """Make what is not there yet; True when they are all made. A killed worker's film is taken up by the next one,
    copy by copy, and a copy is only seen once it is whole."""
    if not _begin(file_uuid):
        return False
    face = described([file_uuid]).get(file_uuid)
    sizes: dict[str, int | None] = {}
    reason = ""
    try:
        if face is None or face.content_type not in CONTAINERS:
            raise CopiesRefused("GONE")
        with tempfile.TemporaryDirectory(prefix="film-") as place:
            film = Path(place) / "film"
            try:
                with opened(face) as source, film.open("wb") as target:
                    copyfileobj(source, target, 1024 * 1024)
            except (FileNotFoundError, OSError) as error:
                raise CopiesRefused("GONE") from error
            for copy in (POSTER, SOUND, LOW):  # the quick ones first
                sizes[copy] = _copied(copy, face, film)
    except CopiesRefused as refusal:
        reason = refusal.reason
    _end(file_uuid, sizes, reason)
    return not reason


def _begin(file_uuid: UUID) -> bool:
    """Take the work, unless somebody has it who may be alive. One film at a time: relay, mails and jobs need the others."""
    now = timezone.now()
    with everywhere(reason="copies of a film", audited=False), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('courses.films'))")
        at_work = FilmCopies.objects.filter(state=CopiesState.MAKING, alive_at__gte=now - SILENCE)
        if at_work.exclude(pk=file_uuid).exists():
            return False
        free = Q(state=CopiesState.WAITING) | Q(state=CopiesState.MAKING, alive_at__lt=now - SILENCE)
        row = FilmCopies.objects.select_for_update(skip_locked=True).filter(free, pk=file_uuid).first()
        if row is None:
            return False
        row.state, row.alive_at, row.tries = CopiesState.MAKING, now, row.tries + 1
        if row.tries > MOST_TRIES:  # it has taken every worker with it
            row.state, row.reason = CopiesState.REFUSED, "BROKEN"
        row.save(update_fields=["state", "alive_at", "tries", "reason"])
        return row.state == CopiesState.MAKING


def _copied(copy: str, face: FileFace, film: Path) -> int | None:
    """The size of the copy, made or there already; None when the film gives none, or none worth having."""
    kept = key(face.sha256, copy)
    if default_storage.exists(kept):
        return default_storage.size(kept)
    made = film.with_name(copy)
    _run([copy, CONTAINERS[face.content_type], str(film), str(made)], face.uuid)
    if not made.exists() or not (size := made.stat().st_size):
        return None
    if copy != POSTER and size > WORTH * face.size:
        return None
    with made.open("rb") as content:
        saved = default_storage.save(kept, File(content))
    if saved != kept:  # another worker was quicker
        default_storage.delete(saved)
    return size


def _run(arguments: list[str], file_uuid: UUID) -> None:
    """The program, with a sign of life while it works."""
    until = timezone.now() + PATIENCE
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "courses.films.making", *arguments],
            cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said, env={"PATH": ""},
        )  # fmt: skip
        try:
            while True:
                try:
                    process.wait(HEARTBEAT.total_seconds())
                    break
                except subprocess.TimeoutExpired:
                    if timezone.now() > until:
                        raise CopiesRefused("TOO_SLOW") from None
                    _sign_of_life(file_uuid)
        finally:
            process.kill()
            process.wait()
        if process.returncode:
            said.seek(0)
            log.warning("no %s of film %s: %s", arguments[0], file_uuid, said.read()[-300:])
            raise CopiesRefused("BROKEN")


def _sign_of_life(file_uuid: UUID) -> None:
    with everywhere(reason="copies of a film", audited=False):
        FilmCopies.objects.filter(pk=file_uuid).update(alive_at=timezone.now())


def _end(file_uuid: UUID, sizes: dict[str, int | None], reason: str) -> None:
    with everywhere(reason="copies of a film", audited=False):
        FilmCopies.objects.filter(pk=file_uuid).update(
            state=CopiesState.REFUSED if reason else CopiesState.MADE,
            reason=reason,
            made_at=timezone.now(),
            **{f"{copy}_size": sizes.get(copy) for copy in COPIES},
        )
