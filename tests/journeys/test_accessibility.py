"""axe finds nothing wrong on any page: phone and desk, English and Hindi, light and dark; and no page is too wide. By the
keyboard every stop of every page is in sight, marked and led on from; on paper no page keeps what is pressed.

All of it is `make axe`. `make test` takes one look, another every day, at a sixth of the pages, so that nothing stays
unseen for long and nobody waits.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.arriving import arrive
from tests.journeys.keys import stops
from tests.journeys.paper import on_paper, wrong_on_paper
from tests.today import TODAY
from tests.walk.pages import NEWCOMER, ONE_STEP, PAGES, STRANGER, Stop

AXE = Path(__file__).resolve().parents[1] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TAGS_OF_A_FRAME = TAGS[:-1]  # the page that it is in has its landmarks and headings
AROUND = re.compile("^https?://[0-9a-f]{32}[.][^/]+/w/")  # our own page around a package, on the package's origin
SCAN = """tags => axe.run(document, {runOnly: tags, iframes: false}).then(found => found.violations.map(
    one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).slice(0, 3).join(', ')))"""
# Width, language, theme: every page is seen in each of them.
LOOKS = [("360px", "en", "light"), ("1440px", "hi", "light"), ("360px", "hi", "dark"), ("1440px", "en", "dark"),
         ("360px", "en", "dark"), ("1440px", "hi", "dark"), ("360px", "hi", "light"), ("1440px", "en", "light")]  # fmt: skip
THOROUGH = [
    ("360px", "hi", "dark"),
    ("1440px", "en", "light"),
]  # with them every page is gone through by keys and on paper
PARTS = 6


def scan(page: Page, language: str) -> list[str]:
    page.evaluate(AXE.read_text())  # by the debugger, which the content policy does not bind
    found = list(page.evaluate(SCAN, TAGS))
    for around in (frame for frame in page.frames if AROUND.search(frame.url)):
        around.evaluate(AXE.read_text())
        found += [f"around the package: {one}" for one in around.evaluate(SCAN, TAGS_OF_A_FRAME)]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if too_wide > 0:
        found.append(f"{too_wide} px too wide")
    if page.locator("html").get_attribute("lang") != language:
        found.append("wrong language")
    return found


def looks(page: Page, stop: Stop, places: dict[str, str], language: str, *, thorough: bool) -> list[str]:
    """What is wrong at this stop: in sight, and when `thorough` also by keys and on paper."""
    if wrong := arrive(page, stop, places):
        return wrong
    found = scan(page, language)
    if thorough:
        found += [f"by keys: {one}" for one in stops(page)[1]]
        with on_paper(page):
            found += [f"on paper: {one}" for one in wrong_on_paper(page)]
    return found


def walk(
    visit, places: dict[str, str], person: str, look: tuple[str, str, str], way: list[Stop], *, thorough: bool = True
) -> Page:
    """The page of the last stop, after a look at each of them."""
    width, language, theme = look
    who = None if person in (STRANGER, NEWCOMER, ONE_STEP) else person
    page = visit(who, phone=width == "360px", language=language, theme=theme)
    wrong = [
        f"{stop.path.format_map(places)}: {one}"
        for stop in way
        for one in looks(page, stop, places, language, thorough=thorough)
    ]

    assert not wrong, "\n" + "\n".join(wrong)
    return page


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids="-".join)
@pytest.mark.parametrize("person", PAGES)
def test_pages_have_no_violation_and_do_not_scroll_sideways(visit, places, person, look):
    walk(visit, places, person, look, PAGES[person], thorough=look in THOROUGH)


@pytest.mark.parametrize("person", PAGES)
def test_todays_sixth_of_the_pages_has_no_violation(visit, places, person):
    look = LOOKS[TODAY % len(LOOKS)]
    part = TODAY // len(LOOKS) % PARTS

    walk(visit, places, person, look, PAGES[person][part::PARTS])
