"""Charts by the months of a year, and the States as tiles."""

from typing import Any

from core.components.charts import Series, bars, line_with_target
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {
    "chart": ["columns", "columns-alone", "line", "line-alone", "first-month", "nothing"],
    "tiles": ["shares"],
}


def groups() -> list[Group]:
    return [
        Group(say("Charts", "चार्ट"), _charts(), "grid-halves"),
        Group(say("A map of tiles", "टाइलों का मानचित्र"), [_tiles()]),
    ]


def _months() -> list[str]:
    return [
        say("Apr", "अप्रै॰"), say("May", "मई"), say("Jun", "जून"), say("Jul", "जुल॰"), say("Aug", "अग॰"),
        say("Sep", "सित॰"), say("Oct", "अक्टू॰"), say("Nov", "नव॰"),
    ]  # fmt: skip


def _charts() -> list[Specimen]:
    this_year = Series("2026–27", [21.4, 23.1, 22.2, 26.9, 28.4, 27.1, 33.6, 18.9])
    last_year = Series("2025–26", [16.2, 17.9, 17.1, 19.8, 18, 22.4, 23.9, 24.8])
    target = Series(say("Target", "लक्ष्य"), [24, 24.5, 25, 26, 27, 28, 29, 30])
    first = Series("2026–27", [21.4, *[None] * 7])
    none = Series("2026–27", [None] * 8)
    about: dict[str, Any] = {
        "title": say("Completions by month, lakh", "माह के अनुसार पूर्णताएँ, लाख"),
        "labels": _months(),
        "summary": say(
            "Completions rose from 21.4 lakh in April to 33.6 lakh in October, above the target of 29 lakh.",
            "पूर्णताएँ अप्रैल के 21.4 लाख से अक्टूबर में 33.6 लाख हुईं, लक्ष्य 29 लाख से अधिक।",
        ),
    }
    charts = {
        "columns": (
            say("Columns: last year, target, a month not complete", "स्तंभ: पिछला वर्ष, लक्ष्य, अपूर्ण माह"),
            bars(series=this_year, before=last_year, target=target, partial_last=True, **about),
        ),
        "line": (
            say("A line: last year, target, a month not complete", "रेखा: पिछला वर्ष, लक्ष्य, अपूर्ण माह"),
            line_with_target(series=this_year, before=last_year, target=target, partial_last=True, **about),
        ),
        "columns-alone": (say("Columns alone", "केवल स्तंभ"), bars(series=this_year, **about)),
        "line-alone": (say("A line alone", "केवल रेखा"), line_with_target(series=this_year, **about)),
        "first-month": (
            say("Only the first month is known", "केवल पहला माह ज्ञात"),
            line_with_target(series=first, target=target, **about | {"summary": say("April only.", "केवल अप्रैल।")}),
        ),
        "nothing": (
            say("No figure yet", "अभी कोई आँकड़ा नहीं"),
            bars(series=none, **about | {"summary": say("No figure yet.", "अभी कोई आँकड़ा नहीं।")}),
        ),
    }
    return [
        drawn("chart", key, label, "components/chart.html", wrap='div class="card-k card-body"', chart=chart)
        for key, (label, chart) in charts.items()
    ]


def _tiles() -> Specimen:
    states = [
        (say("GA", "गोवा"), say("Goa", "गोवा"), "–"),
        (say("UK", "उखं"), say("Uttarakhand", "उत्तराखंड"), "8%"),
        (say("PB", "पंज"), say("Punjab", "पंजाब"), "22%"),
        (say("UP", "उप्र"), say("Uttar Pradesh", "उत्तर प्रदेश"), "31%"),
        (say("MH", "महा"), say("Maharashtra", "महाराष्ट्र"), "36%"),
        (say("BR", "बिह"), say("Bihar", "बिहार"), "46%"),
    ]
    tiles = [
        {
            "column": 2 + shade % 3, "row": 1 + shade // 3, "letters": letters, "name": name, "value": value,
            "shade": shade, "url": "#",
        }
        for shade, (letters, name, value) in enumerate(states)
    ]  # fmt: skip
    legend = [
        say("no figure", "आँकड़ा नहीं"),
        say("under 15%", "15% से कम"),
        say("15–24%", "15–24%"),
        say("25–34%", "25–34%"),
        say("35–44%", "35–44%"),
        say("45% and over", "45% और अधिक"),
    ]
    columns = [{"label": say("State", "राज्य")}, {"label": say("Share", "हिस्सा"), "kind": "number"}]
    title = say("Officials active, by State", "सक्रिय अधिकारी, राज्य के अनुसार")
    table = {"caption": title, "columns": columns, "rows": [[name, value] for _letters, name, value in states]}
    shown = {
        "title": title,
        "tiles": tiles,
        "legend": [{"shade": shade, "name": name} for shade, name in enumerate(legend)],
        "table": table,
    }
    return drawn(
        "tiles", "shares", say("Every shade, and none", "हर छटा, और कोई नहीं"), "components/tiles.html",
        wrap='div class="card-k card-body"', map=shown,
    )  # fmt: skip
