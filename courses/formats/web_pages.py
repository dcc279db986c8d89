"""The encoding of a web page that does not say it.

Such a page is read by browsers as Windows' Western letters: a page in Hindi that was written as UTF-8, as editors do,
then shows rows of accented signs. (HTML Standard, 13.2.3.2: a byte order mark comes before everything else that says
an encoding.)
"""

import codecs
import re
from collections.abc import Iterable

MARK = codecs.BOM_UTF8
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LOOKED_THROUGH = 1024  # bytes in which a page must say its encoding, by the same standard
SAID = re.compile(rb"<meta[^>]*charset|<\?xml[^>]*encoding", re.IGNORECASE)


def lacks_mark(pieces: Iterable[bytes]) -> bool:
    """Whether the page has letters beyond ASCII, all of them UTF-8, and says no encoding. `pieces`: the page in order."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    head, has_letters = b"", False
    try:
        for piece in pieces:
            if len(head) < LOOKED_THROUGH:
                head = (head + piece)[:LOOKED_THROUGH]
            has_letters = has_letters or not piece.isascii()
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return has_letters and not head.startswith(MARKS) and SAID.search(head) is None
