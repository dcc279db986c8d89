"""Going about a page by keys alone: what has the focus, and how to come to something else."""

import re

import pytest
from playwright.sync_api import Frame, Page

MOST_STOPS = 400
NAME = """() => {
  const one = document.activeElement;
  const named = document.getElementById(one.getAttribute('aria-labelledby'));
  const labels = named ? [named] : [...(one.labels ?? [])];
  return (one.ariaLabel || labels.map((each) => each.innerText).join(' ') || one.innerText || one.title)
    .replace(/\\s+/g, ' ').trim();
}"""


def name_in_front(page: Page | Frame) -> str:
    name: str = page.evaluate(NAME)
    return name


def reach(page: Page, name: str, *, key: str = "Tab") -> str:
    """Tab (or Shift+Tab) until something of this name has the focus; what it is called."""
    for _ in range(MOST_STOPS):
        page.keyboard.press(key)
        if re.search(name, said := name_in_front(page)):
            return said
    pytest.fail(f"{key} reaches no {name}")


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
