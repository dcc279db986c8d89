"""Gathering every string that the code and the templates mark for translation."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_python
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
OPTIONS: Any = {"encoding": "utf-8"}
SKIPPED = {".venv", ".data", "node_modules", "tests", "bench", "migrations", "static", ".git"}


@dataclass(frozen=True, slots=True)
class Said:
    """One marked string: its context, its singular and, for counted ones, its plural."""

    context: str | None
    singular: str
    plural: str | None


def gather(root: Path = settings.BASE_DIR) -> dict[Said, list[tuple[str, int]]]:
    """Every marked string under `root`, with the places that say it."""
    found: dict[Said, list[tuple[str, int]]] = {}
    for path in sorted(_files(root)):
        where = str(path.relative_to(root))
        for line, said in _in_file(path):
            found.setdefault(said, []).append((where, line))
    return found


def _files(root: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(root):
        folders[:] = [folder for folder in folders if folder not in SKIPPED]
        folder = Path(name)
        for file in map(folder.joinpath, files):
            if file.suffix in {".py", ".html"} or (file.suffix == ".txt" and "templates" in folder.parts):
                yield file


def _in_file(path: Path) -> Iterator[tuple[int, Said]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django's own preparation for xgettext: everything but the marked strings becomes X. Its _(…) calls stand on
        # lines of their own with junk between, so each call is read by itself.
        yield from _in_template(text, str(path))
        return
    if not CALL.search(text):
        return
    for line, function, message, _comments in extract_python(BytesIO(text.encode()), KEYWORDS, [], OPTIONS):
        if (said := _said(function, message)) is not None:
            yield line, said


CALL = re.compile(r"""(?<![A-Za-z])(gettext|ngettext|pgettext|npgettext|_)(_lazy|_noop)?\(""")


def _in_template(text: str, name: str) -> Iterator[tuple[int, Said]]:
    prepared = templatize(text, origin=name)
    for match in CALL.finditer(prepared):
        line = prepared.count("\n", 0, match.start()) + 1
        call = _call_from(prepared, match.start())
        for _line, function, message, _comments in extract_python(BytesIO(call.encode()), KEYWORDS, [], OPTIONS):
            if (said := _said(function, message)) is not None:
                yield line, said
            break


def _call_from(prepared: str, start: int) -> str:
    """The text of one call up to its closing bracket, minding quoted brackets."""
    depth, quote, place = 0, "", start
    while place < len(prepared):
        character = prepared[place]
        if quote:
            if character == "\\":
                place += 1
            elif prepared.startswith(quote, place):
                place += len(quote) - 1
                quote = ""
        elif character in "\"'":
            quote = character * 3 if prepared.startswith(character * 3, place) else character
            place += len(quote) - 1
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                return prepared[start : place + 1]
        place += 1
    return prepared[start:]


def _said(function: object, message: object) -> Said | None:
    parts = [part for part in (message if isinstance(message, tuple) else (message,)) if isinstance(part, str)]
    if not parts or not parts[-1]:
        return None
    context = (
        parts.pop(0)
        if isinstance(function, str) and function.lstrip("n").startswith("pgettext") and len(parts) > 1
        else None
    )
    return Said(context, parts[0], parts[1] if len(parts) > 1 else None)
