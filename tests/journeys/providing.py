"""What journeys of providers begin with: a new course, by hand."""

import re

from playwright.sync_api import Page


def submit(page: Page, name: str, within: str = "main") -> None:
    with page.expect_navigation():
        page.locator(within).get_by_role("button", name=name).first.click()


def new_course(dev: Page, *, title: str, summary: str, outcomes: str, module: str) -> str:
    """Of ISTM, with one module; returns where its outline is."""
    dev.goto("/provider/istm/courses/new/")
    for name, value in (("title", title), ("summary", summary), ("outcomes", outcomes)):
        dev.locator(f"[name={name}]").fill(value)
    dev.locator("[name=visibility][value=national]").check()
    dev.locator("[name=languages][value=en]").check()
    option = dev.locator("[name=competency_1] option", has_text="Noting").first.get_attribute("value")
    dev.locator("[name=competency_1]").select_option(option)
    dev.locator("[name=level_1]").select_option("2")
    submit(dev, "Create the course")
    outline = re.sub(r"/details/$", "/outline/", dev.url)
    dev.goto(outline)
    dev.locator("#new-title").fill(module)
    submit(dev, "Add the module")
    return outline


def add_part(dev: Page, outline: str, kind: str, title: str) -> None:
    """To the module that is there."""
    dev.goto(outline)
    dev.get_by_text("Add a resource", exact=True).click()
    dev.locator("details[open] [name=kind]").select_option(kind)
    dev.locator("details[open] [name=title]").fill(title)
    submit(dev, "Add to this module")


def open_part(page: Page, outline: str, title: str) -> None:
    page.goto(outline)
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=title).first.click()
