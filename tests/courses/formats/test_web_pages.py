"""Pages whose letters browsers would read wrongly, for they do not say their encoding."""

import codecs

import pytest

from courses.formats.web_pages import lacks_mark

HINDI = "<!doctype html><title>नियम</title><p>अवकाश".encode()


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(HINDI, True, id="UTF-8 that is not said"),
        pytest.param(b"<!doctype html><p>Leave", False, id="only ASCII"),
        pytest.param("<p>R\xe9sum\xe9".encode("cp1252"), False, id="Windows' Western letters"),
        pytest.param("<p>नियम".encode("utf-16"), False, id="UTF-16 with its mark"),
        pytest.param(codecs.BOM_UTF8 + HINDI, False, id="marked already"),
        pytest.param(b'<meta charset="utf-8">' + HINDI, False, id="said"),
        pytest.param(
            b"<META http-equiv=Content-Type content='text/html; CHARSET=x'>" + HINDI, False, id="said as before"
        ),
        pytest.param(b'<?xml version="1.0" encoding="UTF-8"?>' + HINDI, False, id="said by XML"),
        pytest.param(b" " * 1024 + b'<meta charset="utf-8">' + HINDI, True, id="said too late to be heard"),
        pytest.param(HINDI + "क".encode()[:2], False, id="cut within a letter"),
        pytest.param(b"", False, id="empty"),
    ],
)
def test_a_page_lacks_a_mark_when_it_is_utf_8_and_does_not_say_so(page, expected):
    assert lacks_mark([page]) is expected


def test_a_letter_on_the_edge_of_two_pieces_is_one_letter():
    assert lacks_mark([HINDI[:23], HINDI[23:24], HINDI[24:]]) is True
