"""Charts carry their figures as a table and say their finding."""

from xml.etree import ElementTree

import pytest
from django.utils.translation import override

from core.components.charts import Series, bars, line_with_target, spark

MONTHS = ["Apr", "May", "Jun"]


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.parametrize("draw", [bars, line_with_target])
def test_has_the_same_figures_in_picture_table_and_bars(draw):
    chart = draw(
        title="Completions",
        summary="Above target in May.",
        labels=MONTHS,
        series=Series("2026–27", [21_000, 1_23_000, 8_000]),
        target=Series("Target", [20_000, 40_000, 60_000]),
        partial_last=True,
    )

    assert chart["head"] == ["Period", "2026–27", "Target"]
    assert chart["rows"][1] == ["May", "1,23,000", "40,000"]
    assert chart["rows"][2][0] == "Jun (so far)"
    assert [row["value"] for row in chart["bars"]] == ["21,000", "1,23,000", "8,000"]
    assert chart["bars"][2]["part"] is True
    svg = ElementTree.fromstring(chart["svg"])
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "Completions. Above target in May."
    assert "1,23,000" in chart["svg"]
    assert "style=" not in chart["svg"]


@pytest.mark.parametrize("draw", [bars, line_with_target])
def test_draws_nothing_where_there_is_no_figure(draw):
    chart = draw(title="T", summary="S", labels=MONTHS, series=Series("A", [0, None, None]))

    assert [row[1] for row in chart["rows"]] == ["0", "–", "–"]
    ElementTree.fromstring(chart["svg"])


def test_escapes_what_it_is_given():
    chart = bars(title="<script>", summary='"', labels=["<b>"], series=Series("A", [1]))

    assert "<script>" not in chart["svg"]
    ElementTree.fromstring(chart["svg"])


def test_a_spark_needs_two_values_and_may_be_flat():
    assert spark([5]) == ""
    assert "M0 30 L200 30" in spark([5, 5])
