"""Drawing a document's pages and keeping them."""

import logging
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import copyfileobj
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.files.queries import described, opened
from courses.documents.rules import WIDTHS, picture_key, text_key

log = logging.getLogger(__name__)
PATIENCE = 600  # seconds for a whole document


def draw(file_uuid: UUID) -> int:
    """Draw the pages that are not there yet; returns how many are there then. Twice is the same as once.

    A document that cannot be drawn is left as it is: its reader opens it whole.
    """
    file = described([file_uuid]).get(file_uuid)
    if file is None or file.content_type != "application/pdf":
        return 0
    with tempfile.TemporaryDirectory(prefix="pages-") as place:
        document, folder = Path(place) / "document.pdf", Path(place) / "pages"
        folder.mkdir()
        with opened(file) as source, document.open("wb") as target:
            copyfileobj(source, target)
        try:
            subprocess.run(
                [sys.executable, "-m", "courses.documents.drawing", str(document), str(folder)],
                cwd=settings.BASE_DIR, check=True, capture_output=True, timeout=PATIENCE, env={"PATH": ""},
            )  # fmt: skip
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            log.warning("document %s cannot be drawn: %s", file_uuid, (error.stderr or b"")[-300:])
        count = 0
        while (
            all((folder / f"{count + 1}-{width}.webp").exists() for width in WIDTHS)
            and (folder / f"{count + 1}.txt").exists()
        ):
            count += 1
            _keep(folder, file.sha256, count)
        return count


def _keep(folder: Path, sha256: str, number: int) -> None:
    """The text last: where it is, the pictures are."""
    for width in WIDTHS:
        _put(picture_key(sha256, number, width), (folder / f"{number}-{width}.webp").read_bytes())
    _put(text_key(sha256, number), (folder / f"{number}.txt").read_bytes())


def _put(key: str, content: bytes) -> None:
    """Storage would save under another name when two workers draw the same document; then the first one's stays."""
    if not default_storage.exists(key):
        saved = default_storage.save(key, ContentFile(content))
        if saved != key:
            default_storage.delete(saved)
