"""Two sites and two workers on one database, behind one proxy: nobody notices which of them answered."""

import signal
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest

from tests.bad_luck import making
from tests.bad_luck.test_requests import everybody_was_given_it_once
from tests.bad_luck.visitor import Visitor
from tests.balancer import Balancer, balanced
from tests.product import Product, two_free_ports


@dataclass
class Pair:
    """The house's own site and worker, a second one of each, and the proxy before the sites."""

    second: Product
    proxy: Balancer
    ports: tuple[int, int]

    def visitor(self, person: str | None = None) -> Visitor:
        return Visitor(f"http://localhost:{self.proxy.port}", person)


@pytest.fixture
def pair(house, tmp_path) -> Iterator[Pair]:
    port = two_free_ports()
    # Each site believes in the proxy's address; DATA_DIR is shared, as the files' bucket or volume is.
    environment = house.product.environment | {"PORT": str(port)}
    second = Product(f"http://localhost:{port}", environment, tmp_path)
    ports = (int(house.product.environment["PORT"]), port)
    try:
        for part in ("web", "worker"):
            second.start(part)
        second.wait_until_up()
        with balanced(*ports) as proxy:
            yield Pair(second, proxy, ports)
    finally:
        for part in list(second.processes):
            second.stop(part)


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
    assert min(pair.proxy.served[port] for port in pair.ports) >= 10


def test_a_site_that_dies_is_not_missed(house, pair):
    asha = pair.visitor("asha")

    pair.second.stop("web", signal.SIGKILL)
    until_nobody_answers(pair.ports[1])  # what it had taken up in that moment is lost with it, as with any proxy

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
