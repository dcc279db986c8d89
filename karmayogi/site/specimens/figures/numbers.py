"""Single figures, and bars beside each other."""

from typing import Any

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {
    "kpi": ["up", "down", "flat", "no-change", "unit", "no-line"],
    "bar-list": ["targets", "narrow", "one"],
}


def groups() -> list[Group]:
    return [
        Group(say("Single figures", "एकल आँकड़े"), _kpis(), "grid-thirds"),
        Group(say("Bars beside words", "शब्दों के साथ पट्टियाँ"), _bars(), "grid-halves"),
    ]


def _kpis() -> list[Specimen]:
    completion = {"label": say("Plan completion", "योजना पूर्णता"), "value": "46%", "url": "#"}
    line = {"spark": [2, 3, 4, 4, 5, 6, 6, 7]}
    month = say("in 30 days", "30 दिनों में")
    kpis: dict[str, tuple[str, dict[str, Any]]] = {
        "up": (
            say("Rises, a link", "बढ़ता है, एक लिंक"),
            completion | line | {"change": say("4 points", "4 अंक"), "change_kind": "up", "change_note": month},
        ),
        "down": (
            say("Falls", "घटता है"),
            completion
            | {"spark": line["spark"][::-1], "url": ""}
            | {"change": say("9 points", "9 अंक"), "change_kind": "down", "change_note": say("below plan", "योजना से कम")},
        ),
        "flat": (
            say("Stays", "स्थिर"),
            completion | {"spark": [5, 5, 5, 5], "change": say("0 points", "0 अंक"), "change_note": month, "url": ""},
        ),
        "no-change": (
            say("No change to tell, its hour", "कोई बदलाव नहीं, उसका समय"),
            {
                "label": say("Certificates today", "आज के प्रमाणपत्र"), "value": "8,214",
                "as_of": say("As of 4:00 pm IST", "शाम 4:00 बजे तक"),
            },
        ),
        "unit": (
            say("With a unit", "इकाई के साथ"),
            line | {"label": say("Registered officials", "पंजीकृत अधिकारी"), "value": "1.42", "unit": say("crore", "करोड़")},
        ),
        "no-line": (
            say("Not known yet", "अभी ज्ञात नहीं"),
            {
                "label": say("Time to a certificate", "प्रमाणपत्र तक का समय"), "value": "–",
                "change_note": say("From 5 learners on.", "5 शिक्षार्थियों से आगे।"),
            },
        ),
    }  # fmt: skip
    return [
        drawn("kpi", key, label, "components/kpi.html", wrap='dl class="kpis"', kpi=kpi)
        for key, (label, kpi) in kpis.items()
    ]


def ratings() -> list[dict[str, Any]]:
    return [
        {"label": say(f"{stars} of 5", f"5 में से {stars}"), "value": str(many), "percent": many * 100 / 67}
        for stars, many in ((5, 31), (4, 24), (3, 8), (2, 3), (1, 1))
    ]


def _bars() -> list[Specimen]:
    rows: list[dict[str, Any]] = [
        {"label": say("Enrolled", "नामांकित"), "value": say("3.46 crore", "3.46 करोड़"), "percent": 100},
        {"label": say("Started", "आरंभ किया"), "value": say("2.91 crore", "2.91 करोड़"), "percent": 84, "url": "#"},
        {"label": say("Passed", "उत्तीर्ण"), "value": say("1.37 crore", "1.37 करोड़"), "percent": 40, "target": 52},
        {"label": say("This month", "इस माह"), "value": say("18.9 lakh", "18.9 लाख"), "percent": 22, "part": True},
    ]
    nobody = [{"label": say("Passed", "उत्तीर्ण"), "value": "0", "percent": 0}]
    partial, card = "components/bar_list.html", 'div class="card-k card-body"'
    targets = say("Whole, a link, a target, not complete yet", "पूरा, लिंक, लक्ष्य, अभी अपूर्ण")
    return [
        drawn("bar-list", "targets", targets, partial, wrap=card, rows=rows),
        drawn("bar-list", "narrow", say("Short words", "छोटे शब्द"), partial, wrap=card, rows=ratings(), narrow=True),
        drawn("bar-list", "one", say("Nobody yet", "अभी कोई नहीं"), partial, wrap=card, rows=nobody),
    ]
