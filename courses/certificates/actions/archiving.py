"""Several certificates as one ZIP: a person's own at once when they are few, by a job when they are many."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import IO, Literal
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.audit import entries as audit
from core.audit.actor import Actor
from core.files import rules as file_rules
from core.files.actions import store
from core.jobs.actions import start
from core.jobs.kinds import Chunk, Work
from core.jobs.models import Job
from core.refusals import Refusal
from core.tenancy.context import everywhere
from courses.certificates.actions.drawing import document_of
from courses.certificates.models import Certificate, CertificateState
from courses.certificates.queries import in_language
from courses.certificates.rules import Content, file_name

AT_ONCE = 20  # certificates drawn while the person waits
A_CHUNK = 25


class ArchiveRefused(Refusal):
    SENTENCES = {
        "NOTHING_CHOSEN": gettext_lazy("Choose at least one valid certificate."),
        "NOT_YOURS": gettext_lazy(
            "Only your own valid certificates can be downloaded. Open the list again and choose anew."
        ),
    }


def chosen(*, person_id: int, uuids: Sequence[UUID] | None) -> list[Certificate]:
    """The person's valid certificates, the newest first: all, or exactly those asked for."""
    valid = Certificate.objects.filter(person_id=person_id, state=CertificateState.ISSUED)
    if uuids is not None:
        valid = valid.filter(uuid__in=uuids)
    found = list(valid.order_by("-completed_at", "-pk"))
    if uuids is not None and len(found) != len(set(uuids)):
        raise ArchiveRefused("NOT_YOURS")
    if not found:
        raise ArchiveRefused("NOTHING_CHOSEN")
    return found


def write_archive(
    named: Iterable[tuple[str, Certificate]], target: IO[bytes], *, mode: Literal["w", "a"] = "w"
) -> None:
    """Each under its name, which may hold folders. PDFs are packed already, so they are only put together."""
    with zipfile.ZipFile(target, mode, zipfile.ZIP_STORED) as archive:
        for name, certificate in named:
            archive.writestr(zipfile.ZipInfo(name, certificate.issued_at.timetuple()[:6]), document_of(certificate))


def _named(certificates: Iterable[Certificate], language: str) -> Iterator[tuple[str, Certificate]]:
    """A person's own: by day and course, in the reader's language."""
    for certificate in certificates:
        content = Content.from_json(certificate.content)
        course = in_language(content.course, content.course_hi, language)
        yield file_name(content.completed_on, course, certificate.number), certificate


def hand_out(
    *, certificates: Sequence[Certificate], language: str, target: IO[bytes], actor: Actor, at: datetime
) -> None:
    """Write a few at once, while the person waits."""
    write_archive(_named(certificates, language), target)
    audit.record(actor, "courses.certificates.archived", None, at, certificates=len(certificates))


def start_archive(*, certificates: Sequence[Certificate], language: str, actor: Actor, at: datetime) -> Job:
    """Have a worker draw what is missing and put all together; the job leads to the file."""
    return start(
        kind="courses.certificates.archive",
        title=ngettext("%(n)s certificate as ZIP", "%(n)s certificates as ZIP", len(certificates))
        % {"n": len(certificates)},
        params={"certificates": [str(one.uuid) for one in certificates], "language": language},
        actor=actor,
        at=at,
        steps=[_("Draw the certificates"), _("Write the file")],
        total=len(certificates),
    )


def draw_missing(uuids: Iterable[UUID]) -> None:
    """Draw those of the scope that nobody has drawn yet."""
    for certificate in Certificate.objects.filter(uuid__in=list(uuids), document_key=""):
        document_of(certificate)


def write_proofs(paths: Mapping[UUID, str], index: bytes, target: IO[bytes]) -> None:
    """Certificates of many people, each at its path, and a list of them in front."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("index.csv", index, zipfile.ZIP_DEFLATED)
    rows = Certificate.objects.filter(uuid__in=list(paths), state=CertificateState.ISSUED)
    write_archive(((paths[row.uuid], row) for row in rows.iterator(chunk_size=100)), target, mode="a")


def archive_chunk(work: Work) -> Chunk:
    """Draw the next ones; when all are drawn, the file. Runs in the scope of who asked, so it finds only their own."""
    uuids = work.params["certificates"]
    begin = work.cursor or 0
    if begin < len(uuids):
        here = uuids[begin : begin + A_CHUNK]
        found = Certificate.objects.filter(uuid__in=here, person_id=work.person_id or 0, state=CertificateState.ISSUED)
        for certificate in found:
            document_of(certificate)
        end = begin + len(here)
        return Chunk(cursor=end, done=len(here), step=0 if end < len(uuids) else 1)
    rows = Certificate.objects.filter(uuid__in=uuids, person_id=work.person_id or 0, state=CertificateState.ISSUED)
    with tempfile.TemporaryFile() as target:
        write_archive(_named(rows.order_by("-completed_at", "-pk").iterator(), work.params["language"]), target)
        with everywhere(reason="archive kept for who asked", audited=False):
            file = store(
                upload=File(target, name="certificates.zip"),
                name=_("certificates.zip"),
                kind="courses.certificates",
                accept=frozenset({file_rules.ZIP}),
                actor=work.actor,
                at=work.at,
            )
            audit.record(work.actor, "courses.certificates.archived", file, work.at, certificates=len(uuids))
    return Chunk(cursor=begin, is_last=True, result={"file": str(file.uuid)})
