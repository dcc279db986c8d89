"""H5P packages: what is read of them, which libraries are taken, and what is stripped of their texts."""

import io
import json

import pytest

from courses.formats.archive import opened
from courses.formats.h5p import without_scripts
from courses.formats.packages import recognised
from courses.formats.refusals import Unreadable
from tests.courses.packages.making import h5p, library, needs, zipped


def read(files, more=frozenset()):
    return recognised(opened(io.BytesIO(zipped(files))), more)


def refusal(files, more=frozenset()):
    with pytest.raises(Unreadable) as caught:
        read(files, more)
    return caught.value.reason, caught.value.facts.get("name")


def test_reads_what_it_is_and_what_it_needs():
    found = read(h5p())

    assert (found.kind, found.launch, found.title) == ("h5p", "h5p.json", "Press it")
    assert found.details == {"library": "H5P.Text", "libraries": ["H5P.Text 1.1"], "language": "en", "license": "U"}


def test_follows_what_libraries_need_in_turn_and_in_circles():
    first = library(preloadedDependencies=[needs("H5P.JoubelUI")])
    second = library("H5P.JoubelUI", preloadedJs=[], preloadedDependencies=[needs()])
    files = h5p(
        {
            "H5P.Text-1.1/library.json": json.dumps(first).encode(),
            "H5P.JoubelUI-1.1/library.json": json.dumps(second).encode(),
        }
    )

    assert read(files).details["libraries"] == ["H5P.JoubelUI 1.1", "H5P.Text 1.1"]


def test_takes_libraries_whose_folders_bear_no_version_and_versions_written_as_words():
    described = json.dumps(library()).encode()
    files = h5p(
        {"H5P.Text-1.1/library.json": None, "H5P.Text-1.1/counter.js": None, "H5P.Text/library.json": described,
         "H5P.Text/counter.js": b"1"},
        preloadedDependencies=[{"machineName": "H5P.Text", "majorVersion": "1", "minorVersion": "1"}],
    )  # fmt: skip

    assert read(files).details["libraries"] == ["H5P.Text 1.1"]


@pytest.mark.parametrize(
    ("files", "reason", "name"),
    [
        (h5p({"content/content.json": None}), "H5P_NOT_DESCRIBED", "content/content.json"),
        (h5p({"content/content.json": b"[1]"}), "H5P_NOT_DESCRIBED", "content/content.json"),
        (h5p({"content/content.json": b"{" * 5000}), "H5P_NOT_DESCRIBED", "content/content.json"),
        (h5p({"h5p.json": b"\xff\xfe{}"}), "H5P_NOT_DESCRIBED", "h5p.json"),
        (h5p({"h5p.json": b"{};"}), "H5P_NOT_DESCRIBED", "h5p.json"),
        (h5p(mainLibrary=None), "H5P_NOT_DESCRIBED", "h5p.json"),
        (h5p(preloadedDependencies="all"), "H5P_NOT_DESCRIBED", "h5p.json"),
        (h5p(preloadedDependencies=[{"machineName": "../x", "majorVersion": 1, "minorVersion": 1}]),
         "H5P_NOT_DESCRIBED", "h5p.json"),
        (h5p(preloadedDependencies=[{"machineName": "H5P.Text"}]), "H5P_NOT_DESCRIBED", "h5p.json"),
        (h5p(mainLibrary="H5P.Blanks"), "H5P_LIBRARY_MISSING", "H5P.Blanks"),
        (h5p(preloadedDependencies=[needs(), needs("H5P.Blanks")]), "H5P_LIBRARY_MISSING", "H5P.Blanks 1.1"),
        (h5p(preloadedDependencies=[needs(), needs("H5P.Miner")]), "H5P_LIBRARY_UNKNOWN", "H5P.Miner"),
        (h5p({"H5P.Text-1.1/counter.js": None}), "H5P_FILE_MISSING", "H5P.Text-1.1/counter.js"),
        (h5p({"H5P.Text-1.1/library.json": json.dumps(library(preloadedJs=[{"path": "../h5p.json"}])).encode()}),
         "H5P_FILE_MISSING", "H5P.Text-1.1/../h5p.json"),
    ],
)  # fmt: skip
def test_a_package_that_is_not_whole_is_refused(files, reason, name):
    assert refusal(files) == (reason, name)


def test_a_site_takes_more_libraries_by_name():
    files = h5p(
        {"H5P.Ours-1.1/library.json": json.dumps(library("H5P.Ours", preloadedJs=[])).encode()},
        preloadedDependencies=[needs(), needs("H5P.Ours")],
    )

    assert refusal(files) == ("H5P_LIBRARY_UNKNOWN", "H5P.Ours")
    assert read(files, frozenset({"H5P.Ours"})).details["libraries"] == ["H5P.Ours 1.1", "H5P.Text 1.1"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("<p>Read <strong>this</strong></p>", "<p>Read <strong>this</strong></p>"),
        ('<p style="color:#f00">Red</p>', '<p style="color:#f00">Red</p>'),
        ("<p>One</p><script>steal()</script>", "<p>One</p>"),
        ('<img src="x" onerror="steal()">', '<img src="x">'),
        ('<a href="javascript:steal()">here</a>', '<a rel="noopener noreferrer">here</a>'),
        ('<iframe src="https://elsewhere.example"></iframe>', ""),
        ("<svg onload=steal()>", ""),
        ("javascript:steal()", ""),
        (" java\nscript:steal()", ""),
        ("data:text/html,<script>1</script>", ""),
        ("4 < 5 and 6 > 5", "4 < 5 and 6 > 5"),
        ("टिप्पणी *सही* लिखें", "टिप्पणी *सही* लिखें"),
        ("images/a.png", "images/a.png"),
        (3, 3),
        (None, None),
        (True, True),
    ],
)
def test_what_could_run_is_stripped_of_texts_and_nothing_else(said, kept):
    assert without_scripts({"a": [{"text": said}]}) == {"a": [{"text": kept}]}


def test_the_stripped_content_takes_the_place_of_what_was_brought():
    found = read(h5p(content={"text": "<b>Hi</b><script>steal()</script>"}))

    assert {path: json.loads(data) for path, data in found.replaced.items()} == {
        "content/content.json": {"text": "<b>Hi</b>"}
    }
