"""The dashboards: what needs attention, and the way up to those whose figures one may see."""

import pytest

from monitoring.dashboards import pages, rules
from monitoring.readmodels.queries import Row


def row(registered: int, assigned: int = 0, done: int = 0) -> Row:
    return Row("x", "X", "", registered, 0, assigned, done, done)


def test_names_who_has_no_plan_and_who_is_behind():
    rows = [
        row(10),
        row(10, assigned=100, done=49),
        row(10, assigned=100, done=50),
        row(0),
    ]

    found = pages._attention(rows, rules.FinancialYear(2026))

    assert [item["title"] for item in found] == ["1 organisation has no plan", "1 organisation is behind its plan"]
    assert pages._attention([row(0)], rules.FinancialYear(2026)) == []


@pytest.mark.parametrize(
    ("name", "path", "crumbs"),
    [
        ("chitra", "/mdo/finance/", []),
        ("chitra", "/mdo/cbdt/", ["Ministry of Finance", "Department of Revenue"]),
        ("gita", "/mdo/finance/", ["National learning overview"]),
        ("gita", "/national/", []),
    ],
)
def test_leads_up_only_to_what_one_may_see(client, cast, name, path, crumbs):
    client.force_login(cast.user(name))

    assert [label for _url, label in client.get(path).context["crumbs"]] == crumbs
