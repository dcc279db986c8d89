"""Reading what is known of files."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core.files.base import File
from django.core.files.storage import default_storage

from core.files.models import StoredFile
from core.tenancy.context import everywhere


@dataclass(frozen=True, slots=True)
class FileFace:
    """What signing a URL and showing a file need."""

    uuid: UUID
    name: str
    content_type: str
    size: int
    sha256: str
    key: str

    @classmethod
    def of(cls, file: StoredFile) -> "FileFace":
        return cls(file.uuid, file.name, file.content_type, file.size, file.sha256, file.key)


def described(uuids: Iterable[UUID]) -> dict[UUID, FileFace]:
    """Files by uuid, past their fence: for callers whose own fenced row names the file.

    A learner may not see a provider's file rows, but a resource of a course they may see names one of them.
    """
    with everywhere(reason="files named by a visible row", audited=False):
        return {file.uuid: FileFace.of(file) for file in StoredFile.objects.filter(uuid__in=list(uuids))}


def opened(file: StoredFile | FileFace) -> File:
    """The bytes, for reading; the caller closes."""
    return default_storage.open(file.key, "rb")
