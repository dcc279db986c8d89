"""Chips, bars, levels, icons: the smallest signs."""

from core.components.icons import names
from karmayogi.site.specimens.components.courses import SEGMENTS
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

KINDS = ["bad", "warn", "ok", "info", "plain", "functional", "behavioural", "domain"]
PERCENTS = {"nothing": 0, "part": 42, "whole": 100}
STATES = {
    "chip": [*KINDS, "other-sign", "no-sign", "long"],
    "progress": [*PERCENTS, "whole-ok", "with-number", "functional", "behavioural", "domain"],
    "segments": ["some", "none-begun", "all-done"],
    "levels": ["none", "below", "reached", "above", "behavioural", "domain"],
    "icons": ["all"],
}


def groups() -> list[Group]:
    return [
        Group(say("Chips", "चिप"), _chips(), "specimen-row"),
        Group(say("Bars", "पट्टियाँ"), [*_bars(), *_segments()], "grid-thirds"),
        Group(say("Levels of a competency", "दक्षता के स्तर"), _levels(), "grid-thirds"),
        Group(say("Icons", "चिह्न"), [_icons()]),
    ]


def _chips() -> list[Specimen]:
    said = {
        "bad": (say("Bad", "बुरा"), say("Overdue by 6 days", "6 दिन विलंबित")),
        "warn": (say("Warning", "चेतावनी"), say("Due 30 Nov 2026", "30 नव॰ 2026 तक")),
        "ok": (say("Good", "अच्छा"), say("Completed 2 Oct 2026", "2 अक्टू॰ 2026 को पूर्ण")),
        "info": (say("Information", "सूचना"), say("Due 31 Jan 2027", "31 जन॰ 2027 तक")),
        "plain": (say("Plain", "सादा"), say("Draft", "मसौदा")),
        "functional": (say("Functional", "कार्यात्मक"), say("Procurement · level 3", "खरीद · स्तर 3")),
        "behavioural": (say("Behavioural", "व्यवहारगत"), say("Citizen focus · level 2", "नागरिक केंद्रितता · स्तर 2")),
        "domain": (say("Domain", "क्षेत्रगत"), say("Direct taxes · level 4", "प्रत्यक्ष कर · स्तर 4")),
    }
    shown = [drawn("chip", kind, label, "site/guide/chip.html", text=text, kind=kind)
             for kind, (label, text) in said.items()]  # fmt: skip
    long = say(
        "Waits for the answer of the Department of Personnel and Training, asked on 12 November",
        "कार्मिक और प्रशिक्षण विभाग के उत्तर की प्रतीक्षा, 12 नवंबर को पूछा गया",
    )
    return [
        *shown,
        drawn("chip", "other-sign", say("Another sign", "दूसरा चिह्न"), "site/guide/chip.html",
              text=say("In review", "समीक्षा में"), kind="info", sign="hourglass-split"),
        drawn("chip", "no-sign", say("Without a sign", "बिना चिह्न"), "site/guide/chip.html",
              text=say("Retired", "सेवामुक्त"), kind="warn", sign=""),
        drawn("chip", "long", say("More than a line", "एक पंक्ति से अधिक"), "site/guide/chip.html", text=long, kind="warn"),
    ]  # fmt: skip


def _bars() -> list[Specimen]:
    partial = "site/guide/progress.html"
    labels = {
        "nothing": say("Nothing", "कुछ नहीं"),
        "part": say("In part", "आंशिक"),
        "whole": say("Whole", "पूरा"),
    }
    areas = {
        "functional": say("Functional", "कार्यात्मक"),
        "behavioural": say("Behavioural", "व्यवहारगत"),
        "domain": say("Domain", "क्षेत्रगत"),
    }
    number = say("Beside its number", "संख्या के साथ")
    return [
        *(drawn("progress", key, labels[key], partial, percent=percent, label=labels[key])
          for key, percent in PERCENTS.items()),
        drawn("progress", "whole-ok", say("Done", "पूर्ण"), partial, percent=100, label=say("Done", "पूर्ण"), kind="ok"),
        drawn("progress", "with-number", number, partial, percent=42, has_number=True),
        *(drawn("progress", area, label, partial, percent=66, label=label, kind=area) for area, label in areas.items()),
    ]  # fmt: skip


def _segments() -> list[Specimen]:
    partial = "site/guide/segments.html"
    some = say("8 courses: 3 done, one late, one begun", "8 पाठ्यक्रम: 3 पूर्ण, एक विलंबित, एक आरंभ")
    none, every = (
        say("4 courses, none begun", "4 पाठ्यक्रम, कोई आरंभ नहीं"),
        say("4 courses, all done", "4 पाठ्यक्रम, सब पूर्ण"),
    )
    return [
        drawn("segments", "some", some, partial, parts=SEGMENTS, label=some),
        drawn("segments", "none-begun", none, partial, parts=[("todo", 0)] * 4, label=none),
        drawn("segments", "all-done", every, partial, parts=[("done", 100)] * 4, label=every),
    ]


def _levels() -> list[Specimen]:
    states = {
        "none": (say("Held none, needed 2", "शून्य है, 2 चाहिए"), 0, 2, "functional"),
        "below": (say("Held 1, needed 3", "1 है, 3 चाहिए"), 1, 3, "functional"),
        "reached": (say("Held 3, needed 3", "3 है, 3 चाहिए"), 3, 3, "functional"),
        "above": (say("Held 4, needed 2", "4 है, 2 चाहिए"), 4, 2, "functional"),
        "behavioural": (say("Behavioural", "व्यवहारगत"), 2, 4, "behavioural"),
        "domain": (say("Domain", "क्षेत्रगत"), 5, 5, "domain"),
    }
    return [
        drawn("levels", key, label, "site/guide/levels.html", held=held, needed=needed, label=label, area=area)
        for key, (label, held, needed, area) in states.items()
    ]


def _icons() -> Specimen:
    every = say("By their names in the code", "कोड में अपने नामों से")
    return drawn("icons", "all", every, "site/guide/icons.html", names=sorted(names()))
