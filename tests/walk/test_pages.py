"""Every page, read in Hindi by whoever may open it: no word is left in English, and the HTML is right. And the walk leaves
no page out."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, resolve
from django.utils import translation

from accounts.models import User
from karmayogi.demo.loading import load
from tests.accounts.confirmed import confirmed
from tests.walk.pages import ELSEWHERE, NEWCOMER, ONE_STEP, PAGES, STRANGER
from tests.walk.reading import latin_words
from tests.walk.specimens import NOW, make

ALLOWED = frozenset(
    {
        # Formats, named so in Hindi texts too.
        "PDF", "CSV", "XLSX", "MP", "WebM", "VTT", "WebVTT", "vtt", "SubRip", "srt", "HTML", "UTF", "GIFT", "SCORM",
        "zip", "ZIP", "Moodle", "XML", "OGG", "WAV", "https", "index.html", "index", "html",
        # Elements of HTML that an author may use.
        "ul", "ol", "li", "table", "strong", "em",
        # A language by its own name.
        "English",
        # What a demo course teaches: the abbreviation of "draft for approval".
        "DFA",
    }
)  # fmt: skip

VALIDATOR = (
    Path(__file__).resolve().parents[1] / "browser" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
)
RULES = Path(__file__).with_name("html.json")
# What the validator does not look at: a description before its term; a moment as no browser reads it.
NOT_LOOKED_AT = re.compile(r'<(?:div|dl)[^>]*>\s*<dd[ >]|<time datetime="[^"]*\.\d{4,}')


@pytest.fixture(scope="module")
def walk(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[tuple[str, str, int, Any]]]:
    """Who went where, the status that was due and the answer, once for all tests here; then undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        load(NOW, share=0.02)
        places = make()
        with translation.override("en", deactivate=True):  # what the pages spoke is not the next test's language
            walked = list(_walked(places))
        yield walked
        transaction.set_rollback(True)


def _walked(places: dict[str, str]) -> Iterator[tuple[str, str, int, Any]]:
    for person, stops in PAGES.items():
        client = Client(headers={"accept-language": "hi", "host": "localhost"})
        if person not in (STRANGER, NEWCOMER, ONE_STEP):
            client.force_login(User.objects.get(email=f"{person}@karmayogi.localhost"))
            confirmed(client)  # as who signs in by the demo
        for stop in stops:
            path = stop.path.format_map(places)
            if not stop.form:
                yield person, path, stop.status, client.get(path)
                continue
            to = stop.to.format_map(places) or path
            yield person, to, stop.answer, client.post(to, stop.form, follow=True)


def test_every_page_answers_as_expected(walk):
    assert [(who, path, answer.status_code) for who, path, status, answer in walk if answer.status_code != status] == []


def test_no_word_of_a_hindi_page_is_english(walk):
    english = [
        f"{who} {path}: {sentence}"
        for who, path, _status, answer in walk
        for sentence in latin_words(answer.content.decode(), "hi", ALLOWED)
    ]

    assert not english, "\n" + "\n".join(english)


def test_hindi_pages_say_that_they_are_hindi(walk):
    assert [path for _who, path, _status, answer in walk if '<html lang="hi"' not in answer.content.decode()] == []


def test_the_html_of_every_page_is_valid(walk, tmp_path):
    """By html-validate: what may stand in what, ids and references, names of controls, and the rules of WCAG it knows."""
    pages = [(who, path, answer.content.decode()) for who, path, status, answer in walk if status < 400]
    for number, (_who, _path, text) in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(text)
    found_file = tmp_path / "found.json"
    command = [os.environ["NODE_PROGRAM"], str(VALIDATOR), "--config", str(RULES), "--formatter", f"json={found_file}"]
    subprocess.run([*command, f"{tmp_path}/*.html"], capture_output=True, check=False)

    answers = {Path(file["filePath"]).stem: file["messages"] for file in json.loads(found_file.read_text())}
    wrong = [
        f"{who} {path}, line {found['line']}: {found['message']}"
        for number, (who, path, _text) in enumerate(pages)
        for found in answers.get(str(number), [])
    ]
    wrong += [f"{who} {path}: {found}" for who, path, text in pages for found in NOT_LOOKED_AT.findall(text)]
    assert not wrong, "\n".join(wrong)
    assert len(pages) > 150


def pages_of(patterns, prefix="", namespace=""):
    """Every named URL that is no endpoint of the API: its name and its path."""
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if not path.startswith("api/"):
                yield f"{namespace}{pattern.name}", path
        else:
            yield from pages_of(pattern.url_patterns, path, f"{pattern.namespace}:" if pattern.namespace else namespace)


def test_the_walk_leaves_no_page_out(walk):
    seen = {resolve(path.partition("?")[0]).view_name for _who, path, status, _answer in walk if status != 404}
    seen |= {
        resolve(url.partition("?")[0]).view_name
        for *_rest, answer in walk
        for url, _status in getattr(answer, "redirect_chain", [])
    }
    known = dict(pages_of(get_resolver().url_patterns))

    unseen = sorted(set(known) - seen - set(ELSEWHERE))
    assert not unseen, "\n".join(f"{name}: /{known[name]}" for name in unseen)
    assert sorted(set(ELSEWHERE) - set(known)) == []
    assert sorted(set(ELSEWHERE) & seen) == []
