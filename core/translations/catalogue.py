"""The Hindi catalogue: bring it up to date with the code, say what is missing, compile it."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import polib
from django.conf import settings

from core.translations.extraction import Said, gather

# Languages that so far have a first set of pages only (settings.TRIAL_LANGUAGES): what is not translated is left out.
TRIAL = frozenset({"ur"})
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def paths() -> list[Path]:
    return sorted(settings.BASE_DIR.glob("locale/*/LC_MESSAGES/django.po"))


def _key(entry: polib.POEntry) -> Said:
    return Said(entry.msgctxt or None, entry.msgid, entry.msgid_plural or None)


def is_trial(path: Path) -> bool:
    return path.parent.parent.name in TRIAL


def update(path: Path, more: list[Path] | None = None) -> tuple[int, int]:
    """Write the catalogue anew from what the code says, keeping translations (and taking `more` ones).

    Returns how many strings there are and how many lack a translation. What the code no longer says is dropped.
    """
    known: dict[tuple[str | None, str], polib.POEntry] = {}
    for source in [*(more or []), path]:
        for entry in polib.pofile(str(source)) if source.exists() else []:
            if entry.translated() and "fuzzy" not in entry.flags:
                known[entry.msgctxt or None, entry.msgid] = entry
    fresh = polib.POFile(wrapwidth=118)
    fresh.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": path.parent.parent.name,
        "Plural-Forms": "nplurals=2; plural=(n > 1);",
    }
    for said, places in sorted(gather().items(), key=lambda item: (item[0].singular, item[0].context or "")):
        old = known.get((said.context, said.singular))
        entry = polib.POEntry(
            msgctxt=said.context, msgid=said.singular, occurrences=sorted({(w, "") for w, _ in places})
        )
        if re.search(r"%\(\w+\)[sd]|%[sd]", said.singular):
            entry.flags.append("python-format")
        if said.plural:
            entry.msgid_plural = said.plural
            forms = old.msgstr_plural if old and old.msgstr_plural else {}
            one = old.msgstr if old and old.msgstr else ""
            entry.msgstr_plural = {0: forms.get(0, one), 1: forms.get(1, one)}
        elif old:
            entry.msgstr = old.msgstr or old.msgstr_plural.get(0, "")
        if old or not is_trial(path):
            fresh.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))
    return len(fresh), sum(not entry.translated() for entry in fresh)


def problems(path: Path, said: Mapping[Said, Sequence[tuple[str, int]]]) -> list[str]:
    """Sentences: what is said and not in the catalogue, untranslated, unsure, or lost a placeholder. `said`: all of it, as
    it is gathered."""
    entries = {_key(entry): entry for entry in polib.pofile(str(path))}
    found = [
        f"not in the catalogue (run make messages): {s.singular!r}, said in {w[0][0]}"
        for s, w in said.items()
        if s not in entries and not is_trial(path)
    ]
    found += [f"no longer said: {key.singular!r}" for key in entries if key not in said]
    for key, entry in entries.items():
        if not entry.translated():
            found.append(f"untranslated: {key.singular!r}")
        if "fuzzy" in entry.flags:
            found.append(f"unsure (fuzzy): {key.singular!r}")
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]:
            wanted = _placeholders(key.singular) | _placeholders(key.plural or "")
            if translation and not _placeholders(translation) <= wanted:
                found.append(f"unknown placeholder in the translation of {key.singular!r}")
            if translation and not key.plural and _placeholders(translation) != wanted:
                found.append(f"placeholders differ in the translation of {key.singular!r}")
    return found


def _placeholders(text: str) -> set[str]:
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def compile_all() -> None:
    """Write the binary catalogues that Django reads; only when older than their source."""
    for path in paths():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(target))
