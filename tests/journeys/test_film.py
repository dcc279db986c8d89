"""A film in a real browser: its own bar by hand and by keys, what stands below it in tabs, and the same without script."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import press

CYBER = "/courses/cyber-hygiene/"


def film(page: Page) -> None:
    """The part of the course that is a film, begun by its learner already."""
    page.goto(CYBER)
    page.get_by_role("link", name=re.compile("ten minutes to think")).first.click()
    page.wait_for_selector("video")
    page.evaluate("document.querySelector('video').muted = true")


def second(page: Page) -> float:
    return float(page.evaluate("document.querySelector('video').currentTime"))


def test_a_film_is_played_and_searched_by_its_bar_and_by_keys(visit):
    asha = visit("asha")
    film(asha)
    video = asha.locator("video")
    bar = asha.get_by_role("group", name="Player")
    place = asha.get_by_role("slider", name="Place in the film or recording")
    expect(video).not_to_have_attribute("controls", re.compile(".*"))

    bar.get_by_role("button", name="Play").click()
    expect(bar.get_by_role("button", name="Pause")).to_be_visible()
    expect(asha.locator("[data-film-at]")).not_to_have_text("0:00")
    bar.get_by_role("button", name="Pause").click()
    expect(bar.get_by_role("button", name="Play")).to_be_visible()

    stood = second(asha)
    place.press("ArrowRight")
    assert abs(second(asha) - stood - 5) < 0.5
    place.press("l")
    assert abs(second(asha) - stood - 15) < 0.5
    bar.get_by_role("button", name="Ten seconds back").click()
    assert abs(second(asha) - stood - 5) < 0.5
    place.press("End")
    assert second(asha) > 44
    expect(place).to_have_attribute("aria-valuetext", "0:45")

    shown = "[...document.querySelector('video').textTracks].filter(t => t.mode === 'showing').map(t => t.language)"
    assert asha.evaluate(shown) == ["en"]
    place.press("c")
    assert asha.evaluate(shown) == []
    bar.get_by_role("combobox", name="Captions").select_option(label="English")
    assert asha.evaluate(shown) == ["en"]
    loudness = "[document.querySelector('video').volume, document.querySelector('video').muted]"
    volume = bar.get_by_role("slider", name="Volume")
    volume.fill("0.4")
    assert asha.evaluate(loudness) == [0.4, False]
    expect(volume).to_have_attribute("aria-valuetext", "40%")
    volume.press("Home")
    assert asha.evaluate(loudness) == [0.4, True]
    bar.get_by_role("button", name="Sound on").click()
    expect(volume).to_have_value("0.4")
    volume.press("ArrowRight")
    assert asha.evaluate(loudness) == [0.45, False]
    bar.get_by_role("combobox", name="Speed").select_option("1.5")
    assert asha.evaluate("document.querySelector('video').playbackRate") == 1.5
    place.press(",")
    assert asha.evaluate("document.querySelector('video').playbackRate") == 1.25


def test_a_line_of_the_transcript_leads_there_and_what_counts_is_drawn(visit):
    asha = visit("asha")
    film(asha)
    pieces = asha.locator("[data-film-seen] rect").count()

    asha.locator("[data-transcript] a").nth(2).click()
    expect(asha.get_by_role("button", name="Pause")).to_be_focused()
    expect(asha.locator("[data-transcript] [aria-current]")).to_have_count(1)
    asha.wait_for_timeout(2500)
    with asha.expect_response("**/api/v1/progress/"):
        asha.get_by_role("button", name="Pause").click()

    expect(asha.locator("[data-film-seen] rect")).to_have_count(pieces + 1)


def test_transcript_and_chapters_follow_the_film(visit):
    asha = visit("asha")
    film(asha)
    lines = asha.locator("[data-transcript] a")
    lines.nth(1).click()
    expect(lines.nth(1)).to_have_attribute("aria-current", "true")

    asha.mouse.move(0, 0)  # a transcript that is pointed at stays where it is
    for line in (lines.nth(2), lines.last):
        asha.evaluate(
            "at => document.querySelector('video').currentTime = at - 0.5", float(line.get_attribute("data-seek") or 0)
        )
        expect(line).to_have_attribute("aria-current", "true")
        expect(asha.locator("[data-transcript] [aria-current]")).to_have_count(1)
        expect(line).to_be_in_viewport()

    asha.get_by_role("tab", name="Chapters").click()
    chapters = asha.locator("[data-chapters] [data-seek]")
    chapters.nth(1).click()
    expect(chapters.nth(1)).to_have_attribute("aria-current", "true")
    expect(chapters.first).not_to_have_attribute("aria-current", "true")
    begins = float(chapters.nth(1).get_attribute("data-seek") or 0)
    assert begins <= second(asha) < begins + 5


def test_who_saves_data_begins_where_they_point_and_not_where_they_stopped(visit):
    asha = visit("asha")
    film(asha)
    asha.locator("[data-transcript] a").nth(6).click()
    expect(asha.get_by_role("button", name="Pause")).to_be_visible()
    asha.wait_for_timeout(1500)
    with asha.expect_response("**/api/v1/progress/"):
        asha.get_by_role("button", name="Pause").click()
    asha.goto("/preferences/")
    asha.locator("[name=data_saver][value=on]").check(force=True)
    press(asha, 'form:has([name="data_saver"]) button:not([name])')
    film(asha)
    line = asha.locator("[data-transcript] a").nth(1)
    wanted = float(line.get_attribute("data-seek") or 0)
    assert asha.locator("video").get_attribute("preload") == "none"

    line.click()
    expect(asha.locator("[data-stage]")).to_have_class(re.compile("is-playing"))
    asha.wait_for_timeout(1000)

    assert wanted <= second(asha) < wanted + 3


def test_tabs_turn_by_keys_and_a_kept_note_comes_back_in_front(visit):
    asha = visit("asha")
    film(asha)
    transcript = asha.get_by_role("tab", name="Transcript")
    expect(asha.locator("[data-transcript]")).to_be_visible()

    transcript.press("ArrowLeft")  # from the first to the last
    expect(asha.get_by_role("tab", name="Settings")).to_be_focused()
    expect(asha.locator("[data-transcript]")).to_be_hidden()
    expect(asha.get_by_text("They work while the player has the focus.")).to_be_visible()
    asha.get_by_role("tab", name=re.compile("My notes")).click()
    asha.get_by_label("Note", exact=True).fill("Ten minutes, always.")
    with asha.expect_navigation():
        asha.get_by_role("button", name="Keep the note").click()

    expect(asha.get_by_role("tab", name="My notes (1)")).to_have_attribute("aria-selected", "true")
    expect(asha.get_by_role("tabpanel", name="My notes (1)")).to_contain_text("Ten minutes, always.")


def test_without_script_the_browsers_own_controls_are_there_and_nothing_is_folded_away(visit):
    asha = visit("asha", javascript=False)
    asha.goto(CYBER)
    asha.get_by_role("link", name=re.compile("ten minutes to think")).first.click()

    expect(asha.locator("video")).to_have_attribute("controls", "")
    expect(asha.get_by_role("group", name="Player")).to_be_hidden()
    expect(asha.get_by_role("tablist")).to_be_hidden()
    for heading in ("Transcript", "Chapters", "My notes", "Settings"):
        expect(asha.get_by_role("heading", name=heading, exact=True)).to_be_visible()
