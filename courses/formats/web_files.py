"""Files that a package is made of, by the endings of their names: what a browser is told they are, or that they stay out.

An allow-list. Programs for a server or for Windows, and whatever else no browser needs, are never kept, so they are
never served.
"""

OCTETS = "application/octet-stream"
TYPES: dict[str, str] = {
    "html": "text/html", "htm": "text/html", "xhtml": "application/xhtml+xml",
    "css": "text/css", "js": "text/javascript", "mjs": "text/javascript", "cjs": "text/javascript",
    "json": "application/json", "map": "application/json", "webmanifest": "application/manifest+json",
    "xml": "application/xml", "xsd": "application/xml", "xsl": "application/xml", "xslt": "application/xml",
    "dtd": "application/xml-dtd",
    "txt": "text/plain", "md": "text/plain", "csv": "text/csv", "tsv": "text/tab-separated-values",
    "vtt": "text/vtt", "srt": "text/plain", "properties": "text/plain", "lang": "text/plain",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "bmp": "image/bmp", "ico": "image/x-icon", "cur": "image/x-icon",
    "tif": "image/tiff", "tiff": "image/tiff",
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "aac": "audio/aac", "ogg": "audio/ogg", "oga": "audio/ogg",
    "opus": "audio/ogg", "wav": "audio/wav", "weba": "audio/webm", "flac": "audio/flac",
    "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm", "ogv": "video/ogg", "mov": "video/quicktime",
    "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "otf": "font/otf",
    "eot": "application/vnd.ms-fontobject",
    "pdf": "application/pdf", "wasm": "application/wasm",
    "glb": "model/gltf-binary", "gltf": "model/gltf+json", "bin": OCTETS, "dat": OCTETS, "data": OCTETS,
    "unityweb": OCTETS, "mem": OCTETS,
}  # fmt: skip
# Kept for a learner to take home; a browser saves them.
ATTACHED: dict[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
    "odt": "application/vnd.oasis.opendocument.text", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation", "rtf": "application/rtf",
    "epub": "application/epub+zip",
}  # fmt: skip
# Worth packing for the way: scripts and styles shrink to a third.
SHRINKING = frozenset({
    "text/html", "application/xhtml+xml", "text/css", "text/javascript", "application/json", "application/xml",
    "image/svg+xml", "text/plain", "text/csv", "text/vtt", "application/wasm", "model/gltf+json", "font/ttf",
    "application/vnd.ms-fontobject",
})  # fmt: skip
ZIPPED = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"})  # by their nature, and only to take home
ARCHIVE_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\0", b"BZh9")
PAGES = ("text/html", "application/xhtml+xml")


def ending(path: str) -> str:
    """Of the file's name, in small letters; empty when it has none, as `.htaccess` has not."""
    stem, dot, end = path.rpartition("/")[2].rpartition(".")
    return end.lower() if dot and stem else ""


def content_type(path: str) -> str | None:
    """What a browser is told the file is; None for what is not kept."""
    return TYPES.get(ending(path)) or ATTACHED.get(ending(path))


def is_shrinking(path: str) -> bool:
    """Whether it is kept packed as well, for browsers that unpack (all do)."""
    return content_type(path) in SHRINKING


def is_attached(path: str) -> bool:
    return ending(path) in ATTACHED


def is_page(path: str) -> bool:
    return content_type(path) in PAGES


def is_disguised(path: str, head: bytes) -> bool:
    """An archive under another name: nobody has looked inside it."""
    return head.startswith(ARCHIVE_BEGINNINGS) and ending(path) not in ZIPPED
