"""What narrows a list, and a text to read."""

from django.utils.html import format_html_join
from django.utils.translation import get_language

from core.components.cards import facet_choice
from karmayogi.site.specimens.drawn import Group, Specimen, drawn, say
from karmayogi.site.specimens.forms.fields import levels, ministries

STATES = {
    "search": ["empty", "filled"],
    "filters": ["row"],
    "facets": ["none-chosen", "chosen"],
    "filter-chips": ["some"],
    "reading": ["some"],
}


def groups() -> list[Group]:
    return [
        Group(say("Search and filters", "खोज और फ़िल्टर"), [*_searches(), _row(), _chips()]),
        Group(say("Facets, and a text to read", "पहलू, और पढ़ने का पाठ"), [*_facets(), _reading()], "grid-thirds"),
    ]


def _searches() -> list[Specimen]:
    words = {"label": say("Name or code", "नाम या कोड"), "find": say("Search", "खोजें")}
    template = "site/guide/search.html"
    typed = say("Railways", "रेल")
    return [
        drawn("search", "empty", say("Nothing typed", "कुछ नहीं लिखा"), template, words=words),
        drawn("search", "filled", say("Typed", "लिखा हुआ"), template, words=words, typed=typed),
    ]


def _row() -> Specimen:
    words = {
        "name": say("Filters", "फ़िल्टर"),
        "year": say("Financial year", "वित्तीय वर्ष"),
        "ministry": say("Ministry", "मंत्रालय"),
        "apply": say("Apply filters", "फ़िल्टर लगाएँ"),
        "keep": say("Save this view", "यह दृश्य सहेजें"),
    }
    return drawn("filters", "row", say("Over a list", "सूची के ऊपर"), "site/guide/filters.html", words=words,
                 years=["2026–27", "2025–26"], ministries=ministries())  # fmt: skip


def _chips() -> Specimen:
    chosen = [say("Level 2", "स्तर 2"), say("Finance", "वित्त")]
    words = {
        "name": say("Chosen filters", "चुने गए फ़िल्टर"),
        "remove": say("remove this filter", "यह फ़िल्टर हटाएँ"),
        "all": say("Remove all filters", "सभी फ़िल्टर हटाएँ"),
    }
    return drawn("filter-chips", "some", say("What is chosen", "क्या चुना है"), "site/guide/filter_chips.html",
                 chosen=chosen, words=words)  # fmt: skip


def _facets() -> list[Specimen]:
    words = {
        "title": say("Filters", "फ़िल्टर"),
        "clear": say("Clear all", "सब हटाएँ"),
        "legend": say("Level", "स्तर"),
        "apply": say("Apply filters", "फ़िल्टर लगाएँ"),
    }

    def facets(key: str, label: str, chosen: set[str]) -> Specimen:
        numbers = {"1": "4", "2": "10", "3": "0"}
        choices = format_html_join("", "{}", (
            (facet_choice("level", value, name, numbers[value], "", is_chosen=value in chosen,
                          speaks=get_language() or "en"),)
            for value, name in levels()
        ))  # fmt: skip
        return drawn("facets", key, label, "site/guide/facets.html", words=words, choices=choices, is_chosen=chosen)

    return [
        facets("none-chosen", say("None chosen", "कोई नहीं चुना"), set()),
        facets("chosen", say("One chosen", "एक चुना"), {"2"}),
    ]


def _reading() -> Specimen:
    other = say("hi", "en")
    words = {
        "title": say("A text to read", "पढ़ने का पाठ"),
        "before": say("Every note answers one question for the officer who will decide.",
                      "हर टिप्पणी निर्णय लेने वाले अधिकारी के एक प्रश्न का उत्तर देती है।"),
        "marked": say("Write that question", "वह प्रश्न लिखिए"),
        "after": say("in the first line.", "पहली पंक्ति में।"),
        "other": say("हर टिप्पणी एक प्रश्न का उत्तर देती है।", "Every note answers one question."),
    }  # fmt: skip
    return drawn("reading", "some", say("With a mark, and another language", "चिह्न और दूसरी भाषा के साथ"),
                 "site/guide/reading.html", words=words, other=other)  # fmt: skip
