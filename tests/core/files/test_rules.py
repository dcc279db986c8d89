"""What a file is, and whether it may come in. No database."""

import pytest

from core.files import rules
from core.files.rules import CSV, DOCX, JPEG, MP4, PDF, PNG, TEXT, VTT, WEBM, XLSX, ZIP, byte_range, clean_name


@pytest.mark.parametrize(
    ("head", "name", "found"),
    [
        (b"%PDF-1.7\n", "a.pdf", PDF),
        (b"\x00\x00\x00\x18ftypmp42", "a.mp4", MP4),
        (b"\x1aE\xdf\xa3\x01\x00\x00\x00webm", "a.webm", WEBM),
        (b"\x89PNG\r\n\x1a\n....", "a.png", PNG),
        (b"\xff\xd8\xff\xe0", "a.jpg", JPEG),
        (b"PK\x03\x04....xl/workbook.xml", "a.xlsx", XLSX),
        (b"PK\x03\x04....word/document.xml", "a.docx", DOCX),
        (b"PK\x03\x04....xl/workbook.xml", "a.zip", ZIP),
        (b"PK\x03\x04....imsmanifest.xml", "a.xlsx", ZIP),
        (b"code,name\r\n1,Asha", "a.csv", CSV),
        ("\ufeffcode,name\r\n1,आशा".encode(), "a.csv", CSV),
        ("code,name".encode("utf-16"), "a.csv", CSV),
        ("name\r\nJosé".encode("cp1252"), "a.csv", CSV),
        (b"WEBVTT\n\n00:00.000", "a.vtt", VTT),
        (b"::Q1:: What? {=yes ~no}", "a.gift", TEXT),
        ("पाठ".encode()[:-1], "a.txt", TEXT),
        (b"<!DOCTYPE html><script>", "a.txt", None),
        (b" \n<svg xmlns=", "a.csv", None),
        (b"MZ\x90\x00\x03", "a.pdf", None),
        (b"\x7fELF\x02", "a.mp4", None),
        (b"", "a.txt", TEXT),
    ],
)
def test_bytes_decide_what_a_file_is(head, name, found):
    assert rules.content_type(head, name=name) == found


@pytest.mark.parametrize(
    ("name", "size", "found", "reason"),
    [
        ("a.pdf", 0, None, "EMPTY"),
        ("a.pdf", 2 * 1024 * 1024 + 1, PDF, "TOO_LARGE"),
        ("a.exe", 10, None, "KIND_NOT_TAKEN"),
        ("a", 10, PDF, "KIND_NOT_TAKEN"),
        ("a.png", 10, PNG, "KIND_NOT_TAKEN"),
        ("a.pdf", 10, None, "NOT_WHAT_ITS_NAME_SAYS"),
        ("a.pdf", 10, MP4, "NOT_WHAT_ITS_NAME_SAYS"),
    ],
)
def test_a_refusal_names_its_reason(name, size, found, reason):
    no = rules.refusal(name=name, size=size, found=found, accept=frozenset({PDF, MP4}), max_mb=2)

    assert no is not None
    assert no.reason == reason


def test_a_file_that_is_what_it_says_is_taken():
    assert rules.refusal(name="A.PDF", size=10, found=PDF, accept=frozenset({PDF}), max_mb=2) is None


@pytest.mark.parametrize(
    ("brought", "shown"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\files\\plan.xlsx", "plan.xlsx"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("..", "file"),
        ("", "file"),
        ("क्‍षमता निर्माण.pdf", "क्‍षमता निर्माण.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("e\u0301te\u0301.pdf", "\xe9t\xe9.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_to_show_has_no_folders_and_no_tricks(brought, shown):
    assert clean_name(brought) == shown


@pytest.mark.parametrize(
    ("header", "answer"),
    [
        ("", None),
        ("bytes=0-3", (0, 3)),
        ("bytes=4-", (4, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-30", (0, 9)),
        ("bytes=0-999", (0, 9)),
        ("bytes=9-9", (9, 9)),
        ("bytes=10-", "unsatisfiable"),
        ("bytes=-0", "unsatisfiable"),
        ("bytes=5-2", None),
        ("bytes=-", None),
        ("bytes=0-1,3-4", None),
        ("items=0-3", None),
        ("bytes=a-b", None),
    ],
)
def test_a_range_is_understood(header, answer):
    assert byte_range(header, 10) == answer
