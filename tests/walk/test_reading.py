"""The reader of pages hears what is said in the page's language, and nothing else."""

import pytest

from tests.walk.reading import latin_words

ALLOWED = frozenset({"PDF"})


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<p>नमस्ते Hello</p>", ["Hello: नमस्ते Hello"]),
        ('<button aria-label="Close">बंद</button>', ["Close: Close"]),
        ('<input placeholder="Search">', ["Search: Search"]),
        ('<img alt="A chart">', ["chart: A chart"]),
        ("<p>PDF खोलें</p>", []),
        ('<p lang="en">Hello</p>', []),
        ('<div lang="en"><p lang="hi">Hello</p></div>', ["Hello: Hello"]),
        ("<p>पता: <bdi>asha@example.in</bdi></p>", []),
        ("<title>asha@example.in</title><bdi>asha@example.in</bdi>", []),
        ("<title>report.csv - कर्मयोगी</title>", []),
        ("<p>“Grand Vizier” सूची में नहीं है।</p>", []),
        ('<p>entry</p><button value="en">हिन्दी</button>', ["entry: entry"]),
        ("<script>let hello = 1</script>", []),
        ("<p>वर्ग A</p>", []),
    ],
)
def test_finds_the_words_that_are_left(body, found):
    assert latin_words(f'<html lang="hi">{body}</html>', "hi", ALLOWED) == found
