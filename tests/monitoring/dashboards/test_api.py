"""The figures by program: whose, of which year, and who is refused."""

import pytest

from core.tenancy.context import everywhere
from monitoring.readmodels.actions import rebuild
from tests.monitoring.readmodels.test_kept_figures import KEEP, START, History
from tests.thread.programs import relay

NATION, FINANCE = "/api/v1/national/figures/", "/api/v1/organisations/finance/figures/"


def test_before_any_figures_says_so(client, cast):
    client.force_login(cast.user("gita"))

    said = client.get(NATION).json()

    assert (said["organisation"], said["as_of"], said["registered"], said["completions"]) == ("india", None, 0, 0)


def test_a_ministry_reads_its_sums_of_the_year_asked_for(client, cast):
    history = History(cast)
    with everywhere(reason="test", audited=False):
        rebuild(at=START)
        history.enrol(cast.asha, 0, START)
        history.complete(cast.asha, 0, START)
    relay([KEEP])
    client.force_login(cast.user("chitra"))

    said, before = client.get(f"{FINANCE}?year=2026").json(), client.get(f"{FINANCE}?year=2025").json()

    assert (said["year"], said["enrolled"], said["completions"], said["minutes"]) == ("2026–27", 1, 1, 30)
    assert sum(said["completed"].values()) == 1
    assert said["months"][2] == {"first": "2026-06-01", "completed": 1, "enrolled": 1}
    assert [(row["code"], row["completed"]) for row in said["below"]] == [("revenue", 1)]
    assert (before["year"], before["enrolled"], before["completions"]) == ("2025–26", 0, 0)
    assert [(row["code"], row["completed"]) for row in before["below"]] == [("revenue", 0)]


@pytest.mark.parametrize("year", ["²", "9" * 5000, "-1", "x", "1900"])
def test_a_year_that_is_none_is_the_current_one(client, cast, year):
    client.force_login(cast.user("gita"))

    assert client.get(f"{NATION}?year={year}").json()["year"] == client.get(NATION).json()["year"]
    assert client.get(f"/national/?year={year}").status_code == 200


@pytest.mark.parametrize(
    ("name", "nation", "finance"),
    [
        ("gita", 200, 200),
        ("esther", 200, 200),
        ("chitra", 404, 200),
        ("asha", 404, 404),
        ("bilal", 404, 404),
        ("dev", 404, 404),
        (None, 401, 401),
    ],
)
def test_who_reads_what(client, cast, name, nation, finance):
    if name:
        client.force_login(cast.user(name))

    assert (client.get(NATION).status_code, client.get(FINANCE).status_code) == (nation, finance)
