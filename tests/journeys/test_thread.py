"""The thread through the whole platform, in a real browser on the running product.

A provider builds a course from a video, a document, a text and a question file; a reviewer publishes it; a ministry admin
puts it into a plan; a civil servant on a phone learns it, is assessed and certified; a stranger verifies; DoPT sees it.
"""

import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.material import RIGHT, document, officials, questions, video
from tests.journeys.providing import add_part, new_course, open_part, submit

TITLE = "Notes that decide"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("material")


def follow(page: Page, link: Locator) -> None:
    assert link.count(), f"no such link at {page.url}: {page.locator('main').inner_text()}"
    with page.expect_navigation():
        link.click()


def test_a_course_is_made_published_planned_learned_certified_verified_and_counted(visit, product, folder):
    made(visit("dev"), folder)
    published(visit("hari"))
    brought_in(visit("chitra"), folder)
    planned(visit("chitra"))
    number = learned(visit("asha", phone=True))
    verified(visit(phone=True), number)
    counted(visit("gita"), visit("chitra"))


def made(dev: Page, folder: Path) -> None:
    outline = new_course(
        dev, title=TITLE, summary="Write notes that can be decided on.", module="Noting",
        outcomes="Write a note\nKnow where it is kept",
    )  # fmt: skip
    for kind, title in [
        ("text", "What a note is"),
        ("video", "A lecture"),
        ("pdf", "The manual"),
        ("quiz", "Check yourself"),
    ]:
        add_part(dev, outline, kind, title)

    open_part(dev, outline, "What a note is")
    dev.get_by_role("textbox", name="Text in English").click()
    dev.keyboard.type("A note is a written remark on a case.")
    dev.locator("[name=minutes]").fill("1")
    submit(dev, "Save")

    for title, file in [("A lecture", video(folder)), ("The manual", document(folder))]:
        open_part(dev, outline, title)
        dev.locator("input[type=file]").first.set_input_files(str(file))
        dev.get_by_role("button", name="Upload").first.click()
        expect(dev.locator("main")).to_contain_text(file.name)
        expect(dev.get_by_role("button", name="Remove English")).to_be_visible()

    open_part(dev, outline, "Check yourself")
    follow(dev, dev.get_by_role("link", name="Bring questions from a file"))
    dev.locator("input[type=file]").set_input_files(str(questions(folder)))
    submit(dev, "Read the file")
    expect(dev.locator("main")).to_contain_text("3 questions can be taken.")
    submit(dev, "Take 3 questions into the quiz")
    open_part(dev, outline, "Check yourself")
    dev.locator("[name=pick]").fill("3")
    submit(dev, "Save")

    dev.goto(outline)
    expect(dev.locator("main")).to_contain_text("Nothing is missing.")
    submit(dev, "Send for review")
    dev.goto(re.sub(r"/outline/$", "/review/", outline))
    assert dev.get_by_role("button", name="Publish").count() == 0


def published(hari: Page) -> None:
    hari.goto("/provider/istm/reviews/")
    follow(hari, hari.locator("main").get_by_role("link", name=TITLE).first)
    submit(hari, "Publish")
    hari.goto("/courses/?q=decide")
    expect(hari.locator("main")).to_contain_text(TITLE)


def brought_in(chitra: Page, folder: Path) -> None:
    """Two officials from a file: one is Asha, by her address; one has a designation that nobody knows."""
    chitra.goto("/mdo/finance/officials/exchanges/")
    chitra.locator("input[type=file]").set_input_files(str(officials(folder)))
    submit(chitra, "Upload and check")
    until_here(chitra, "Bring them in")
    expect(chitra.locator("main")).to_contain_text("Grand Vizier")
    submit(chitra, "Bring them in")
    until_here(chitra, "were brought in")
    until(chitra, "/mdo/finance/officials/?name=Kavita", "Kavita Menon")


def planned(chitra: Page) -> None:
    chitra.goto("/mdo/finance/plans/new/")
    chitra.locator("[name=title]").fill("Notes for all")
    submit(chitra, "Start the plan")
    plan = chitra.url.partition("?")[0]
    chitra.goto(f"{plan}?q=decide")
    row = chitra.locator("tr", has_text=TITLE)
    with chitra.expect_navigation():
        row.get_by_role("button", name="Add").click()
    chitra.goto(plan)
    with chitra.expect_navigation():
        chitra.get_by_role("link", name="Review and publish").click()
    submit(chitra, "Publish the plan")
    until(chitra, plan.removeprefix(chitra.url.partition("/mdo")[0]), "The plan reached")


def learned(asha: Page) -> str:
    until(asha, "/home/", TITLE)
    asha.goto("/home/")
    row = asha.locator(".plan-rows li", has_text=TITLE)
    expect(row).to_contain_text("Notes for all")
    follow(asha, row.get_by_role("link").first)
    course = asha.url
    for _ in range(60):  # asked first, enrolled a moment later by the same job
        if asha.locator("main a[href*='/learn/']").count():
            break
        time.sleep(0.5)
        asha.reload()
    for title in ("What a note is", "A lecture", "The manual"):
        asha.goto(course)
        open_all(asha)
        follow(asha, asha.locator("main").get_by_role("link", name=title).first)
        if asha.locator("video").count():
            asha.evaluate("document.querySelector('video').muted = true; document.querySelector('video').play()")
        done(asha)
    asha.goto(course)
    open_all(asha)
    follow(asha, asha.locator("main").get_by_role("link", name="Check yourself").first)
    submit(asha, "Start the quiz")
    answer(asha)
    submit(asha, "Check and submit")
    submit(asha, "Submit answers")
    expect(asha.locator("main")).to_contain_text("3 of 3 right")
    asha.goto(course)
    expect(asha.locator("main")).to_contain_text("4 of 4 complete")

    asha.goto("/competencies/")
    expect(asha.locator("main")).to_contain_text("Noting and Drafting")
    until(asha, "/certificates/", TITLE, seconds=10)
    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", asha.locator("main").inner_text())
    assert found
    return found.group(0)


def open_all(page: Page) -> None:
    """Unfold every module of the outline."""
    page.evaluate("document.querySelectorAll('details.module').forEach(one => one.open = true)")


def done(page: Page) -> None:
    """A film is done by itself; of the rest one says so, again and again until the server's clock lets it count."""
    if page.locator("video").count():
        expect(page.locator("main .chip", has_text="Done")).to_be_visible(timeout=30_000)
        return
    note = page.locator("[data-seconds-left]")
    if note.count():
        expect(note).to_be_hidden(timeout=60_000)
    for _ in range(20):
        button = page.get_by_role("button", name="Mark as read")
        with page.expect_navigation():
            button.first.click()
        if not button.count():
            return
        page.wait_for_timeout(1500)
    raise AssertionError(page.locator("main").inner_text())


def answer(page: Page) -> None:
    for question in page.locator("fieldset.choices").all():
        legend = question.locator("legend").inner_text()
        right = next(answers for text, answers in RIGHT.items() if text in legend)
        for text in right:
            question.locator("label", has_text=text).first.locator("input").check()


def verified(stranger: Page, number: str) -> None:
    stranger.goto("/verify/")
    stranger.get_by_role("textbox").last.fill(number.lower())
    submit(stranger, "Check")
    expect(stranger.locator("main")).to_contain_text("Asha Verma")
    expect(stranger.locator("main")).to_contain_text(TITLE)
    expect(stranger.locator("main")).to_contain_text("This certificate is valid")


def counted(gita: Page, chitra: Page) -> None:
    """Within the minute, at the nation and at the ministry."""
    until(gita, "/national/?sort=completed", "Ministry of Finance", seconds=60)
    for page, path in ((gita, "/national/?sort=completed"), (chitra, "/mdo/finance/?sort=completed")):
        for _ in range(60):
            page.goto(path)
            tile = page.locator(".kpis > *", has_text="Completions").first.inner_text()
            if not re.search(r"\b0\b", tile):
                break
            time.sleep(1)
        else:
            raise AssertionError(f"{path} still says {tile}")


def until_here(page: Page, text: str, seconds: int = 60) -> None:
    until(page, page.url, text, seconds)


def until(page: Page, path: str, text: str, seconds: int = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        page.goto(path)
        if text in page.locator("main").inner_text():
            return
        time.sleep(0.5)
    raise AssertionError(f"{path} does not say {text!r} after {seconds} s: {page.locator('main').inner_text()}")
