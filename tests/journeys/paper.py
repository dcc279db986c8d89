"""A page as it goes on paper."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, ViewportSize

SHEET = ViewportSize(width=680, height=1009)  # px: A4 without its margins (frontend/scss/_paper.scss)
PRESSED = ":is(nav, .btn, button, [type=submit], [type=search]):visible"
FACTS = """() => ({
  ground: getComputedStyle(document.body).backgroundColor,
  over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
})"""


@contextmanager
def on_paper(page: Page) -> Iterator[None]:
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    yield
    page.emulate_media(media="screen")
    page.set_viewport_size(size)


def wrong_on_paper(page: Page) -> list[str]:
    """What is wrong with the sheet: its colour and width, whose it is and how old, and what nobody can press there."""
    facts = page.evaluate(FACTS)
    found = [
        f"shows {one}"
        for one in page.locator(PRESSED).evaluate_all("all => all.map((one) => one.outerHTML.slice(0, 90))")
    ]
    if facts["ground"] != "rgb(255, 255, 255)":
        found.append(f"a ground of {facts['ground']}")
    if facts["over"] > 0:
        found.append(f"{facts['over']} px wider than the sheet")
    found += [f"no {what}" for what in (".paper-head", "h1") if not page.locator(what).first.is_visible()]
    return found
