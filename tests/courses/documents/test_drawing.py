"""Drawing the pages of a document: real PDFs by typst, and one that is not what it seems."""

from functools import cache
from uuid import uuid4

import pytest
import typst
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from core.files.models import StoredFile
from core.files.queries import described
from core.tenancy.context import everywhere
from courses.documents.actions import draw
from courses.documents.queries import page_of
from courses.documents.rules import WIDTHS, picture_key, text_key

SOURCE = """
#set page(paper: "a4")
#set text(font: "Noto Sans")
= Noting
A note decides. #pagebreak()
= टिप्पण
"""


@cache  # the typesetter reads all fonts of the machine each time
def made_pdf(source: str = SOURCE) -> bytes:
    return typst.compile(source.encode())


def stored(content: bytes, content_type: str = "application/pdf") -> StoredFile:
    key = default_storage.save(f"courses/pdf/{uuid4().hex}", ContentFile(content))
    with everywhere(reason="test", audited=False):
        return StoredFile.objects.create(
            kind="courses.pdf", name="note.pdf", content_type=content_type, size=len(content), sha256=uuid4().hex * 2,
            key=key, created_at=timezone.now(),
        )  # fmt: skip


pytestmark = pytest.mark.django_db


def test_each_page_becomes_a_picture_in_two_sizes_and_its_text():
    file = stored(made_pdf())

    assert draw(file.uuid) == 2

    for number in (1, 2):
        wide, narrow = (default_storage.open(picture_key(file.sha256, number, width)).read() for width in WIDTHS)
        assert (wide[:4], wide[8:12], narrow[8:12]) == (b"RIFF", b"WEBP", b"WEBP")
        assert len(narrow) < len(wide)
    face = described([file.uuid])[file.uuid]
    assert page_of(face, 1, WIDTHS[0], person_id=1).text == "Noting\nA note decides."
    assert page_of(face, 3, WIDTHS[0], person_id=1) is None


def test_twice_is_the_same_as_once():
    file = stored(made_pdf())
    draw(file.uuid)
    before = default_storage.listdir(f"courses/pages/{file.sha256}")

    assert draw(file.uuid) == 2

    assert default_storage.listdir(f"courses/pages/{file.sha256}") == before


def test_a_document_that_cannot_be_drawn_is_left_to_be_opened_whole():
    file = stored(b"%PDF-1.7\nnothing that a reader could follow")

    assert draw(file.uuid) == 0
    assert not default_storage.exists(text_key(file.sha256, 1))


def test_a_page_of_absurd_size_stays_a_picture_of_bounded_height():
    file = stored(made_pdf("#set page(width: 10pt, height: 20000pt, margin: 0pt)\nx"))

    assert draw(file.uuid) == 1
    assert len(default_storage.open(picture_key(file.sha256, 1, WIDTHS[0])).read()) < 100_000


def test_what_is_no_document_is_not_drawn():
    assert draw(stored(b"...", "video/mp4").uuid) == 0
    assert draw(uuid4()) == 0
