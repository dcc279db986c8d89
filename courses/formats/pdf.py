"""How many pages a PDF has, and whether a reader can open it at all."""

from typing import IO

from courses.formats.refusals import Unreadable

MOST_PAGES = 2000


def pages(file: IO[bytes]) -> int:
    """The number of pages. Locked, broken and empty documents are refused."""
    from pypdf import PdfReader  # 17 MB, which a site that only shows pages need not hold

    try:
        reader = PdfReader(file, strict=False)
        if reader.is_encrypted:
            raise Unreadable("LOCKED_PDF")
        count = len(reader.pages)
    except Unreadable:
        raise
    except Exception as error:  # pypdf answers broken files with many kinds of errors
        raise Unreadable("BROKEN_PDF") from error
    if count == 0:
        raise Unreadable("NO_PAGES")
    if count > MOST_PAGES:
        raise Unreadable("TOO_MANY_PAGES", most=MOST_PAGES)
    return count
