"""What a first visit weighs and how soon it is there, in a real browser: design/README budgets, page by page.

A phone of 390 px with a processor four times slower, on a network of 400 kbit/s and 400 ms (slow) or 1.6 Mbit/s and
150 ms (fast). Behind HAProxy with the compression of deploy/proxy/haproxy.cfg where it is installed (`packed` in the
scale); otherwise the page itself travels as it is. `kb`: everything transferred; `lcp_s`: when
the largest part was there; `cls`: how much moved meanwhile; `nodes`: elements of the page. Needs a browser:
CHROMIUM_PATH, or the one of `make test`.
That one has no Devanagari letters of its own, as every phone has: Hindi text then moves when ours come in place of boxes.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench._measure import ROOT, Figure, site, write
from bench._people import load, sign_in
from karmayogi.run.browser import chromium
from karmayogi.run.front_end import FrontEnd
from karmayogi.run.python_environment import PythonEnvironment

PAGES = {
    "front": (None, "/"),
    "catalogue": (None, "/courses/"),
    "course": (None, "/courses/noting-and-drafting/"),
    "verify": (None, "/verify/"),
    "home": ("asha", "/home/"),
    "competencies": ("asha", "/competencies/"),
    "ministry": ("chitra", "/mdo/finance/"),
    "provider": ("dev", "/provider/istm/courses/"),
    "national": ("gita", "/national/"),
}
LANGUAGES = ("en", "hi", "ur")
IN_URDU = ("front", "verify")  # of its first page set
NETWORKS = {"slow": (400, 400), "fast": (1600, 150)}  # kbit/s, ms
UNITS = {"kb": "KB", "js_kb": "KB", "again_kb": "KB", "nodes": "count", "cls": "count", "inp_ms": "ms"}
ROUNDS = int(os.environ.get("ROUNDS", "3"))
PROXY = shutil.which("haproxy")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]  # fmt: skip
WATCH = """
window.seen = {lcp: 0, cls: 0, inp: 0};
new PerformanceObserver(l => l.getEntries().forEach(e => seen.lcp = e.startTime))
    .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(l => l.getEntries().forEach(e => e.hadRecentInput || (seen.cls += e.value)))
    .observe({type: 'layout-shift', buffered: true});
new PerformanceObserver(l => l.getEntries().forEach(e => e.interactionId && (seen.inp = Math.max(seen.inp, e.duration))))
    .observe({type: 'event', buffered: true, durationThreshold: 16});
"""


def main() -> None:
    os.environ["STATIC_MANIFEST"] = "1"  # compressed files with hashed names, as in production
    scale = load()
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"], cwd=ROOT, check=True
    )
    pages = PAGES | parts_of_a_course("asha")
    cookies = {name: sign_in(name).cookie for name in {who for who, _path in pages.values() if who}}
    figures: dict[str, Figure] = {}
    with site({"TRIAL_LANGUAGES": "1"}) as (_host, direct), proxy(direct) as port, browser() as chrome:
        for language in LANGUAGES:
            for name, (who, path) in pages.items():
                if language == "ur" and name not in IN_URDU:
                    continue
                visits = {
                    network: [
                        visit(chrome, f"http://localhost:{port}", path, cookies.get(who or ""), language, network)
                        for _ in range(ROUNDS)
                    ]
                    for network in NETWORKS
                }
                for key, unit in UNITS.items():
                    figures[f"{name}_{language}_{key}"] = Figure([one[key] for one in visits["slow"]], unit)
                for network, seen in visits.items():
                    figures[f"{name}_{language}_lcp_{network}_s"] = Figure([one["lcp"] for one in seen], "s")
    write(
        "pages",
        scale | {"packed": PROXY is not None, "rounds": ROUNDS, "networks": NETWORKS, "width": 390, "slower": 4},
        figures,
    )
    for language in LANGUAGES:
        for key in ("kb", "again_kb", "lcp_slow_s", "lcp_fast_s", "cls", "inp_ms"):
            found = [
                statistics.median(figure.values)
                for name, figure in figures.items()
                if name.partition(f"_{language}_")[2] == key
            ]
            print(f"{language} {key}: {min(found):.3g} to {max(found):.3g}")


def parts_of_a_course(name: str) -> dict[str, tuple[str, str]]:
    """A film, a reading and a quiz of a course that this person is learning in."""
    from accounts.models import User
    from core.tenancy.context import everywhere
    from courses.catalogue.models import Resource
    from courses.enrolment.models import Enrolment

    with everywhere(reason="bench"):
        person = User.objects.get(email=f"{name}@karmayogi.localhost").person
        mine = Enrolment.objects.filter(person=person, state="open").select_related("offering").order_by("pk")
        for enrolment in mine:
            parts = Resource.objects.filter(version_id=enrolment.version_id).order_by("-position")
            found = {part.kind: part.uuid for part in parts if part.kind in ("video", "text", "quiz")}
            if len(found) == 3:
                place = f"/courses/{enrolment.offering.code}/learn"
                return {kind: (name, f"{place}/{uuid}/") for kind, uuid in found.items()}
    raise SystemExit(f"{name} is in no course with a film, a reading and a quiz.")


@contextmanager
def proxy(site_port: int) -> Iterator[int]:
    """The port of a proxy before the site that packs pages as the delivered one does; the site's own without one."""
    if PROXY is None:
        yield site_port
        return
    delivered = (ROOT / "deploy" / "proxy" / "haproxy.cfg").read_text()
    packing = "\n".join(line for line in delivered.splitlines() if line.strip().startswith("compression "))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.NamedTemporaryFile("w", suffix=".cfg") as file:
        file.write(
            f"defaults\n mode http\n timeout connect 5s\n timeout client 60s\n timeout server 120s\n"
            f"listen site\n bind 127.0.0.1:{port}\n{packing}\n server site 127.0.0.1:{site_port}\n"
        )
        file.flush()
        process = subprocess.Popen(
            [PROXY, "-db", "-f", file.name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            until_open(port)
            yield port
        finally:
            process.terminate()
            process.wait(10)


def until_open(port: int) -> None:
    for _ in range(100):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The proxy did not start.")


@contextmanager
def browser() -> Iterator[Browser]:
    program = chromium(FrontEnd(ROOT, PythonEnvironment(ROOT)), os.environ)
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=str(program), args=FLAGS)
        yield chrome
        chrome.close()


def visit(
    chrome: Browser, site_url: str, path: str, cookie: str | None, language: str, network: str
) -> dict[str, float]:
    """A first visit, with nothing kept from before, and the next one."""
    context = chrome.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    kept: list[Any] = [{"name": "django_language", "value": language, "url": site_url}]
    for part in (cookie or "").split("; "):
        if "=" in part:
            name, _, value = part.partition("=")
            kept.append({"name": name, "value": value, "url": site_url})
    context.add_cookies(kept)
    page = context.new_page()
    page.add_init_script(WATCH)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    kbit, delay = NETWORKS[network]
    devtools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": delay, "downloadThroughput": kbit * 125, "uploadThroughput": kbit * 125},
    )
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    kinds: dict[str, str] = {}
    bytes_of: dict[str, float] = {}
    devtools.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    devtools.on(
        "Network.loadingFinished", lambda event: bytes_of.update({event["requestId"]: event["encodedDataLength"]})
    )
    answer = page.goto(f"{site_url}{path}", wait_until="load", timeout=120_000)
    if answer is None or answer.status != 200:
        raise SystemExit(f"{path} answered {answer and answer.status}")
    page.wait_for_timeout(800)
    first = sum(bytes_of.values())
    scripts = sum(size for request, size in bytes_of.items() if kinds.get(request) == "Script")
    nodes = page.evaluate("document.querySelectorAll('*').length")
    page.keyboard.press("Tab")
    page.locator("summary:visible").first.click()
    page.wait_for_timeout(300)
    seen = page.evaluate("seen")
    bytes_of.clear()
    page.goto("about:blank")
    page.goto(f"{site_url}{path}", wait_until="load", timeout=120_000)
    context.close()
    return {
        "kb": first / 1000,
        "js_kb": scripts / 1000,
        "again_kb": sum(bytes_of.values()) / 1000,
        "nodes": nodes,
        "lcp": seen["lcp"] / 1000,
        "cls": seen["cls"],
        "inp_ms": seen["inp"],
    }


if __name__ == "__main__":
    main()
