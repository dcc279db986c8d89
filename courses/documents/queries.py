"""A drawn page, for whoever may open the document."""

from dataclasses import dataclass, replace

from django.core.files.storage import default_storage

from core.files.links import signed_url
from core.files.queries import FileFace
from courses.documents.rules import picture_key, text_key


@dataclass(frozen=True, slots=True)
class Page:
    """`url` of the picture, for this reader and for some hours; `text` is what a screen reader reads."""

    url: str
    text: str


def page_of(file: FileFace, number: int, width: int, person_id: int) -> Page | None:
    """None while it is not drawn."""
    try:
        with default_storage.open(text_key(file.sha256, number), "rb") as source:
            text = source.read().decode(errors="replace")
    except (FileNotFoundError, OSError):
        return None
    return Page(url=picture_url(file, number, width, person_id), text=text.strip())


def picture_url(file: FileFace, number: int, width: int, person_id: int) -> str:
    picture = replace(
        file,
        name=f"{number}.webp",
        content_type="image/webp",
        sha256=f"{file.sha256}-{number}-{width}",
        key=picture_key(file.sha256, number, width),
    )
    return signed_url(picture, person_id)
