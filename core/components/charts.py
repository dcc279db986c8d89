"""Charts drawn by the server: an SVG for wide screens, bars for phones, and the same figures as a table.

A chart is a dict ready for `components/chart.html`: title, summary, svg, legend, head, rows and bars.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.display.numbers import in_num

WIDTH, HEIGHT = 700, 320
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 26, 30


@dataclass(frozen=True)
class Series:
    """Values in the order of the labels; None where there is no figure yet."""

    name: str
    values: Sequence[float | None]


def line_with_target(
    *,
    title: str,
    summary: str,
    labels: Sequence[str],
    series: Series,
    before: Series | None = None,
    target: Series | None = None,
    partial_last: bool = False,
    show: Callable[[float], str] = in_num,
    label_head: str = "",
) -> dict[str, Any]:
    """A line through time against a dashed target; the last, unfinished step is dotted."""
    ceiling = _ceiling([series, before, target])
    points = _points(series.values, len(labels), ceiling)
    whole, part = (points[:-1], points[-2:]) if partial_last and len(points) > 1 else (points, [])
    drawn = [
        _line(_points(before.values, len(labels), ceiling), "chart-line chart-line-2") if before else "",
        _line(_points(target.values, len(labels), ceiling), "chart-target") if target else "",
        _line(whole, "chart-line"),
        _line(part, "chart-line chart-line-part") if part else "",
        format_html_join("", '<circle class="chart-dot" cx="{}" cy="{}" r="4"/>', points),
        _value_labels(series.values, points, show),
    ]
    return _chart(title, summary, labels, series, before, target, partial_last, show, ceiling, drawn, label_head)


def bars(
    *,
    title: str,
    summary: str,
    labels: Sequence[str],
    series: Series,
    before: Series | None = None,
    target: Series | None = None,
    partial_last: bool = False,
    show: Callable[[float], str] = in_num,
    label_head: str = "",
) -> dict[str, Any]:
    """Columns, with last year's beside them and a dashed target; the last, unfinished column is hatched."""
    ceiling = _ceiling([series, before, target])
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    width = slot * (0.36 if before else 0.56)
    tops, columns = [], []
    for place, value in enumerate(series.values):
        middle = LEFT + slot * (place + 0.5)
        if before and (old := before.values[place]) is not None:
            columns.append(_column(middle - width - 1, width, old, ceiling, "chart-2"))
        if value is None:
            continue
        is_part = partial_last and place == len(labels) - 1
        start = middle + 1 if before else middle - width / 2
        columns.append(_column(start, width, value, ceiling, "chart-part" if is_part else "chart-1", hatched=is_part))
        tops.append((_round(start + width / 2), _y(value, ceiling)))
    drawn = [
        *columns,
        _line(_points(target.values, len(labels), ceiling), "chart-target") if target else "",
        _value_labels(series.values, tops, show),
    ]
    return _chart(title, summary, labels, series, before, target, partial_last, show, ceiling, drawn, label_head)


def spark(values: Sequence[float]) -> SafeString:
    """A small line without axes, beside the figure that says the same."""
    if len(values) < 2:
        return SafeString("")
    low, high = min(values), max(values)
    spread = (high - low) or 1
    steps = [(_round(200 * n / (len(values) - 1)), _round(30 - 26 * (v - low) / spread)) for n, v in enumerate(values)]
    path = " ".join(f"{'L' if n else 'M'}{x} {y}" for n, (x, y) in enumerate(steps))
    return format_html(
        '<svg class="spark" viewBox="0 0 200 34" preserveAspectRatio="none" aria-hidden="true">'
        '<path class="spark-area" d="{} L200 34 L0 34Z"/><path class="spark-line" d="{}"/></svg>',
        path,
        path,
    )


def bar_width(percent: float) -> str:
    """For the width attribute of an SVG bar."""
    return f"{max(0.0, min(100.0, percent)):.4g}%"


def _chart(
    title: str,
    summary: str,
    labels: Sequence[str],
    series: Series,
    before: Series | None,
    target: Series | None,
    partial_last: bool,
    show: Callable[[float], str],
    ceiling: float,
    drawn: Sequence[SafeString | str],
    label_head: str,
) -> dict[str, Any]:
    others = [other for other in (before, target) if other]
    rows = [
        [label, *(_shown(one.values[place], show) for one in (series, *others))] for place, label in enumerate(labels)
    ]
    if partial_last and rows:
        rows[-1][0] = _("%(period)s (so far)") % {"period": rows[-1][0]}
    return {
        "title": title,
        "summary": summary,
        "svg": _svg(title, summary, labels, ceiling, show, drawn),
        "legend": [
            {"kind": "1", "name": series.name},
            *([{"kind": "2", "name": before.name}] if before else []),
            *([{"kind": "target", "name": target.name}] if target else []),
        ],
        "head": [label_head or _("Period"), series.name, *(other.name for other in others)],
        "rows": rows,
        "bars": [
            {
                "label": label,
                "value": _shown(series.values[place], show),
                "percent": 100 * (series.values[place] or 0) / ceiling,
                "target": 100 * (target.values[place] or 0) / ceiling if target and target.values[place] else None,
                "part": partial_last and place == len(labels) - 1,
            }
            for place, label in enumerate(labels)
        ],
        "partial": partial_last,
    }


def _svg(
    title: str,
    summary: str,
    labels: Sequence[str],
    ceiling: float,
    show: Callable[[float], str],
    drawn: Sequence[SafeString | str],
) -> SafeString:
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(labels))
    grid = format_html_join(
        "",
        '<line class="chart-grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text x="{}" y="{}" text-anchor="end">{}</text>',
        (
            (LEFT, WIDTH - RIGHT, _y(step, ceiling), _y(step, ceiling), LEFT - 8, _y(step, ceiling) + 4, show(step))
            for step in (ceiling * part / 4 for part in range(5))
        ),
    )
    below = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((_round(LEFT + slot * (place + 0.5)), HEIGHT - 8, label) for place, label in enumerate(labels)),
    )
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}. {}"><defs><pattern id="hatch" width="7" height="7" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="chart-hatch" x1="0" y1="0" x2="0" '
        'y2="7"/></pattern></defs>{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        summary,
        grid,
        SafeString("".join(drawn)),
        below,
    )


def _column(x: float, width: float, value: float, ceiling: float, kind: str, hatched: bool = False) -> SafeString:
    top = _y(value, ceiling)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3"{}/>',
        kind,
        _round(x),
        top,
        _round(width),
        _round(HEIGHT - BOTTOM - top),
        SafeString(' fill="url(#hatch)"') if hatched else "",
    )


def _line(points: Sequence[tuple[float, float]], kind: str) -> SafeString:
    path = " ".join(f"{'L' if place else 'M'}{x} {y}" for place, (x, y) in enumerate(points))
    return format_html('<path class="{}" d="{}"/>', kind, path) if path else SafeString("")


def _value_labels(
    values: Sequence[float | None], points: Sequence[tuple[float, float]], show: Callable[[float], str]
) -> SafeString:
    known = [value for value in values if value is not None]
    return format_html_join(
        "",
        '<text class="chart-value" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((x, _round(y - 8), show(value)) for value, (x, y) in zip(known, points, strict=True)),
    )


def _points(values: Sequence[float | None], count: int, ceiling: float) -> list[tuple[float, float]]:
    slot = (WIDTH - LEFT - RIGHT) / max(1, count)
    return [
        (_round(LEFT + slot * (place + 0.5)), _y(value, ceiling))
        for place, value in enumerate(values)
        if value is not None
    ]


def _y(value: float, ceiling: float) -> float:
    return _round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / ceiling)


def _ceiling(all_series: Sequence[Series | None]) -> float:
    """The next round number above every value, divisible by four."""
    highest = max((v for series in all_series if series for v in series.values if v is not None), default=0) or 1
    unit = 10 ** floor(log10(highest))
    for step in (1, 2, 4, 5, 8, 10):
        if highest <= step * unit:
            return max(step * unit, 4)
    return ceil(highest)


def _shown(value: float | None, show: Callable[[float], str]) -> str:
    return "–" if value is None else show(value)


def _round(value: float) -> float:
    whole = round(value, 1)
    return int(whole) if whole == int(whole) else whole
