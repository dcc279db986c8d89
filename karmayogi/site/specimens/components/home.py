"""A page of a learner, put together from components as pages are; and what comes first on one."""

from typing import Any

from karmayogi.site.specimens.components import courses
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.words import noting

STATES = {
    "page": ["learner"],
    "focal-card": ["no-art", "no-percent", "sends", "bare"],
    "stats": ["some"],
    "facts": ["some"],
    "attention": ["every-kind"],
    "checklist": ["one-column", "two-columns"],
}


def groups() -> list[Group]:
    return [
        Group(say("A page, put together", "एक पूरा पृष्ठ"), [_page()]),
        Group(say("What comes first on a page", "पृष्ठ पर सबसे पहले"), _focal(), "grid-halves"),
        Group(say("Lists of a few lines", "कुछ पंक्तियों की सूचियाँ"), _lists(), "grid-halves"),
    ]


def focal() -> dict[str, Any]:
    return {
        "eyebrow": say("Continue where you stopped", "जहाँ रुके थे, वहीं से आगे बढ़ें"),
        "title": noting(),
        "text": say(
            "Module 3 of 6 · Writing a self-contained note · 18 min left",
            "6 में से मॉड्यूल 3 · अपने आप में पूर्ण टिप्पणी · 18 मि॰ शेष",
        ),
        "percent": 42,
        "percent_label": say("Course progress", "पाठ्यक्रम प्रगति"),
        "action_url": "#",
        "action_label": say("Resume at 12:40", "12:40 से जारी रखें"),
        "action_icon": "play-fill",
        "link_url": "#",
        "link_label": say("Course page", "पाठ्यक्रम पृष्ठ"),
        "seed": "noting",
        "area": "functional",
    }


def _page() -> Specimen:
    areas = [
        (say("Behavioural", "व्यवहारगत"), say("5 of 6", "6 में से 5"), 83),
        (say("Functional", "कार्यात्मक"), say("7 of 12", "12 में से 7"), 58),
        (say("Domain", "क्षेत्रगत"), say("3 of 9", "9 में से 3"), 33),
    ]
    words = {
        "title": say("My iGOT", "मेरा आईगॉट"),
        "lead": say("Section Officer, Central Board of Direct Taxes", "अनुभाग अधिकारी, केंद्रीय प्रत्यक्ष कर बोर्ड"),
        "export": say("Export", "निर्यात"),
        "plan": say("My training plan 2026–27", "मेरी प्रशिक्षण योजना 2026–27"),
        "whole_plan": say("View full plan", "पूरी योजना देखें"),
        "left": say("2 h 10 min", "2 घं॰ 10 मि॰"),
        "recommended": say("Recommended for your role", "आपकी भूमिका के लिए सुझाए गए"),
        "all_courses": say("See all courses", "सभी पाठ्यक्रम देखें"),
        "beside": say("Beside", "पार्श्व में"),
        "learning": say("Your learning", "आपका सीखना"),
        "competencies": say("Competencies for your role", "आपकी भूमिका की दक्षताएँ"),
        "gaps": say("See your 12 gaps", "अपनी 12 कमियाँ देखें"),
        "attention": say("Needs attention", "ध्यान देने योग्य"),
    }
    return drawn(
        "page", "learner", say("As a learner sees it", "जैसा शिक्षार्थी देखता है"), "site/guide/page.html",
        words=words, focal=focal(), plan=courses.plan_rows(), segments=courses.SEGMENTS,
        courses=list(courses.cards().values())[:3], stats=_stats(), areas=areas, attention=_attention()[:2],
    )  # fmt: skip


def _focal() -> list[Specimen]:
    whole, partial = focal() | {"heading": "h3"}, "components/focal_card.html"

    def without(*names: str) -> dict[str, Any]:
        return {name: value for name, value in whole.items() if name not in names}

    sends = whole | {
        "action_method": "post",
        "action_label": say("Enrol in this course", "इस पाठ्यक्रम में नामांकन करें"),
        "action_icon": "",
    }
    bare = {"title": noting(), "heading": "h3"}
    return [
        drawn("focal-card", "no-art", say("Without art", "चित्र के बिना"), partial, focal=without("seed", "eyebrow")),
        drawn("focal-card", "no-percent", say("Without percent", "प्रतिशत के बिना"), partial, focal=without("percent")),
        drawn("focal-card", "sends", say("Its button sends", "इसका बटन भेजता है"), partial, focal=sends),
        drawn("focal-card", "bare", say("Words only", "केवल शब्द"), partial, focal=bare),
    ]


def _stats() -> list[dict[str, str]]:
    return [
        {"value": "1,240", "label": say("Karma points", "कर्म अंक")},
        {"value": say("14 h 20 min", "14 घं॰ 20 मि॰"), "label": say("Learnt since April", "अप्रैल से सीखा")},
    ]


def _attention() -> list[dict[str, str]]:
    return [
        {
            "icon": "exclamation-triangle",
            "kind": "bad",
            "title": say("7 ministries have no approved training plan", "7 मंत्रालयों की प्रशिक्षण योजना स्वीकृत नहीं है"),
            "text": say("Due 30 June 2026.", "30 जून 2026 तक देय।"),
            "url": "#",
            "label": say("Send a reminder", "अनुस्मारक भेजें"),
        },
        {
            "icon": "flag",
            "title": say("18 courses with a pass rate under 40%", "18 पाठ्यक्रमों में 40% से कम उत्तीर्ण"),
            "text": say("Providers were told on 18 November.", "प्रदाताओं को 18 नवंबर को बताया गया।"),
        },
        {
            "icon": "clock",
            "kind": "warn",
            "title": say("3 plans wait for approval", "3 योजनाएँ स्वीकृति की प्रतीक्षा में हैं"),
            "text": say("The oldest for 12 days.", "सबसे पुरानी 12 दिन से।"),
        },
        {
            "icon": "check-lg",
            "kind": "ok",
            "title": say("Every office has reported", "हर कार्यालय ने सूचना दी"),
            "text": say("As of 4:00 pm.", "शाम 4:00 बजे तक।"),
        },
    ]


def _lists() -> list[Specimen]:
    facts = [
        {"icon": "clock", "text": say("2 h in 19 short parts", "19 छोटे भागों में 2 घंटे")},
        {
            "icon": "patch-check",
            "text": say("Pass the test with 60% to get the certificate", "प्रमाणपत्र के लिए परीक्षण में 60% पाएँ"),
        },
    ]
    goals = [
        say("Choose the right method of buying", "खरीद की सही विधि चुनना"),
        say("Write a specification that does not name a brand", "ब्रांड का नाम लिए बिना विनिर्देश लिखना"),
        say("Record reasons so that the file explains itself", "कारण ऐसे लिखना कि फ़ाइल स्वयं समझाए"),
        say("Recognise a conflict of interest", "हितों का टकराव पहचानना"),
    ]
    card, ticks = 'div class="card-k card-body"', "components/checklist.html"
    one, two = say("In one column", "एक स्तंभ में"), say("In two columns", "दो स्तंभों में")
    every = say("Bad, neutral, warning, good", "बुरा, सामान्य, चेतावनी, अच्छा")
    return [
        drawn("attention", "every-kind", every, "components/attention.html", wrap=card, items=_attention()),
        drawn("checklist", "one-column", one, ticks, wrap=card, items=goals),
        drawn("stats", "some", say("Figures of one person", "एक व्यक्ति के आँकड़े"), "components/stats.html", wrap=card,
              stats=_stats()),
        drawn("facts", "some", say("Facts, each with a sign", "तथ्य, हर एक चिह्न के साथ"), "components/facts.html",
              wrap=card, facts=facts),
        drawn("checklist", "two-columns", two, ticks, wrap=card, items=goals, columns=2),
    ]  # fmt: skip
