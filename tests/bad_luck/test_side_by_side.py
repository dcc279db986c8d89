"""Two sites and two workers on one database, behind the delivered proxy: nobody notices which of them answered."""

import gzip
import http.client
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from uuid import uuid4

import pytest

from tests.bad_luck import making
from tests.bad_luck.conftest import House
from tests.bad_luck.test_requests import everybody_was_given_it_once
from tests.bad_luck.visitor import Visitor
from tests.product import Product, two_free_ports
from tests.proxy import Proxy


@dataclass
class Pair:
    """Two sites of their own and a second worker beside the house's, and the proxy before them."""

    house: House
    first: Product
    second: Product
    proxy: Proxy

    def visitor(self, person: str) -> Visitor:
        """Signed in by the house's own site, since the demo's sign-in is behind no proxy; the session is in the database."""
        visitor = Visitor(self.proxy.url, trust=self.proxy.trust)
        for cookie in self.house.visitor(person).cookies:
            visitor.cookies.set_cookie(cookie)
        return visitor


@pytest.fixture(scope="module")
def both(house, tmp_path_factory) -> Iterator[Pair]:
    folder = tmp_path_factory.mktemp("side-by-side")
    proxy = Proxy(folder)
    # DATA_DIR is shared, as the files' bucket or volume is.
    common = house.product.environment | {
        "BEHIND_PROXY": "1", "SITE_URL": proxy.url, "CONTENT_URL": f"https://content.localhost:{proxy.tls}",
    }  # fmt: skip
    made = []
    for name in ("first", "second"):
        (folder / name).mkdir()
        port = two_free_ports()
        made.append(Product(f"http://localhost:{port}", common | {"PORT": str(port)}, folder / name))
        made[-1].start("web")
    first, second = made
    second.start("content")
    addresses = {
        "SITE_1": at(first), "SITE_2": at(second), "CONTENT_HOST": "content.localhost",
        "CONTENT_1": at(second, 1), "CONTENT_2": "127.0.0.1:1",  # nobody: the other one serves
    }  # fmt: skip
    with ExitStack() as at_the_end:
        for product in made:
            at_the_end.callback(lambda product=product: [product.stop(part) for part in list(product.processes)])
            product.wait_until_up()
        replace(second, url=f"http://{at(second, 1)}").wait_until_up()
        at_the_end.enter_context(proxy.running(addresses))
        yield Pair(house, first, second, proxy)


def at(product: Product, further: int = 0) -> str:
    return f"127.0.0.1:{int(product.environment['PORT']) + further}"


@pytest.fixture
def pair(both) -> Pair:
    """With everything running, whatever an earlier test has killed."""
    for part in ("web", "worker"):
        if part not in both.second.processes:
            both.second.start(part)
    both.second.wait_until_up()
    return both


def test_pages_go_by_https_alone_and_packed_and_content_has_copies_of_its_own(pair):
    plain = http.client.HTTPConnection("localhost", pair.proxy.plain)
    plain.request("GET", "/verify/?id=1")
    led_on = plain.getresponse()
    assert led_on.status == 308
    assert led_on.headers["Location"] == f"https://localhost:{pair.proxy.plain}/verify/?id=1"

    page = asked(pair, "/", {"Accept-Encoding": "gzip"})
    assert (page.status, page.headers["Content-Encoding"]) == (200, "gzip")
    assert b"Mission Karmayogi" in gzip.decompress(page.read())
    assert page.headers["Strict-Transport-Security"]  # the site knows that it is spoken to by https

    assert asked(pair, "/demo/").status == 404  # from this machine, but not without a proxy
    assert asked(pair, "/healthz", {"Host": f"content.localhost:{pair.proxy.tls}"}).status == 200
    assert asked(pair, "/healthz", {"Host": "0f3c.content.localhost"}).status == 200
    assert pair.proxy.served()["content1"] == 2


def asked(pair: Pair, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    connection = http.client.HTTPSConnection("localhost", pair.proxy.tls, context=pair.proxy.trust, timeout=30)
    connection.request("GET", path, headers=headers or {})
    return connection.getresponse()


def test_a_course_is_learned_by_requests_that_go_to_either_site(house, pair):
    dev, hari, asha = pair.visitor("dev"), pair.visitor("hari"), pair.visitor("asha")
    course = making.published(dev, hari, "On either site")
    enrolment = making.enrolled(house, asha, course)
    making.text_on_screen(house, asha, course)
    house.until_quiet()
    before = house.rows()

    report = making.text_read(course, enrolment, str(uuid4()))
    told = [asha.made("POST", "progress/", report) for _ in range(4)]  # two of the same at each site
    attempt, answers = making.quiz_started(asha, course, enrolment)
    again, _answers = making.quiz_started(asha, course, enrolment)
    results = [asha.made("POST", f"attempts/{attempt}/submission/", answers) for _ in range(4)]
    house.until_quiet()

    assert told == [[{"resource": course.text, "seen": 0, "is_complete": True}]] * 4  # each says how it stands
    assert again == attempt
    assert all(result == results[0] for result in results)
    after = house.rows()
    once = ("courses_progressbatch", "courses_attempt", "courses_completion", "courses_certificate")
    assert {name: after[name] - before[name] for name in once} == dict.fromkeys(once, 1)
    assert min(pair.proxy.served()[site] for site in ("site1", "site2")) >= 10


def test_a_site_that_dies_is_not_missed(house, pair):
    asha = pair.visitor("asha")

    pair.second.stop("web", signal.SIGKILL)
    until_nobody_answers(int(pair.second.environment["PORT"]))  # what it had taken up is lost, as with any proxy

    assert [asha.get("/home/").status for _ in range(6)] == [200] * 6


def test_a_plan_given_out_by_two_workers_is_given_once_though_one_dies(house, pair):
    dev, hari, chitra = pair.visitor("dev"), pair.visitor("hari"), pair.visitor("chitra")
    exchange = making.checked(chitra, house, making.officials_file("SIDE", 40))
    chitra.made("POST", f"{exchange}application/")
    plan = making.plan(chitra, house, "By two workers", making.published(dev, hari, "For two workers"))
    house.until_quiet()

    run = chitra.made("POST", f"{plan}publication/")
    pair.second.stop("worker", signal.SIGKILL)  # it has the job or not
    house.let_a_minute_pass()
    house.until_quiet()

    everybody_was_given_it_once(house, run["uuid"])
    assert house.one("SELECT count(*) FROM core_parkedevent") == 0


def until_nobody_answers(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.05)
    raise AssertionError(f"somebody still answers on port {port}")
