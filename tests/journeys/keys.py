"""Going about a page by keys alone: what has the focus, and how to come to something else."""

import re
from typing import Any

import pytest
from playwright.sync_api import Frame, Page

MOST_STOPS = 400
MOST_PARTS = 20  # stops within one element: the day, month and year of a date, the buttons of the browser's own player
NAME = """() => {
  const one = document.activeElement;
  const named = document.getElementById(one.getAttribute('aria-labelledby'));
  const labels = named ? [named] : [...(one.labels ?? [])];
  return (one.ariaLabel || labels.map((each) => each.innerText).join(' ') || one.innerText || one.title)
    .replace(/\\s+/g, ' ').trim();
}"""


# The stop in front: what it is, what is wrong with it, and how many stops it may be. A stop is uncovered when some corner
# or its middle is on top. What has the focus inside a frame is marked there.
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const inner = Math.min(3, box.width / 4);
  const points = [[box.x + box.width / 2, box.y + box.height / 2], [box.x + inner, box.y + inner],
    [box.right - inner, box.y + inner], [box.x + inner, box.bottom - inner], [box.right - inner, box.bottom - inner]];
  const isOn = ([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (one.contains(top) || top.contains(one) || top.closest('label')?.contains(one));
  };
  const styles = [one, one.closest('label')].filter(Boolean).map((each) => getComputedStyle(each));
  const marked = one.localName === 'iframe' ||
    styles.some((style) => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
  const wrong = [];
  if (!box.width || !box.height) wrong.push('has no size');
  else if (!points.some(isOn)) wrong.push('is covered or out of sight');
  if (!marked) wrong.push('is not marked');
  one.dataset.stop ??= String(Math.random());
  const parts = one.matches('iframe, audio, video, [type=date], [type=time], [type=datetime-local]') ? MOST_PARTS : 1;
  return {key: one.dataset.stop, wrong, parts, html: one.outerHTML.slice(0, 120)};
}""".replace("MOST_PARTS", str(MOST_PARTS))


def name_in_front(page: Page | Frame) -> str:
    name: str = page.evaluate(NAME)
    return name


def stops(page: Page) -> tuple[list[dict[str, Any]], list[str]]:
    """Each stop from the first one until the focus leaves the page, and what is wrong with them."""
    found: list[dict[str, Any]] = []
    stays = 1
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or (len(found) > 1 and stop["key"] == found[0]["key"]):
            return found, [f"{one['html']}: {', '.join(one['wrong'])}" for one in found if one["wrong"]]
        if not found or stop["key"] != found[-1]["key"]:
            found.append(stop)
            stays = 1
        elif (stays := stays + 1) > stop["parts"]:
            return found, [f"Tab stays at {stop['html']}"]
    return found, [f"more than {MOST_STOPS} stops"]


def reach(page: Page, name: str, *, key: str = "Tab") -> str:
    """Tab (or Shift+Tab) until something of this name has the focus; what it is called."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if re.search(name, said := name_in_front(page)):
            return said
    pytest.fail(f"{key} reaches no {name}")


def land(page: Page, name: str, *, key: str = "Tab") -> str:
    """Reach something that then is in sight, marked and uncovered."""
    said = reach(page, name, key=key)
    page.wait_for_function("() => document.getAnimations().every((one) => one.playState !== 'running')")
    assert page.evaluate(STOP)["wrong"] == [], said
    return said


def press(page: Page, name: str, *, key: str = "Tab", by: str = "Enter") -> None:
    reach(page, name, key=key)
    page.keyboard.press(by)


def follow(page: Page, name: str) -> None:
    """What leads to another page."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page: Page, option: str) -> None:
    """In the group of radio buttons that has the focus."""
    page.keyboard.press("Space")
    for _ in range(20):
        if name_in_front(page) == option:
            return
        page.keyboard.press("ArrowDown")
    pytest.fail(f"no {option}")


def select(page: Page, option: str, *, key: str = "ArrowDown") -> None:
    """In the list that has the focus."""
    for _ in range(20):
        if page.evaluate("document.activeElement.selectedOptions[0].text") == option:
            return
        page.keyboard.press(key)
    pytest.fail(f"no {option}")
