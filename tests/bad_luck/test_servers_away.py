"""What people, programs and probes are told while the database or Valkey is away, on every page of the thread."""

import signal
import time

import pytest

from tests.bad_luck import making

# The main pages of the thread, by who opens them; None is a stranger.
PAGES: dict[str | None, list[str]] = {
    None: [
        "/", "/courses/", "/verify/", "/about/", "/help/", "/accessibility/", "/account/login/", "/feedback/", "/demo/",
        "/organisations/", "/preferences/",
    ],
    "asha": [
        "/home/", "/plan/", "/courses/noting-and-drafting/", "/competencies/", "/competencies/framework/",
        "/certificates/", "/messages/", "/account/",
    ],
    "dev": ["/provider/istm/courses/", "/provider/istm/courses/new/"],
    "hari": ["/provider/istm/reviews/"],
    "chitra": [
        "/mdo/finance/", "/mdo/finance/officials/", "/mdo/finance/officials/exchanges/", "/mdo/finance/plans/",
        "/mdo/finance/people-and-roles/",
    ],
    "gita": ["/national/", "/national/integrity/"],
}  # fmt: skip
ASKS_NOTHING = {"/account/login/"}  # shown without a query
API = ["enrolments/", "plan/", "messages/", "certificates/", "attainments/"]


@pytest.fixture
def no_database(house):
    house.kill_database()
    yield
    house.let_supervisor_heal(house.database)


@pytest.fixture
def no_valkey(house):
    house.broker.process.send_signal(signal.SIGKILL)
    house.broker.process.wait(10)
    yield
    house.let_supervisor_heal(house.broker)


@pytest.fixture
def people(house):
    """Signed in before the trouble."""
    return {person: house.visitor(person) for person in PAGES}


def test_without_database_every_page_says_so_at_once(house, people, no_database):
    began = time.monotonic()
    for person, paths in PAGES.items():
        for path in paths:
            answer = people[person].get(path)
            if path in ASKS_NOTHING and answer.status == 200:
                continue
            assert answer.status == 503, (path, answer.status, answer.text[:300])
            assert answer.headers["retry-after"] == "15"
            assert "Not reachable at the moment" in answer.text
            assert 'class="masthead"' in answer.text, path
            assert "Traceback" not in answer.text
    for path in API:
        answer = people["asha"].api("GET", path)
        assert (answer.status, answer.headers["content-type"]) == (503, "application/problem+json"), path
    assert time.monotonic() - began < 15

    readiness = house.visitor().get("/readyz")
    assert readiness.status == 503
    assert readiness.json()["checks"]["database"] == {"ok": False, "reason": "The database does not answer."}
    assert house.visitor().get("/healthz").status == 200


def test_without_valkey_every_page_works(house, people, no_valkey):
    began = time.monotonic()
    for person, paths in PAGES.items():
        for path in paths:
            answer = people[person].get(path)
            assert answer.status == 200, (path, answer.status, answer.text[:300])
    for path in API:
        assert people["asha"].api("GET", path).status == 200, path
    assert time.monotonic() - began < 30

    readiness = house.visitor().get("/readyz")
    assert readiness.status == 503
    assert readiness.json()["checks"]["broker"] == {"ok": False, "reason": "The broker does not answer."}
    assert readiness.json()["checks"]["database"] == {"ok": True, "reason": ""}


def test_without_valkey_one_can_sign_in_and_out_and_start_work_that_is_done_when_it_is_back(house, no_valkey):
    chitra = house.visitor("chitra")
    began = time.monotonic()
    answer = chitra.csv(f"{making.FINANCE}exchanges/", making.officials_file("V", 3))
    assert answer.status == 201
    assert time.monotonic() - began < 3
    assert house.one("SELECT stage FROM ehrms_exchange WHERE uuid = %s", answer.json()["uuid"]) == "checking"
    signed_out = house.visitor("asha")
    assert "Sign out" in signed_out.get("/home/").text
    assert signed_out.form("/account/logout/").status == 200
    assert "Sign out" not in signed_out.get("/courses/").text

    house.let_supervisor_heal(house.broker)
    house.let_a_minute_pass()

    house.until("SELECT stage FROM ehrms_exchange WHERE uuid = %s", "checked", answer.json()["uuid"])


def test_a_session_that_was_signed_out_without_valkey_does_not_come_back_with_it(house):
    asha = house.visitor("asha")
    copied = house.visitor()
    for cookie in asha.cookies:
        copied.cookies.set_cookie(cookie)
    assert "Sign out" in copied.get("/home/").text
    house.broker.process.send_signal(signal.SIGKILL)
    house.broker.process.wait(10)

    assert asha.form("/account/logout/").status == 200
    house.let_supervisor_heal(house.broker)
    time.sleep(2.1)  # the cache is asked again

    assert "Sign out" not in copied.get("/courses/").text
