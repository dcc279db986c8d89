"""axe finds nothing wrong on the pages of the thread: phone and desk, English and Hindi; and no page is too wide."""

from pathlib import Path

import pytest

from tests.journeys.pages import PAGES

AXE = Path(__file__).resolve().parents[1] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCAN = """tags => axe.run(document, {runOnly: tags}).then(found => found.violations.map(
    one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).slice(0, 3).join(', ')))"""


@pytest.mark.axe
@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("phone", [True, False], ids=["360px", "1440px"])
@pytest.mark.parametrize("person", list(PAGES), ids=str)
def test_pages_have_no_violation_and_do_not_scroll_sideways(visit, person, phone, language):
    page = visit(person, phone=phone, language=language)
    wrong = {}
    for path in PAGES[person]:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        page.evaluate(AXE.read_text())  # by the debugger, which the content policy does not bind
        violations = page.evaluate(SCAN, TAGS)
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if too_wide > 0:
            violations.append(f"{too_wide} px too wide")
        if page.locator("html").get_attribute("lang") != language:
            violations.append("wrong language")
        if violations:
            wrong[path] = violations

    assert wrong == {}
