"""Archives that people bring: what is refused and why, what is read, and how much memory that takes."""

import contextlib
import io
import stat
import tracemalloc
import unicodedata
import zipfile

import pytest

from courses.formats import archive, archive_names
from courses.formats.archive import Limits, opened
from courses.formats.refusals import Unreadable
from tests.courses.packages.making import (
    DEVICE,
    HARD_LINK,
    HTML,
    LINK,
    PAGE,
    PIPE,
    many_listed,
    raw,
    special,
    zipped,
)  # fmt: skip

UTF8 = 0x800


def refusal(data: bytes, limits: Limits = archive.USUAL) -> tuple[str, dict[str, object]]:
    """Why it is refused, at the latest when the last byte of it is unpacked."""
    with pytest.raises(Unreadable) as caught:
        holding = opened(io.BytesIO(data), limits)
        for entry in holding.entries:
            for _piece in holding.pieces(entry):
                pass
    return caught.value.reason, caught.value.facts


def reason(data: bytes, limits: Limits = archive.USUAL) -> str:
    return refusal(data, limits)[0]


def paths(data: bytes) -> list[str]:
    return [entry.path for entry in opened(io.BytesIO(data)).entries]


def test_reads_what_was_packed():
    holding = opened(io.BytesIO(zipped(HTML)))

    assert [entry.path for entry in holding.entries] == list(HTML)
    assert {entry.path: holding.read(entry) for entry in holding.entries} == HTML
    assert holding.find("images/LOGO.png").path == "Images/Logo.PNG"
    assert holding.find("चित्र/पहला.svg").size == 6
    assert holding.find("nothing.html") is None


def test_looks_inside_the_folder_that_was_packed_with_its_contents():
    assert paths(zipped({"course/index.html": PAGE, "course/a/b.js": b"1", "__MACOSX/._a": b"x"})) == [
        "index.html", "a/b.js", "__MACOSX/._a",
    ]  # fmt: skip
    assert paths(zipped({"course/index.html": PAGE, "other/b.js": b"1"})) == ["course/index.html", "other/b.js"]
    assert paths(raw([(b"./", b""), (b"./index.html", PAGE), (b"./a/b.js", b"1")])) == ["index.html", "a/b.js"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../evil.html", "PATH_LEADS_OUT"),
        ("a/../../evil.html", "PATH_LEADS_OUT"),
        ("a/..", "PATH_LEADS_OUT"),
        ("./", "PATH_LEADS_OUT"),
        ("/etc/passwd", "ABSOLUTE_PATH"),
        ("//server/share", "ABSOLUTE_PATH"),
        ("C:/windows/a.txt", "DRIVE_LETTER"),
        ("c:a.txt", "DRIVE_LETTER"),
        ("a\\b.html", "BACKSLASH"),
        ("..\\evil.html", "BACKSLASH"),
        ("a\x00.html", "ODD_CHARACTERS"),
        ("a\nb.html", "ODD_CHARACTERS"),
        ("a\u202egnp.exe", "ODD_CHARACTERS"),
        ("a\x7fb.html", "ODD_CHARACTERS"),
        ("x" * 256 + ".html", "NAME_TOO_LONG"),
        ("क" * 86 + ".html", "NAME_TOO_LONG"),
        ("abc/" * 300 + "a.html", "NAME_TOO_LONG"),
        ("inside.zip", "NESTED_ARCHIVE"),
        ("a/inside.TAR", "NESTED_ARCHIVE"),
        ("inside.7z", "NESTED_ARCHIVE"),
    ],
)
def test_refuses_a_name_that_leads_elsewhere_or_hides_something(name, expected):
    data = raw([(name.encode(), b"x"), (b"index.html", PAGE)], flags=UTF8)

    found, facts = refusal(data)

    assert found == expected
    assert facts["name"] == archive_names.shown(name)
    assert not any(ord(letter) < 32 for letter in str(facts["name"]))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("पाठ/टिप्पणी क्षमता.html", "पाठ/टिप्पणी क्षमता.html"),
        ("./a//b.html", "a/b.html"),
        (unicodedata.normalize("NFD", "cafés/é.html"), "cafés/é.html"),
        ("क्‍ष.html", "क्‍ष.html"),  # with a joiner, which Indian scripts need
        ("Part 1: b.html", "Part 1: b.html"),
        ("..hidden/a..b.html", "..hidden/a..b.html"),
    ],
)
def test_takes_names_in_any_script(name, meant):
    assert paths(raw([(name.encode(), b"x"), (b"index.html", PAGE)], flags=UTF8))[0] == meant


def test_reads_a_name_by_its_mark_and_unmarked_utf8_as_what_it_is():
    umlaut = "grün.html".encode("cp437")

    assert paths(raw([(umlaut, b"x"), (b"index.html", PAGE)]))[0] == "grün.html"
    assert paths(raw([("क्षमता.html".encode(), b"x"), (b"index.html", PAGE)]))[0] == "क्षमता.html"
    assert reason(raw([(umlaut, b"x")], flags=UTF8)) == "NAMES_NOT_READABLE"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("index.html", "index.html", "SAME_NAME_TWICE"),
        ("index.html", "./index.html", "SAME_NAME_TWICE"),
        ("a", "a", "SAME_NAME_TWICE"),
        ("Index.html", "index.HTML", "NAMES_CLASH"),
        ("STRASSE.html", "straße.html", "NAMES_CLASH"),
        (unicodedata.normalize("NFC", "é.html"), unicodedata.normalize("NFD", "é.html"), "SAME_NAME_TWICE"),
        ("É.html", unicodedata.normalize("NFD", "é.html"), "NAMES_CLASH"),
        ("a", "A/b.html", "NAMES_CLASH"),
        ("a/b/c.html", "a/b", "NAMES_CLASH"),
    ],
)
def test_refuses_two_names_that_some_disk_takes_for_one(first, second, expected):
    data = raw([(first.encode(), b"1"), (second.encode(), b"2"), (b"x.html", PAGE)], flags=UTF8)

    assert reason(data) == expected


@pytest.mark.parametrize(
    ("mode", "extra", "expected"),
    [
        (LINK, b"", "LINK"),
        (stat.S_IFREG | 0o644, HARD_LINK, "LINK"),
        (DEVICE, b"", "NOT_A_FILE"),
        (PIPE, b"", "NOT_A_FILE"),
        (stat.S_IFSOCK | 0o644, b"", "NOT_A_FILE"),
    ],
)
def test_refuses_links_and_devices(mode, extra, expected):
    assert refusal(special("odd", mode, b"/etc/passwd", extra=extra)) == (expected, {"name": "odd"})


def test_refuses_what_is_locked_or_packed_unusually():
    assert refusal(raw([(b"index.html", PAGE)], flags=1)) == ("ENCRYPTED", {"name": "index.html"})
    assert refusal(raw([(b"index.html", PAGE)], flags=0x41))[0] == "ENCRYPTED"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as package:  # its unpacking cannot be stopped half-way
        package.writestr("index.html", PAGE)
    assert reason(target.getvalue()) == "PACKED_UNUSUALLY"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "NOT_A_ZIP"),
        (b"PK", "NOT_A_ZIP"),
        (b"%PDF-1.7 and more", "NOT_A_ZIP"),
        (b"Rar!\x1a\x07\x00" + bytes(100), "NOT_A_ZIP"),
        (b"GIF89a" + zipped(HTML), "NOT_A_ZIP"),
        (b"PK\x03\x04" + bytes(500), "DAMAGED_ARCHIVE"),
        (zipped(HTML)[:-30], "DAMAGED_ARCHIVE"),
        (zipped(HTML)[:-1], "DAMAGED_ARCHIVE"),
        (zipped({}), "EMPTY_ARCHIVE"),
        (zipped({"folder/": b""}), "EMPTY_ARCHIVE"),
        (zipped({"folder/": b"with bytes", "index.html": PAGE}), "NOT_A_FILE"),
    ],
)
def test_refuses_what_is_no_whole_archive_of_files(data, expected):
    assert reason(data) == expected


def test_every_cut_of_an_archive_is_refused_and_no_cut_breaks_its_reader():
    data = zipped(HTML)

    for length in range(len(data)):
        assert reason(data[:length]) in {"NOT_A_ZIP", "DAMAGED_ARCHIVE"}


def test_no_changed_byte_breaks_its_reader():
    data = bytearray(zipped(HTML, stored=True))

    for place in range(len(data)):
        for value in (0xFF, data[place] ^ 0x55):
            changed = data[:place] + bytes([value]) + data[place + 1 :]
            with contextlib.suppress(Unreadable):
                holding = opened(io.BytesIO(bytes(changed)))
                for entry in holding.entries:
                    holding.read(entry)


def test_refuses_a_part_of_a_split_archive():
    data = bytearray(zipped(HTML))
    end = data.rfind(b"PK\x05\x06")
    data[end + 4] = 1

    assert reason(bytes(data)) == "SPLIT_ARCHIVE"


def test_refuses_a_list_of_200_000_without_reading_it_into_memory():
    honest, lying, hidden = many_listed(200_000), many_listed(200_000, said=1), many_listed(60_000, said=7)

    tracemalloc.start()
    found = [reason(data) for data in (honest, lying, hidden)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found == ["TOO_MANY_ENTRIES"] * 3
    assert peak < 12 * 1024 * 1024
    assert reason(many_listed(11), Limits(entries=10)) == "TOO_MANY_ENTRIES"


def test_refuses_a_bomb_by_what_comes_out_of_it():
    bomb = raw([(b"index.html", PAGE), (b"zeros.bin", bytes(40 * 1024 * 1024))])

    tracemalloc.start()
    found = refusal(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert found == ("PACKED_TOO_TIGHTLY", {"name": "zeros.bin"})
    assert peak < 3 * 1024 * 1024


def test_refuses_a_bomb_of_many_small_parts():
    parts = [(f"{number}.txt".encode(), bytes(90_000)) for number in range(60)]

    assert reason(raw(parts), Limits(ratio_from=5_000_000)) == "PACKED_TOO_TIGHTLY"
    assert reason(raw(parts), Limits(megabytes=5)) == "UNPACKS_TOO_LARGE"


def test_measures_what_comes_out_and_not_what_the_header_says():
    content = bytes(30 * 1024 * 1024)

    assert refusal(raw([(b"small.bin", content)], said_size=100)) == ("DAMAGED_ENTRY", {"name": "small.bin"})
    assert reason(raw([(b"large.bin", b"x")], said_size=5_000_000)) == "DAMAGED_ENTRY"
    assert reason(raw([(b"a.bin", b"x")], said_size=3 * 1024**3)) == "UNPACKS_TOO_LARGE"
    assert reason(raw([(b"a.bin", b"x" * 100)], crc=1)) == "DAMAGED_ENTRY"


def test_refuses_a_file_that_is_too_large():
    limits = Limits(entry_megabytes=1)
    noise = bytes(range(256)) * 8192  # 2 MB that pack badly enough

    assert refusal(zipped({"a.bin": noise}, stored=True), limits) == (
        "ENTRY_TOO_LARGE", {"name": "a.bin", "megabytes": 1},
    )  # fmt: skip


def test_refuses_entries_that_share_bytes():
    entries = [(f"{number}.html".encode(), PAGE) for number in range(5)]

    assert reason(raw(entries, same_place=True)) == "OVERLAPPING"
    # one whose list entry claims the bytes of the next one too
    data = bytearray(zipped({"a.html": PAGE, "b.html": PAGE}, stored=True))
    listed = data.find(b"PK\x01\x02")
    data[listed + 20 : listed + 24] = (len(PAGE) + 60).to_bytes(4, "little")
    assert reason(bytes(data)) == "OVERLAPPING"


def test_takes_a_tightly_packed_small_file_and_a_comment():
    data = raw([(b"index.html", b" " * 500_000), (b"a.js", b"1")], comment=b"made by hand PK\x05\x06")

    assert reason(data) == "DAMAGED_ARCHIVE"  # a comment that looks like another end is no honest comment
    assert paths(raw([(b"index.html", b" " * 500_000)], comment=b"made by hand")) == ["index.html"]


def test_a_large_archive_is_read_in_little_memory(tmp_path):
    place = tmp_path / "large.zip"
    piece = bytes(range(256)) * 4096
    with zipfile.ZipFile(place, "w", zipfile.ZIP_STORED) as package, package.open("film.mp4", "w") as film:
        for _number in range(100):
            film.write(piece)  # 100 MB in all

    tracemalloc.start()
    with place.open("rb") as file:
        holding = opened(file)
        total = sum(len(piece) for piece in holding.pieces(holding.entries[0]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert total == 100 * len(piece)
    assert peak < 2 * 1024 * 1024
