"""The product as people meet it: its own database with the demo in it, site, content origin, worker and beat as real
processes, and a real browser. Nothing here touches Django in this process."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator

import pytest
import redis
from playwright.sync_api import Browser, Page, sync_playwright

from tests.product import ROOT, Product, administer, demo_template, running_product, with_database

CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Journeys last: the browser's driver keeps an event loop in this thread, and Django then refuses its database."""
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A database of its own beside the tests', the demo in it, and all processes."""
    name = f"journey_{uuid.uuid4().hex[:8]}"
    owner_url = os.environ["DATABASE_OWNER_URL"]
    servers = {
        "DATABASE_URL": with_database(os.environ["DATABASE_URL"], name),
        "DATABASE_OWNER_URL": with_database(owner_url, name),
        "REDIS_URL": os.environ["REDIS_URL"].rsplit("/", 1)[0] + "/7",
    }
    administer(owner_url, f'CREATE DATABASE "{name}" TEMPLATE "{demo_template().database}"')
    redis.Redis.from_url(servers["REDIS_URL"]).flushdb()  # what an earlier run kept is of another database
    try:
        with running_product(tmp_path_factory.mktemp("product"), servers) as running:
            yield running
    finally:
        administer(owner_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def press(page: Page, selector: str) -> None:
    """Send the form of a button that may be folded away; works with and without JavaScript."""
    with page.expect_navigation():
        page.locator(selector).first.dispatch_event("click")


@pytest.fixture(scope="session")
def places(product: Product) -> dict[str, str]:
    """Something to see on every page of the product (tests/walk/specimens), and where it stands."""
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.walk.specimens"],
        cwd=ROOT, env=product.environment, capture_output=True, text=True,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr[-3000:]
    places: dict[str, str] = json.loads(made.stdout)
    return places


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM_PATH")
    if not program:
        pytest.skip("CHROMIUM_PATH names no browser: `make test` finds one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(product: Product, browser: Browser):
    """visit("asha", phone=True, language="hi"): a page of a browser of their own, signed in by demo."""
    contexts = []

    def visit(
        person: str | None = None, *, phone: bool = False, language: str = "en", theme: str = "light",
        javascript: bool = True,
    ) -> Page:  # fmt: skip
        size = {"width": 360, "height": 780} if phone else {"width": 1440, "height": 900}
        context = browser.new_context(
            base_url=product.url,
            viewport=size,
            java_script_enabled=javascript,
            locale="en-IN",
            timezone_id="Asia/Kolkata",
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        for name, value, usual in (("language", language, "en"), ("theme", theme, "light")):
            if value != usual:
                page.goto("/preferences/")
                press(page, f'button[name="{name}"][value="{value}"]')
        if person:
            page.goto("/demo/")
            press(page, f'form:has([name="person"][value="{person}"]) button')
        return page

    yield visit
    for context in contexts:
        context.close()
