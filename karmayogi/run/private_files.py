"""Files that only their owner may read: generated passwords and keys of a local run."""

import os
import secrets
from pathlib import Path


def kept_secret(path: Path) -> str:
    """The secret kept in this file; made on the first call and the same ever after."""
    if path.exists():
        return path.read_text().strip()
    value = secrets.token_urlsafe(40)
    write_private(path, value)
    return value


def write_private(path: Path, text: str) -> None:
    """Write so that no moment exists in which others could read it, or find half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text + "\n")
    draft.replace(path)
