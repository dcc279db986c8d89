"""The style guide: every partial in every state that is declared, in every language of the site."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from karmayogi.site.specimens import account, authoring, components, figures, forms, learning, questions
from tests.walk.reading import latin_words
from tests.walk.test_pages import ALLOWED

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "/styleguide/": components.STATES,
    "/styleguide/forms/": forms.STATES,
    "/styleguide/figures/": figures.STATES,
    "/styleguide/questions/": questions.STATES,
    "/styleguide/learning/": learning.STATES,
    "/styleguide/authoring/": authoring.STATES,
    "/styleguide/account/": account.STATES,
}


# Why a partial is not in the guide. Whoever adds one shows it there, or says here why not.
_FRAME = "stands on every page, the guide's own included; drawn once and kept"
_SCRIPT = "begins to play or to ask a device as soon as it is on a page"
NOT_SHOWN = {
    **dict.fromkeys(
        ["site/_bell.html", "site/_footer.html", "site/_hubs.html", "site/_links.html", "site/_masthead.html",
         "site/_paper_head.html", "site/_person_menu.html", "site/_strip.html"], _FRAME),
    **dict.fromkeys(["courses/player/_played.html", "courses/player/_tracks.html", "mfa/webauthn/_ask.html",
                     "mfa/webauthn/_unable.html"], _SCRIPT),
}  # fmt: skip


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
    assert set(re.findall(r'<a [^>]*href="([^"]*)"', specimens)) <= {"#main"}
    assert '<use href="#main"' not in specimens


@pytest.mark.parametrize("path", PAGES)
def test_it_speaks_hindi_to_who_reads_hindi(client, settings, path):
    page, _shown = read(client, settings, path, "hi")

    assert '<html lang="hi"' in page
    assert latin_words(page, "hi", ALLOWED) == []


@pytest.mark.parametrize("path", PAGES)
def test_it_is_for_demo_and_debug_only(client, settings, path):
    settings.DEMO = settings.DEBUG = False

    assert client.get(path).status_code == 404


def test_every_partial_is_in_the_guide_or_has_a_reason_why_not(client, settings):
    settings.DEMO = True
    drawn = {one.name for path in PAGES for one in client.get(path).templates}

    templates = ROOT / "templates"
    partials = {str(one.relative_to(templates)) for one in templates.rglob("*.html")
                if one.name.startswith("_") or one.parent.name == "components"}  # fmt: skip
    assert len(partials) > 90
    assert sorted(partials - drawn - set(NOT_SHOWN)) == []
    assert sorted(set(NOT_SHOWN) - partials) == []
    assert sorted(name for name in set(NOT_SHOWN) & drawn if NOT_SHOWN[name] != _FRAME) == []


def test_every_component_is_shown_under_its_own_name():
    shown = {name for states in PAGES.values() for name in states}

    components = {one.stem.replace("_", "-") for one in (ROOT / "templates" / "components").glob("*.html")}
    assert len(components) > 20
    assert sorted(components - shown) == []
