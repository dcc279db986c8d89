"""The product as people meet it: its own database with the demo in it, site, content origin, worker and beat as real
processes, and a real browser. Nothing here touches Django in this process."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import pytest
import redis
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)


def two_free_ports() -> int:
    """A port whose next one is free too."""
    for _ in range(50):
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise RuntimeError("no two free ports beside each other")


@dataclass
class Product:
    """The running product: where it is, and its processes by name, which a test may kill and start again."""

    url: str
    environment: dict[str, str]
    logs: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        commands = {
            "web": [BIN / "granian", "--interface", "wsgi", "karmayogi.wsgi:application", "--host", "127.0.0.1",
                    "--port", self.environment["PORT"], "--workers", "1", "--blocking-threads", "4"],
            "content": [BIN / "granian", "--interface", "wsgi", "karmayogi.content_wsgi:application", "--host", "127.0.0.1",
                        "--port", str(int(self.environment["PORT"]) + 1), "--workers", "1", "--blocking-threads", "2"],
            "worker": [BIN / "celery", "-A", "karmayogi", "worker", "--concurrency", "2", "--loglevel", "WARNING"],
            "beat": [BIN / "celery", "-A", "karmayogi", "beat", "--loglevel", "WARNING",
                     "--schedule", str(self.logs / "beat-schedule")],
        }  # fmt: skip
        with (self.logs / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [str(part) for part in commands[name]], cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        process = self.processes.pop(name)
        os.killpg(process.pid, how)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)

    def manage(self, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-3000:]

    def wait_until_up(self) -> None:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=5)
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
            else:
                return
        raise RuntimeError((self.logs / "web.log").read_text()[-3000:])


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A database of its own beside the tests', the demo in it, and all processes."""
    name = f"journey_{uuid.uuid4().hex[:8]}"
    owner_url = os.environ["DATABASE_OWNER_URL"]
    port = two_free_ports()
    folder = tmp_path_factory.mktemp("product")
    environment = os.environ | {
        "DATABASE_URL": with_database(os.environ["DATABASE_URL"], name),
        "DATABASE_OWNER_URL": with_database(owner_url, name),
        "REDIS_URL": os.environ["REDIS_URL"].rsplit("/", 1)[0] + "/7",
        "PORT": str(port), "DEMO": "1", "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "karmayogi.settings",
    }  # fmt: skip
    administer(owner_url, f'CREATE DATABASE "{name}"')
    redis.Redis.from_url(environment["REDIS_URL"]).flushdb()  # what an earlier run kept is of another database
    running = Product(f"http://localhost:{port}", environment, folder)
    with ExitStack() as at_the_end:
        at_the_end.callback(administer, owner_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        running.manage("migrate", "--database", "owner", "--verbosity", "0")
        running.manage("compile_translations")
        running.manage("load_demo")
        at_the_end.callback(lambda: [running.stop(one) for one in list(running.processes)])
        for process in ("web", "content", "worker", "beat"):
            running.start(process)
        running.wait_until_up()
        yield running


def press(page: Page, selector: str) -> None:
    """Send the form of a button that may be folded away; works with and without JavaScript."""
    with page.expect_navigation():
        page.locator(selector).first.dispatch_event("click")


def with_database(url: str, name: str) -> str:
    head, _slash, tail = url.rpartition("/")
    _old, mark, options = tail.partition("?")
    return f"{head}/{name}{mark}{options}"


def administer(url: str, statement: str) -> None:
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        connection.cursor().execute(statement)
    finally:
        connection.close()


@pytest.fixture(scope="session")
def places(product: Product) -> dict[str, str]:
    """Something to see on every page of the product (tests/walk/specimens.py), and where it stands."""
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
