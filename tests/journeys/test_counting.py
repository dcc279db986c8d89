"""What a player tells, in a real browser: kept when the server cannot take it, and nothing while nobody is in front."""

import json
import re

from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import press
from tests.journeys.test_film import film
from tests.journeys.test_thread import open_all

PROGRESS = "**/api/v1/progress/"
HIDE = """hidden => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
}"""


def told(page: Page) -> list[list[tuple[int, int]]]:
    """The facts of every report from now on, as they are sent."""
    reports: list[list[tuple[int, int]]] = []

    def note(request):
        if request.url.endswith("/api/v1/progress/"):
            reports.append([(fact["from"], fact["to"]) for fact in json.loads(request.post_data)["facts"]])

    page.on("request", note)
    return reports


def play(page: Page, milliseconds: int) -> None:
    page.get_by_role("button", name="Play").click()
    page.wait_for_timeout(milliseconds)
    with page.expect_response(PROGRESS):
        page.get_by_role("button", name="Pause").click()


def test_what_the_server_could_not_take_is_said_kept_and_sent_again_as_it_was(visit):
    asha = visit("asha")
    film(asha)
    asha.locator("[data-transcript] a").nth(4).click()
    expect(asha.get_by_role("button", name="Pause")).to_be_visible()
    asha.get_by_role("button", name="Pause").click()
    reports = told(asha)
    unsent = asha.locator("[data-reporting=unsent]")
    expect(unsent).to_be_hidden()

    def starting(route: Route) -> None:
        route.fulfill(status=503, body="")

    asha.route(PROGRESS, starting)
    play(asha, 2200)
    expect(unsent).to_be_visible()
    asha.unroute(PROGRESS, starting)
    with asha.expect_response(lambda answer: answer.url.endswith("/api/v1/progress/") and answer.ok) as answered:
        play(asha, 1500)

    expect(unsent).to_be_hidden()
    lost = reports[-2]
    assert lost
    assert reports[-1][: len(lost)] == lost
    assert len(reports[-1]) > len(lost)
    assert answered.value.request.post_data_json["facts"][-1]["position"] > 0


def test_who_is_signed_out_is_told_and_the_film_stops(visit):
    asha = visit("asha")
    film(asha)
    asha.get_by_role("button", name="Play").click()
    asha.wait_for_timeout(1500)
    address = re.sub("https?://[^/]+", "", asha.url)
    asha.context.clear_cookies()

    asha.evaluate(HIDE, True)
    asha.evaluate(HIDE, False)

    alert = asha.locator("[data-reporting=signed-out]")
    expect(alert).to_contain_text("You are signed out, so what you see now does not count.")
    expect(alert).to_be_in_viewport(ratio=1)
    expect(alert.get_by_role("link", name="Sign in again")).to_have_attribute("href", re.compile(re.escape(address)))
    assert asha.evaluate("document.querySelector('video').paused") is True


def test_who_signs_in_again_in_another_tab_goes_on_being_counted(visit):
    """Signing in gives a new token against forged requests; the one in the page that is open is of before."""
    asha = visit("asha")
    film(asha)
    asha.context.clear_cookies()
    other = asha.context.new_page()
    other.goto("/demo/")
    press(other, 'form:has([name="person"][value="asha"]) button')
    other.close()

    with asha.expect_response(PROGRESS) as answered:
        play(asha, 1500)

    assert answered.value.status == 200
    expect(asha.locator("[data-reporting=signed-out]")).to_be_hidden()


def test_a_film_on_a_page_that_is_not_in_front_stops_and_tells_what_it_has(visit):
    asha = visit("asha")
    film(asha)
    asha.locator("[data-transcript] a").nth(5).click()
    expect(asha.get_by_role("button", name="Pause")).to_be_visible()
    asha.wait_for_timeout(1500)

    with asha.expect_response(PROGRESS):
        asha.evaluate(HIDE, True)

    assert asha.evaluate("document.querySelector('video').paused") is True
    expect(asha.locator("[data-player-words]")).to_have_text("Paused while this page was not in front.")


def test_a_text_counts_in_front_of_somebody_and_five_minutes_after_they_last_moved(visit):
    asha = visit("asha")
    asha.clock.install()
    asha.goto("/courses/cyber-hygiene/")
    open_all(asha)
    asha.locator("main").get_by_role("link", name="Habits").first.click()
    place = asha.locator("[data-player=text]")
    before = int(place.get_attribute("data-seen") or 0)
    reports = told(asha)

    def counted() -> int:
        return max((end for report in reports for _start, end in report), default=before) - before

    asha.clock.run_for(61_000)
    asha.evaluate(HIDE, True)
    asha.clock.run_for(120_000)
    asha.evaluate(HIDE, False)
    assert 55 <= counted() <= 62

    asha.mouse.move(50, 60)
    asha.clock.run_for(900_000)
    assert 340 <= counted() <= 365
