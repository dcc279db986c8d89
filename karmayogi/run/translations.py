"""Compiled translations (.mo) are made from the .po files at the start, by a command of ours: no system gettext."""

from pathlib import Path

from .manage import Manage
from .stamps import fingerprint, is_stamped, put_stamp


def compile_translations(root: Path, manage: Manage) -> bool:
    """False when the compiled files are those of these sources already."""
    sources = sorted((root / "locale").glob("*/LC_MESSAGES/*.po"))
    if not sources or not manage.has("compile_translations"):
        return False
    stamp = root / ".venv" / "translations-compiled-from"
    value = fingerprint(sources)
    if is_stamped(stamp, value) and all(source.with_suffix(".mo").exists() for source in sources):
        return False
    manage.run("compile_translations", failure="The translations could not be compiled")
    put_stamp(stamp, value)
    return True
