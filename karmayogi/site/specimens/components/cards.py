"""Courses as cards and as rows of a plan; what a course holds; how far a plan is."""

from karmayogi.site.specimens.components import courses
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {
    "course-card": ["whole", "begun", "done", "other-language"],
    "plan-row": ["overdue", "soon", "later", "done", "asked-for", "bare"],
    "plan-standing": ["overdue", "begun", "all-done"],
    "module": ["open", "closed"],
    "section-results": ["reached-and-not"],
    "definitions": ["some"],
}


def groups() -> list[Group]:
    return [
        Group(say("Cards of courses", "पाठ्यक्रमों के कार्ड"), _cards(), "cards"),
        Group(say("Rows of a plan", "योजना की पंक्तियाँ"), _rows(), "grid-halves"),
        Group(say("How far a plan is", "योजना कहाँ तक पहुँची"), _standing(), "grid-thirds"),
        Group(say("What is in it, and what came of it", "इसमें क्या है, और क्या परिणाम रहा"), _inside(), "grid-halves"),
    ]


def _cards() -> list[Specimen]:
    labels = {
        "whole": say("Everything said", "सब कुछ बताया"),
        "begun": say("Begun, with a reason", "आरंभ, कारण सहित"),
        "done": say("Done", "पूर्ण"),
        "other-language": say("Title in another language", "शीर्षक दूसरी भाषा में"),
    }
    return [
        drawn("course-card", key, labels[key], "site/guide/course_card.html", course=course)
        for key, course in courses.cards().items()
    ]


def _rows() -> list[Specimen]:
    labels = {
        "overdue": say("Overdue", "विलंबित"),
        "soon": say("Due soon", "शीघ्र देय"),
        "later": say("Due later", "बाद में देय"),
        "done": say("Done", "पूर्ण"),
        "asked-for": say("With the reason", "कारण सहित"),
        "bare": say("Nothing to press", "दबाने को कुछ नहीं"),
    }
    plan = courses.plan()
    ordered = {"reason": say("Order 12/2026 asks for it.", "आदेश 12/2026 इसकी माँग करता है।"), "why_url": "#"}
    rows = {key: row | {"action_url": "#"} for key, row in plan.items()}
    rows["asked-for"] = rows["later"] | ordered
    rows["bare"] = plan["later"] | {"chip": ""}
    return [
        drawn("plan-row", key, labels[key], "site/guide/plan_row.html", wrap='ul class="plan-rows card-k"',
              rows=[{"url": "#"} | row])
        for key, row in rows.items()
    ]  # fmt: skip


def _standing() -> list[Specimen]:
    partial, card = "components/plan_standing.html", 'div class="card-k card-body"'
    begun = [("done", 100), ("part", 60), ("todo", 0)]
    return [
        drawn("plan-standing", "overdue", say("One is overdue", "एक विलंबित है"), partial, wrap=card,
              all=8, done=3, overdue=1, bar=courses.SEGMENTS, left=say("2 h 10 min", "2 घं॰ 10 मि॰")),
        drawn("plan-standing", "begun", say("Begun", "आरंभ"), partial, wrap=card, all=3, done=1, bar=begun),
        drawn("plan-standing", "all-done", say("All done", "सब पूर्ण"), partial, wrap=card,
              all=1, done=1, bar=[("done", 100)]),
    ]  # fmt: skip


def _inside() -> list[Specimen]:
    minutes = say("14 min", "14 मि॰")
    rows = [
        ("done", "play-fill", say("Value for money", "पैसे का मूल्य"), say("Video · 7 min", "वीडियो · 7 मि॰")),
        ("part", "journal-text", say("The rules, chapter 6", "नियम, अध्याय 6"), say("Reading · 5 min", "पठन · 5 मि॰")),
        ("todo", "question-circle", say("Check yourself", "स्वयं जाँचें"), say("Quiz · 3 questions", "क्विज़ · 3 प्रश्न")),
        ("lock", "", say("Opens after the parts above", "ऊपर के भागों के बाद खुलता है"), ""),
    ]
    first = {"title": say("1. Why public buying has rules", "1. सार्वजनिक खरीद के नियम क्यों हैं"), "note": minutes}
    last = {"title": say("2. Final assessment", "2. अंतिम मूल्यांकन"), "note": say("20 min", "20 मि॰")}
    marks = [
        (say("Noting and drafting", "टिप्पणी और प्रारूपण"), say("at least 40% needed", "कम-से-कम 40% चाहिए"),
         say("3.75 of 4 marks", "4 में से 3.75 अंक"), 93, ""),
        (say("Right to information", "सूचना का अधिकार"), say("at least 50% needed", "कम-से-कम 50% चाहिए"),
         say("1.5 of 4 marks", "4 में से 1.5 अंक"), 37, say("Not reached", "नहीं पहुँचे")),
    ]  # fmt: skip
    said = [
        {"term": say("Name", "नाम"), "value": say("Asha Verma", "आशा वर्मा")},
        {
            "term": say("Post when issued", "जारी होते समय पद"),
            "value": say("Section Officer", "अनुभाग अधिकारी"),
            "note": say("Central Board of Direct Taxes", "केंद्रीय प्रत्यक्ष कर बोर्ड"),
        },
        {"term": say("Course", "पाठ्यक्रम"), "value": say("Noting and Drafting", "टिप्पणी और प्रारूपण"), "url": "#"},
    ]
    module, card = "site/guide/module.html", 'div class="card-k card-body"'
    return [
        drawn("module", "open", say("Done, open at this place, to do, locked", "पूर्ण, यहीं खुला, शेष, बंद"), module,
              wrap='div class="card-k"', module=first | {"is_open": True, "rows": rows}),
        drawn("section-results", "reached-and-not", say("Sections, reached and not", "खंड, पहुँचे और नहीं"),
              "site/guide/section_results.html", wrap=card, sections=marks),
        drawn("module", "closed", say("Closed", "बंद किया हुआ"), module, wrap='div class="card-k"',
              module=last | {"rows": []}),
        drawn("definitions", "some", say("With a note and a link", "टिप्पणी और लिंक सहित"),
              "components/definitions.html", wrap=card, rows=said),
    ]  # fmt: skip
