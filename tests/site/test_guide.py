"""The style guide: every partial in every state that is declared, in every language of the site."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from karmayogi.site.specimens import player, questions
from tests.walk.reading import latin_words
from tests.walk.test_hindi import ALLOWED

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
PAGES = {"/styleguide/questions/": questions.STATES, "/styleguide/learning/": player.STATES}


class Shown(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids = Counter()
        self.pairs = []
        self.references = set()
        self.addresses = set()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids[given["id"]] += 1
        if "data-specimen" in given:
            self.pairs.append((given["data-specimen"], given["data-state"]))
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            self.references |= set((given.get(name) or "").split())
        self.addresses |= {given[name] for name in ("action", "formaction") if name in given}


def read(client, settings, path, language="en"):
    settings.DEMO = True
    client.cookies["django_language"] = language
    answer = client.get(path)
    assert answer.status_code == 200
    shown = Shown()
    shown.feed(answer.content.decode())
    return answer.content.decode(), shown


@pytest.mark.parametrize("path", PAGES)
def test_every_declared_state_is_shown_once(client, settings, path):
    _page, shown = read(client, settings, path)

    declared = [(name, state) for name, states in PAGES[path].items() for state in states]
    assert sorted(shown.pairs) == sorted(declared)
    assert len(declared) == len(set(declared))


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_unique_and_what_refers_to_them_finds_them(client, settings, path):
    _page, shown = read(client, settings, path)

    assert [name for name, count in shown.ids.items() if count > 1] == []
    assert sorted(shown.references - set(shown.ids)) == []


@pytest.mark.parametrize("path", PAGES)
def test_what_is_shown_sends_nothing(client, settings, path):
    page, _shown = read(client, settings, path)

    specimens = page.partition('class="specimen"')[2].partition("</main>")[0]
    assert 'data-specimen="' in specimens
    assert not re.findall(r'\saction=|formaction=|method="post"|csrfmiddlewaretoken|<script|hx-get', specimens)
    assert set(re.findall(r'href="([^"]*)"', specimens)) <= {"#main"} | set(
        re.findall(r'href="(/static/[^"]*)"', specimens)
    )


@pytest.mark.parametrize("path", PAGES)
def test_it_speaks_hindi_to_who_reads_hindi(client, settings, path):
    page, _shown = read(client, settings, path, "hi")

    assert '<html lang="hi"' in page
    assert latin_words(page, "hi", ALLOWED) == []


@pytest.mark.parametrize("path", PAGES)
def test_it_is_for_demo_and_debug_only(client, settings, path):
    settings.DEMO = settings.DEBUG = False

    assert client.get(path).status_code == 404
