"""Writing a text in the editor: what is formatted arrives as the HTML a course may hold, and nothing is lost on the way."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.keys import follow, press, reach, select
from tests.journeys.providing import add_part, new_course, open_part, submit


@pytest.fixture
def text(visit) -> Page:
    """A new course of Dev with one empty text, open to be written."""
    dev = visit("dev")
    outline = new_course(
        dev, title="Written in the editor", summary="For the editor.", outcomes="Write", module="Module"
    )
    add_part(dev, outline, "text", "A text")
    open_part(dev, outline, "A text")
    return dev


def kept(page: Page) -> str:
    """What the server holds, as the page brings it back."""
    return re.sub(r"\s*\n\s*", "", page.locator("#id_body").input_value())


def test_pressing_the_label_puts_the_cursor_into_the_text(text):
    text.locator("label", has_text="Text in English").click()

    expect(text.get_by_role("textbox", name=re.compile("Text in English"))).to_be_focused()


def test_what_is_formatted_by_keys_alone_is_kept_and_comes_back_the_same(text):
    def by(tool: str, key: str = "Enter") -> None:
        """A tool is pressed, and the cursor is in the text again."""
        press(text, f"^{tool}", key="Shift+Tab", by=key)
        expect(text.get_by_role("textbox", name=re.compile("Text in English"))).to_be_focused()

    write = text.keyboard.type
    reach(text, "^Text in English")
    reach(text, "^Kind of paragraph", key="Shift+Tab")
    select(text, "Smaller heading")
    select(text, "Heading", key="ArrowUp")
    text.keyboard.press("Enter")
    expect(text.get_by_role("textbox", name=re.compile("Text in English"))).to_be_focused()
    write("What a note is\nA note is ")
    text.keyboard.press("Control+b")
    write("written")
    text.keyboard.press("Control+b")
    write(".\n")
    by("List with bullets$")
    write("Issue\nFacts")
    text.keyboard.press("Tab")  # leaves the list as it is
    reach(text, "^Text in English", key="Shift+Tab")
    write("\n\n")
    press(text, "^Link$", key="Shift+Tab")
    address = text.get_by_role("dialog", name="Link").get_by_label("Address")
    write("javascript:alert(1)\n")
    expect(address).to_be_focused()  # refused in its place
    text.keyboard.press("Control+a")
    write("https://dopt.gov.in/\n")
    expect(address).to_be_hidden()
    by("Insert a table$")
    write("Rule")
    by("Delete the column$")
    follow(text, "^Save$")

    expect(text.locator("main")).to_contain_text("Saved.")
    assert kept(text) == (
        "<h3>What a note is</h3><p>A note is <strong>written</strong>.</p>"
        "<ul><li><p>Issue</p></li><li><p>Facts</p></li></ul>"
        '<p><a href="https://dopt.gov.in/" rel="noopener noreferrer">https://dopt.gov.in/</a></p>'
        '<table><tbody><tr><th scope="col"><p></p></th><th scope="col"><p></p></th></tr>'
        + "<tr><td><p></p></td><td><p></p></td></tr>" * 2
        + "</tbody></table>"
    )
    expect(text.locator(".editor").first.locator("h3")).to_have_text("What a note is")


def test_what_the_editor_would_lose_stays_as_html(text):
    marked = "<h3>Rule</h3><table><caption>Limits</caption><tbody><tr><td>1</td></tr></tbody></table>"
    first = text.locator(".editor").first
    first.get_by_role("button", name="HTML").click()
    text.locator("#id_body").fill(marked)
    first.get_by_role("button", name="HTML").click()

    expect(first).to_contain_text("This text holds marks that the editor would lose")
    expect(text.locator("#id_body")).to_be_visible()
    submit(text, "Save")
    assert "<caption>Limits</caption>" in kept(text)
    expect(text.locator("#id_body")).to_be_visible()


def test_without_script_the_field_itself_is_written_in(visit, text):
    place = text.url.partition("/provider")
    dev = visit("dev", javascript=False)
    dev.goto(place[1] + place[2])
    dev.locator("#id_body").fill("One paragraph.\n\nAnother <em>one</em>.")
    submit(dev, "Save")

    assert "<em>one</em>" in dev.locator("#id_body").input_value()
    expect(dev.locator(".editor")).to_have_count(0)
