"""The dashboards: what needs attention, and the way up to those whose figures one may see."""

from datetime import date

import pytest

from monitoring.dashboards import pages, rules, states
from monitoring.readmodels.queries import Month, Row


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


def test_the_map_has_each_state_once_in_the_shade_of_its_share(client, cast):
    client.force_login(cast.user("gita"))
    places = [(tile.column, tile.row) for tile in states.TILES.values()]
    rows = [
        Row("delhi", "Delhi", "दिल्ली", 100, 25, 0, 0, 0),
        Row("goa", "Goa", "गोवा", 0, 0, 0, 0, 0),
        Row("railways", "Ministry of Railways", "", 10, 10, 0, 0, 0),
    ]

    found = pages._map(rows, rules.FinancialYear(2026))

    assert len(places) == len(set(places)) == 36
    assert found is not None
    assert [(tile["letters"], tile["value"], tile["shade"]) for tile in found["tiles"]] == [
        ("DL", "25%", 3),
        ("GA", "–", 0),
    ]
    assert [states.shade(share) for share in (0, 14, 15, 44, 45, 100)] == [1, 1, 2, 4, 5, 5]
    assert pages._map(rows[1:], rules.FinancialYear(2026)) is None
    assert client.get("/mdo/finance/").context["map"] is None


def test_a_figure_says_what_the_last_full_month_made_of_the_one_before():
    changes = [rules.monthly_change(counts) for counts in ([5], [0, 3], [10, 15], [3, 10, 9], [4, 4])]
    findings = [rules.trend_finding(counts) for counts in ([5], [0, 0], [0, 3], [10, 9], [4, 4])]

    assert changes == [None, None, 50, -10, 0]
    assert findings == ["NONE", "NONE", "MORE", "FEWER", "SAME"]


def test_the_month_that_is_going_on_is_compared_with_nothing_and_march_of_a_past_year_is():
    months = [Month(date(2026, 2, 1), completed=4, enrolled=10), Month(date(2026, 3, 1), completed=2, enrolled=15)]

    going_on = pages._course(months, "enrolled", date(2026, 3, 14))
    over = pages._course(months, "enrolled", date(2026, 4, 1))

    assert going_on == {"spark": [10, 15]}
    assert over == {"spark": [10, 15], "change": "50%", "change_kind": "up", "change_note": "in Mar"}
    assert pages._chart(months, rules.FinancialYear(2025), date(2026, 4, 1))["title"] == "Completions fell in March"
