"""What a first visit loads stays within the budgets of the design, page by page: bytes as they travel in production.

Pages are packed by the proxy (deploy/proxy/haproxy.cfg), files by WhiteNoise; fonts and pictures are packed already. How
soon it all is there depends on the machine: `make bench NAME=pages`.
"""

import gzip
from collections import Counter
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request
from whitenoise.compress import Compressor

KB = 1000
ALL_OF_IT = {"en": 150 * KB, "hi": 200 * KB, "ur": 250 * KB}  # without a course's media
AGAIN, STYLES, SCRIPTS = 15 * KB, 35 * KB, 30 * KB
SCRIPTS_OF_PROVIDERS = 200 * KB
NODES, NODES_OF_DASHBOARDS = 1200, 1500
DASHBOARDS = {"/mdo/finance/", "/national/"}
VISITS = [
    ("en", None, ["/", "/courses/noting-and-drafting/"]),
    ("hi", None, ["/", "/courses/", "/courses/noting-and-drafting/", "/verify/", "{verified}", "/account/login/"]),
    ("ur", None, ["/", "{verified}"]),  # of its first page set
    ("hi", "asha", ["/home/", "{learn_text}", "{learn_video}", "{learn_quiz}"]),
    ("hi", "chitra", ["/mdo/finance/"]),
    ("hi", "dev", ["{draft}outline/", "{draft_text}"]),
    ("hi", "gita", ["/national/"]),
]
packer = Compressor(quiet=True)


def test_a_file_is_weighed_as_whitenoise_delivers_it():
    assert packed("/static/site.css", b"a" * 1000) == len(Compressor.compress_gzip(b"a" * 1000)) == 29
    assert packed("/static/noto.woff2", b"a" * 1000) == 1000
    assert packed("/static/tiny.svg", b"<svg/>") == 6  # would grow


@pytest.mark.parametrize(("language", "person", "paths"), VISITS, ids=lambda one: one if isinstance(one, str) else "")
def test_first_visits_are_light(visit, places, language, person, paths):
    page = visit(person, phone=True, language=language)
    addresses = [path.format_map({**places, "verified": f"/verify/{places['certificate']}/"}) for path in paths]

    too_heavy = {address: wrong for address in addresses if (wrong := over_budget(page, address, language))}

    assert too_heavy == {}


def over_budget(page: Page, address: str, language: str) -> list[str]:
    weight, nodes = first_visit(page, address)
    scripts = SCRIPTS_OF_PROVIDERS if address.startswith("/provider/") else SCRIPTS
    budgets = {
        "document": AGAIN,  # what is loaded again at the next visit, well below the 30 KB of a first one
        "stylesheet": STYLES,
        "script": scripts,
        "all of it": ALL_OF_IT[language] + scripts - SCRIPTS,
    }
    found = [f"{kind} {weight[kind]} > {most}" for kind, most in budgets.items() if not 0 < weight[kind] <= most]
    if nodes > (most := NODES_OF_DASHBOARDS if address in DASHBOARDS else NODES):
        found.append(f"{nodes} elements > {most}")
    return found


def first_visit(page: Page, address: str) -> tuple[Counter[str], int]:
    """Bytes by the kind of what was loaded, its headers included, with nothing kept from before; elements of the page."""
    page.goto("about:blank")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    loaded: list[Request] = []

    def keep(request: Request) -> None:
        loaded.append(request)

    page.on("requestfinished", keep)
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => 1)")
    page.remove_listener("requestfinished", keep)
    weight: Counter[str] = Counter()
    for request in loaded:
        if request.resource_type != "media":
            weight[request.resource_type] += travelled(request)
    weight["all of it"] = weight.total()
    return weight, page.evaluate("document.querySelectorAll('*').length")


def travelled(request: Request) -> int:
    answer = request.response()
    assert answer is not None
    assert answer.status == 200, request.url
    headers = request.sizes()["responseHeadersSize"]
    if request.resource_type == "document":
        return headers + len(gzip.compress(answer.body(), compresslevel=1))  # HAProxy packs at its quickest
    return headers + packed(urlsplit(request.url).path, answer.body())


def packed(path: str, content: bytes) -> int:
    if not packer.should_compress(path):
        return len(content)
    small = len(packer.compress_gzip(content))
    return small if packer.is_compressed_effectively("Gzip", path, len(content), b" " * small) else len(content)
