"""Packages in a real browser: they run, alone on their origins; H5P goes on where it was, on another device too."""

import json
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.product import ROOT


@pytest.fixture(scope="module")
def made(product, places) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.journeys.with_packages"],
        cwd=ROOT, env=product.environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def inside(page):
    return page.frame_locator("section.package iframe")


def played(page):
    """What an H5P package shows: in the frame of its player, on our page around it."""
    return inside(page).frame_locator("iframe.h5p-iframe")


def test_pages_run_alone_and_reach_nobody(visit, made):
    asha = visit("asha")
    asha.goto(made["pages"])
    frame = inside(asha)

    frame.get_by_role("button", name="Next").click()

    expect(frame.locator("#button")).to_have_text("button: pressed")
    expect(frame.locator("#missing")).to_have_text("missing: 404")
    expect(frame.locator("#elsewhere")).to_have_text("elsewhere: refused")
    expect(frame.locator("#site")).to_have_text("site: refused")
    expect(frame.locator("#image")).to_have_text("image: refused")
    expect(frame.locator("#worker")).to_have_text("worker: refused")
    expect(frame.locator("#parent")).to_have_text("parent: refused")
    expect(frame.locator("#top")).to_have_text("top: refused")
    expect(frame.locator("#cookies")).to_have_text("cookies: none")
    expect(frame.locator("#storage")).to_have_text("storage: 1")
    assert asha.url.endswith(made["pages"])  # nothing led the page away
    assert frame.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(1, 2, 3)"  # Style/Look.CSS
    src = asha.locator("section.package iframe").get_attribute("src")
    assert re.match(r"http://[0-9a-f]{32}\.localhost:\d+/p/", src)


def test_its_address_opened_by_itself_is_fenced_in_too(visit, made):
    asha = visit("asha")
    asha.goto(made["pages"])
    src = asha.locator("section.package iframe").get_attribute("src")

    asha.goto(src)

    expect(asha.locator("#cookies")).to_have_text("cookies: none")
    expect(asha.locator("#site")).to_have_text("site: refused")


def test_what_a_package_says_only_while_it_goes_is_kept_when_one_leaves_by_a_link(visit, made):
    asha = visit("asha")
    asha.goto(made["late"])
    late = inside(asha).frame_locator("#place iframe")
    expect(late.locator("#was")).to_have_text("nowhere")

    with asha.expect_navigation(url=f"**{made['course']}"):
        asha.locator(f'a[href="{made["course"]}"]').first.click()
    asha.goto(made["late"])

    expect(late.locator("#was")).to_have_text("the end")


def test_h5p_goes_on_where_it_was_on_another_device_and_is_done_when_it_says_so(visit, made):
    asha = visit("asha")
    asha.goto(made["press"])
    button = played(asha).get_by_role("button")
    expect(button).to_have_text("Pressed 0 times", timeout=20_000)
    with asha.expect_response(re.compile(r"/h5p/$")) as kept:
        button.click()
    assert kept.value.status == 200

    phone = visit("asha", phone=True)
    phone.goto(made["press"])
    button = played(phone).get_by_role("button")
    expect(button).to_have_text("Pressed 1 times", timeout=20_000)
    button.click()
    button.click()
    expect(phone.locator("[data-package-words]")).to_contain_text("Done", timeout=30_000)

    played(asha).get_by_role("button").click()  # the window left open on the desk
    expect(asha.locator("[data-package-words]")).to_contain_text("Open this page again", timeout=15_000)
    asha.goto(made["press"])
    expect(played(asha).get_by_role("button")).to_have_text("Pressed 3 times", timeout=20_000)
    expect(asha.locator("main")).to_contain_text("Done")


def test_a_preview_plays_and_keeps_nothing(visit, made):
    dev = visit("dev")
    requests = []
    dev.on("request", lambda request: requests.append(request.url) if request.method != "GET" else None)
    dev.goto(made["preview"])

    played(dev).get_by_role("button").click(timeout=20_000)

    expect(played(dev).get_by_role("button")).to_have_text("Pressed 1 times")
    dev.wait_for_timeout(1500)
    assert requests == []


def test_a_package_of_several_parts_in_the_newer_edition_leads_on_by_itself_and_another_device_goes_on(visit, made):
    desk = visit("asha")
    desk.goto(made["several"])
    part = inside(desk).frame_locator("#place iframe")
    expect(part.locator("#was")).to_have_text("none; unknown; none")
    part.get_by_role("button").click()

    expect(part.locator("h1")).to_have_text("Part two")  # as the package asked, and not a page of ours
    expect(part.locator("#was")).to_have_text("none; unknown; 0.6")  # the manifest's mark to pass
    expect(desk.locator(".package-parts li", has_text="Part one")).to_contain_text("Done")
    expect(desk.locator("[data-package-missing]")).to_contain_text("“Part two” does not call itself completed yet.")
    part.get_by_role("button").click()
    expect(desk.locator("[data-package-missing]")).to_contain_text("“Part two” calls itself failed. Try it again.")

    phone = visit("asha", phone=True)
    phone.goto(made["several"])
    part = inside(phone).frame_locator("#place iframe")
    expect(part.locator("h1")).to_have_text("Part two")
    expect(part.locator("#was")).to_have_text("two, answered; completed; 0.6")
    phone.get_by_role("link", name="Previous part").click()
    expect(part.locator("#was")).to_have_text("one, answered; completed; none")
