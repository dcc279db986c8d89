"""Finding one's way: tabs, pages of a list, the way back, the bar of a phone."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say

STATES = {
    "tabs": ["three", "many"],
    "pagination": ["first", "middle", "last", "few"],
    "page-turner": ["beginning", "middle", "end"],
    "breadcrumbs": ["two"],
    "action-bar": ["link"],
}


def groups() -> list[Group]:
    return [
        Group(say("Tabs and the way back", "टैब और वापसी का रास्ता"), [*_tabs(), _crumbs()]),
        Group(say("Pages of a list", "सूची के पृष्ठ"), _pages(), "grid-halves"),
        Group(say("Pages of a list that is not counted", "बिना गिनी सूची के पृष्ठ"), _turners(), "grid-thirds"),
        Group(say("The bar of a phone", "फ़ोन की पट्टी"), [_bar()]),
    ]


def _tabs() -> list[Specimen]:
    names = [
        say("Contents", "सामग्री"),
        say("About", "परिचय"),
        say("Discussion", "चर्चा"),
        say("Learners", "शिक्षार्थी"),
        say("Questions", "प्रश्न"),
        say("Versions", "संस्करण"),
        say("Remarks of the review", "समीक्षा की टिप्पणियाँ"),
        say("Statistics", "आँकड़े"),
        say("Settings", "सेटिंग"),
    ]
    tabs: list[dict[str, Any]] = [{"label": name, "url": "#", "is_current": name == names[0]} for name in names]
    tabs[2]["count"] = 14
    three = say("The first is open, the last counts", "पहला खुला है, अंतिम गिनता है")
    many = say("More than a phone is wide", "फ़ोन की चौड़ाई से अधिक")
    partial = "components/tabs.html"
    return [
        drawn("tabs", "three", three, partial, tabs=tabs[:3], label=say("Course", "पाठ्यक्रम")),
        drawn("tabs", "many", many, partial, tabs=tabs, label=say("Course", "पाठ्यक्रम")),
    ]


def _crumbs() -> Specimen:
    crumbs = [("#", say("Learn", "सीखें")), ("#", say("Courses", "पाठ्यक्रम"))]
    return drawn(
        "breadcrumbs", "two", say("Two places above", "ऊपर दो स्थान"), "components/breadcrumbs.html", crumbs=crumbs
    )


def _pages() -> list[Specimen]:
    def pages(key: str, label: str, number: int, entries: int) -> Specimen:
        listing = Page(range(1), number, Paginator(range(entries), 10))
        return drawn("pagination", key, label, "site/guide/pagination.html", listing=listing, request=HttpRequest())

    return [
        pages("first", say("The first of 40", "40 में से पहला"), 1, 400),
        pages("middle", say("The seventh of 40", "40 में से सातवाँ"), 7, 400),
        pages("last", say("The last", "अंतिम"), 40, 400),
        pages("few", say("One of two", "दो में से एक"), 1, 12),
    ]


def _turners() -> list[Specimen]:
    partial = "components/page_turner.html"
    return [
        drawn("page-turner", "beginning", say("At the beginning", "आरंभ में"), partial, next="#"),
        drawn("page-turner", "middle", say("In the middle", "बीच में"), partial, previous="#", next="#"),
        drawn("page-turner", "end", say("At the end", "अंत में"), partial, previous="#"),
    ]


def _bar() -> Specimen:
    fixed = say("Fixed to the bottom, and only on a phone", "नीचे स्थिर, और केवल फ़ोन पर")
    text, label = say("42% complete", "42% पूर्ण"), say("Resume", "जारी रखें")
    return drawn("action-bar", "link", fixed, "components/action_bar.html", text=text, url="#", label=label)
