"""What a file is, from its first bytes; and whether it may come in."""

import re
import unicodedata
from dataclasses import dataclass

HEAD = 4096  # bytes that are looked at

PDF, MP4, WEBM, QUICKTIME = "application/pdf", "video/mp4", "video/webm", "video/quicktime"
PNG, JPEG, GIF, WEBP = "image/png", "image/jpeg", "image/gif", "image/webp"
MP3, OGG, WAV, M4A = "audio/mpeg", "audio/ogg", "audio/wav", "audio/mp4"
ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CSV, TEXT, VTT, JSON = "text/csv", "text/plain", "text/vtt", "application/json"

# What a name's ending says the file is.
SAID: dict[str, frozenset[str]] = {
    "pdf": frozenset({PDF}),
    "mp4": frozenset({MP4}),
    "m4v": frozenset({MP4}),
    "webm": frozenset({WEBM}),
    "mov": frozenset({QUICKTIME}),
    "png": frozenset({PNG}),
    "jpg": frozenset({JPEG}),
    "jpeg": frozenset({JPEG}),
    "gif": frozenset({GIF}),
    "webp": frozenset({WEBP}),
    "mp3": frozenset({MP3}),
    "ogg": frozenset({OGG}),
    "oga": frozenset({OGG}),
    "opus": frozenset({OGG}),
    "wav": frozenset({WAV}),
    "m4a": frozenset({M4A, MP4}),  # phones record sound and call the container MP4
    "zip": frozenset({ZIP}),
    "h5p": frozenset({ZIP}),
    "xlsx": frozenset({XLSX}),
    "docx": frozenset({DOCX}),
    "pptx": frozenset({PPTX}),
    "csv": frozenset({CSV}),
    "txt": frozenset({TEXT}),
    "gift": frozenset({TEXT}),
    "md": frozenset({TEXT}),
    "vtt": frozenset({VTT}),
    "json": frozenset({JSON}),
}
SHORT = {
    PDF: "PDF", MP4: "MP4", WEBM: "WebM", QUICKTIME: "QuickTime", PNG: "PNG", JPEG: "JPEG", GIF: "GIF", WEBP: "WebP",
    MP3: "MP3", OGG: "Ogg", WAV: "WAV", M4A: "M4A", ZIP: "ZIP", XLSX: "XLSX", DOCX: "DOCX", PPTX: "PPTX", CSV: "CSV",
    TEXT: "TXT", VTT: "VTT", JSON: "JSON",
}  # fmt: skip
OFFICE_FOLDERS = {"xlsx": b"xl/", "docx": b"word/", "pptx": b"ppt/"}
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # bytes that no text holds
PLAIN = frozenset({CSV, TEXT, VTT, JSON})


@dataclass(frozen=True, slots=True)
class No:
    """Why a file is not taken, with what the sentence needs."""

    reason: str
    facts: dict[str, object]


def ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def content_type(head: bytes, tail: bytes = b"", *, name: str = "") -> str | None:
    """What the bytes are; None when it is nothing we know.

    Bytes decide. The name chooses only among kinds of plain text, and among what a zip may hold when its list of
    contents (in the last bytes, `tail`) says so too.
    """
    if head.startswith(b"%PDF-"):
        return PDF
    if head[4:8] == b"ftyp":
        return QUICKTIME if head[8:12] == b"qt  " else M4A if head[8:12] in {b"M4A ", b"M4B "} else MP4
    if head.startswith(b"\x1aE\xdf\xa3"):
        return WEBM if b"webm" in head[:64] else None
    if head.startswith(b"RIFF"):
        return {b"WEBP": WEBP, b"WAVE": WAV}.get(head[8:12])
    for magic, found in (
        (b"\x89PNG\r\n\x1a\n", PNG),
        (b"\xff\xd8\xff", JPEG),
        (b"GIF87a", GIF),
        (b"GIF89a", GIF),
        (b"OggS", OGG),
        (b"ID3", MP3),
        (b"\xff\xfb", MP3),
        (b"\xff\xf3", MP3),
        (b"\xff\xfa", MP3),
        (b"\xff\xf2", MP3),
    ):
        if head.startswith(magic):
            return found
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        folder = OFFICE_FOLDERS.get(ending(name), b"\0none")
        return next(iter(SAID[ending(name)])) if folder in head or folder in tail else ZIP
    return _plain(head, name)


def _plain(head: bytes, name: str) -> str | None:
    """Text in UTF-8 or, with its mark, UTF-16. HTML and SVG are programs, not text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        if BINARY.search(head):
            return None
        try:
            text = head.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.start < len(head) - 3:  # a letter cut in two by the end of what is looked at is fine
                return None if ending(name) != "csv" else CSV  # older Excel writes CSV in the Windows code page
            text = head[: error.start].decode("utf-8")
    start = text.lstrip("\ufeff \t\r\n")[:300].lower()
    if start.startswith(("<!doctype html", "<html", "<svg", "<?xml", "<script")):
        return None
    if start.startswith("webvtt"):
        return VTT
    said = SAID.get(ending(name), frozenset()) & PLAIN
    return next(iter(said - {VTT}), TEXT)


def refusal(*, name: str, size: int, found: str | None, accept: frozenset[str], max_mb: int) -> No | None:
    """The one most useful reason not to take a file."""
    if size == 0:
        return No("EMPTY", {"name": name})
    if size > max_mb * 1024 * 1024:
        return No("TOO_LARGE", {"name": name, "megabytes": max_mb})
    said = SAID.get(ending(name))
    accepted = ", ".join(sorted(SHORT.get(one, one) for one in accept))
    if said is None or not said & accept:
        return No("KIND_NOT_TAKEN", {"name": name, "accepted": accepted})
    if found not in said or found not in accept:
        return No("NOT_WHAT_ITS_NAME_SAYS", {"name": name, "said": ending(name).upper()})
    return None


def clean_name(name: str) -> str:
    """A name to show: no folders, no control characters, composed letters, at most 200 characters, the ending kept."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(
        letter
        for letter in name
        if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} or letter in "\u200c\u200d"
    )  # fmt: skip (the joiners of Indian scripts stay)
    name = re.sub(r"\s+", " ", name).strip(" .")
    if not name:
        return "file"
    stem, dot, end = name.rpartition(".")
    return name if len(name) <= 200 else f"{stem[: 199 - len(end)]}{dot}{end}" if dot and len(end) < 20 else name[:200]


def byte_range(header: str, size: int) -> tuple[int, int] | str | None:
    """The first and last byte that a Range header asks for.

    None: serve the whole (no header, another unit, several ranges, or not understood). "unsatisfiable": answer 416.
    """
    match = re.fullmatch(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", header)
    if match is None or match.group(0) == "bytes=-" or not (match[1] or match[2]):
        return None
    if not match[1]:  # the last n bytes
        wanted = int(match[2])
        return "unsatisfiable" if wanted == 0 or size == 0 else (max(size - wanted, 0), size - 1)
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    if match[2] and int(match[2]) < first:
        return None
    return "unsatisfiable" if first >= size else (first, last)
