"""Exports too large for a page: rows are collected in parts, then written as one file for who asked."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.audit import entries
from core.exports.kinds import KINDS
from core.exports.rules import safe
from core.exports.writer import CSV, XLSX, Table, write
from core.files import rules as file_rules
from core.files.actions import store
from core.jobs.kinds import Chunk, JobStopped, Work, job_kind
from core.tenancy.context import everywhere

PART = 2000  # rows read in one chunk
ACCEPT = {CSV: frozenset({file_rules.CSV}), XLSX: frozenset({file_rules.XLSX})}


@job_kind("core.exports.write")
def write_export(work: Work) -> Chunk:
    """One part of rows; after the last part, the file. A part done twice is written over itself."""
    kind = KINDS.get(work.params["export"])
    if kind is None:
        raise JobStopped(_("This export is not known to this version of the platform."))
    cursor = work.cursor or {"part": 0, "after": None, "collected": False}
    arguments = work.params["arguments"]
    if cursor["collected"]:
        return _file(work, cursor["part"], str(kind.title(arguments)), kind.columns(arguments))
    rows, after = kind.page(arguments, cursor["after"], PART)
    lines = "\n".join(json.dumps([safe(value) for value in row], ensure_ascii=False) for row in rows)
    key = _part(work, cursor["part"])
    default_storage.delete(key)
    default_storage.save(key, ContentFile(lines.encode()))
    return Chunk(
        cursor={"part": cursor["part"] + 1, "after": after, "collected": after is None},
        done=len(rows),
        step=0 if after is not None else 1,
    )


def _file(work: Work, parts: int, title: str, columns: Sequence[str]) -> Chunk:
    file_format = work.params["format"]
    with tempfile.TemporaryFile() as target:
        write(Table(title, columns, _collected(work, parts), work.actor.name, work.at), file_format, target)
        with everywhere(reason="export kept for who asked", audited=False):
            file = store(
                upload=File(target, name="export"),
                name=f"{slugify(title, allow_unicode=True) or 'export'}.{file_format}",
                kind="core.exports",
                accept=ACCEPT[file_format],
                actor=work.actor,
                at=work.at,
            )
            entries.record(work.actor, "core.export.made", file, work.at, export=work.params["export"], rows=work.done)
    transaction.on_commit(lambda: _forget_parts(work, parts))
    return Chunk(cursor=work.cursor, is_last=True, result={"file": str(file.uuid)})


def _collected(work: Work, parts: int) -> Iterator[Sequence[Any]]:
    for number in range(parts):
        with default_storage.open(_part(work, number)) as part:
            for line in part.read().decode().split("\n"):
                if line:
                    yield json.loads(line)  # safe already; a second time changes nothing


def _forget_parts(work: Work, parts: int) -> None:
    for number in range(parts):
        default_storage.delete(_part(work, number))


def _part(work: Work, number: int) -> str:
    return f"core/exports/parts/{work.uuid}/{number}"
