"""axe finds nothing wrong on any page: phone and desk, English and Hindi, light and dark; and no page is too wide.

All of it is `make axe`. `make test` takes one look, another every day, at a sixth of the pages, so that nothing stays
unseen for long and nobody waits.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.walk.pages import NEWCOMER, ONE_STEP, PAGES, STRANGER, Stop

AXE = Path(__file__).resolve().parents[1] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCAN = """tags => axe.run(document, {runOnly: tags}).then(found => found.violations.map(
    one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).slice(0, 3).join(', ')))"""
# Width, language, theme: every page is seen in each of them.
LOOKS = [("360px", "en", "light"), ("1440px", "hi", "light"), ("360px", "hi", "dark"), ("1440px", "en", "dark"),
         ("360px", "en", "dark"), ("1440px", "hi", "dark"), ("360px", "hi", "light"), ("1440px", "en", "light")]  # fmt: skip
PARTS = 6
TODAY = datetime.now(UTC).toordinal()


def violations(page: Page, stop: Stop, places: dict[str, str], language: str) -> list[str]:
    answer = page.goto(stop.path.format_map(places))
    assert answer is not None
    status = stop.status
    if stop.form:
        for name, value in stop.form.items():
            field = page.locator(f"main [name={name}]").first
            match field.evaluate("one => one.type"):
                case "select-one":
                    field.select_option(value)
                case "radio":
                    page.locator(f'main [name={name}][value="{value}"]').check()
                case _:
                    field.fill(value)
        to = stop.to.format_map(places)
        form = page.locator(
            f'main form[action="{to}"]' if to else f"main form:has([name={next(iter(stop.form))}])"
        ).first
        button = form.locator("[type=submit], button:not([type])").first
        with page.expect_response(
            lambda one: one.request.is_navigation_request() and one.status not in (302, 303)
        ) as sent:
            button.click()
        page.wait_for_load_state()
        answer, status = sent.value, stop.answer
    if answer.status != status:
        return [f"answered {answer.status}"]
    page.evaluate(AXE.read_text())  # by the debugger, which the content policy does not bind
    found = list(page.evaluate(SCAN, TAGS))
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if too_wide > 0:
        found.append(f"{too_wide} px too wide")
    if page.locator("html").get_attribute("lang") != language:
        found.append("wrong language")
    return found


def walk(visit, places: dict[str, str], person: str, look: tuple[str, str, str], stops: list[Stop]) -> Page:
    """The page of the last stop, after a look at each of them."""
    width, language, theme = look
    who = None if person in (STRANGER, NEWCOMER, ONE_STEP) else person
    page = visit(who, phone=width == "360px", language=language, theme=theme)
    wrong = [
        f"{stop.path.format_map(places)}: {one}" for stop in stops for one in violations(page, stop, places, language)
    ]

    assert not wrong, "\n" + "\n".join(wrong)
    return page


@pytest.mark.axe
@pytest.mark.parametrize("look", LOOKS, ids="-".join)
@pytest.mark.parametrize("person", PAGES)
def test_pages_have_no_violation_and_do_not_scroll_sideways(visit, places, person, look):
    walk(visit, places, person, look, PAGES[person])


@pytest.mark.parametrize("person", PAGES)
def test_todays_sixth_of_the_pages_has_no_violation(visit, places, person):
    look = LOOKS[TODAY % len(LOOKS)]
    part = TODAY // len(LOOKS) % PARTS

    walk(visit, places, person, look, PAGES[person][part::PARTS])
