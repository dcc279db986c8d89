"""Courses of the guide, as cards and as rows of a plan."""

from typing import Any

from karmayogi.site.specimens.drawn import say
from karmayogi.site.specimens.words import noting


def cards() -> dict[str, dict[str, Any]]:
    hours = say("2 h", "2 घं॰")
    common = {"url": "#", "duration": hours, "languages": say("English, हिन्दी", "अंग्रेज़ी, हिन्दी")}
    return {
        "whole": common
        | {
            "seed": "gem",
            "area": "domain",
            "title": say("Public Procurement Basics and GeM", "सार्वजनिक खरीद और जेम: मूल बातें"),
            "reason": say("Because you are a Section Officer", "क्योंकि आप अनुभाग अधिकारी हैं"),
            "tags": [say("Procurement · level 3", "खरीद · स्तर 3")],
            "provider": say("National Institute of Financial Management", "राष्ट्रीय वित्तीय प्रबंधन संस्थान"),
            "stars": "4.2",
            "ratings": "1,204",
        },
        "begun": common
        | {
            "seed": "listen",
            "area": "behavioural",
            "title": say("Listening to Citizens: Grievance Redress", "नागरिकों को सुनना: शिकायत निवारण"),
            "reason": say("Closes your gap in Citizen focus", "नागरिक केंद्रितता में आपकी कमी दूर करता है"),
            "flag": say("20% complete", "20% पूर्ण"),
        },
        "done": common
        | {
            "seed": "sheets",
            "area": "functional",
            "title": say("Working with Spreadsheets in Government", "सरकारी काम में स्प्रेडशीट"),
            "flag": say("Completed 14 Jan 2026", "14 जन॰ 2026 को पूर्ण"),
            "flag_kind": "ok",
        },
        "other-language": common
        | {
            "seed": "hindi",
            "area": "domain",
            "title": say("राजभाषा हिन्दी में टिप्पणी लेखन", "Writing Notes in Plain English"),
        },
    }


def plan() -> dict[str, dict[str, Any]]:
    functional, behavioural = say("Functional", "कार्यात्मक"), say("Behavioural", "व्यवहारगत")
    begin = say("Start", "आरंभ करें")
    return {
        "overdue": {
            "seed": "noting",
            "area": "functional",
            "title": noting(),
            "meta": [functional, say("2 h 10 min", "2 घं॰ 10 मि॰"), say("42% complete", "42% पूर्ण")],
            "chip": say("Overdue by 6 days", "6 दिन विलंबित"),
            "chip_kind": "bad",
            "action_label": say("Continue", "जारी रखें"),
        },
        "soon": {
            "seed": "conduct",
            "area": "behavioural",
            "title": say("Code of Conduct for Government Employees", "सरकारी कर्मचारियों की आचार संहिता"),
            "meta": [behavioural, say("45 min", "45 मि॰")],
            "chip": say("Due 30 Nov 2026", "30 नव॰ 2026 तक"),
            "chip_kind": "warn",
            "action_label": begin,
        },
        "later": {
            "seed": "mgnrega",
            "area": "domain",
            "title": say("MGNREGA: Planning and Social Audit", "मनरेगा: योजना और सामाजिक अंकेक्षण"),
            "meta": [say("Domain", "क्षेत्रगत"), say("3 h 30 min", "3 घं॰ 30 मि॰")],
            "chip": say("Due 31 Jan 2027", "31 जन॰ 2027 तक"),
            "chip_kind": "info",
            "action_label": begin,
        },
        "done": {
            "seed": "cyber",
            "area": "functional",
            "title": say("Cyber Security for Office Staff", "कार्यालय कर्मियों के लिए साइबर सुरक्षा"),
            "meta": [functional, say("1 h 05 min", "1 घं॰ 05 मि॰")],
            "chip": say("Completed 2 Oct 2026", "2 अक्टू॰ 2026 को पूर्ण"),
            "chip_kind": "ok",
            "action_label": say("Certificate", "प्रमाणपत्र"),
        },
    }


def plan_rows() -> list[dict[str, Any]]:
    return [{"url": "#", "action_url": "#"} | row for row in plan().values()]


SEGMENTS = [("done", 100)] * 3 + [("late", 42), ("part", 30)] + [("todo", 0)] * 3
