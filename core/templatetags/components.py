"""Gathers the tags and filters of core.components and core.display for templates: `{% load components %}`."""

import re
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString

from core.components.bars import chip as chip_of
from core.components.bars import levels as levels_of
from core.components.bars import progress, segments
from core.components.cards import course_card, course_cards
from core.components.charts import bar_width, spark
from core.components.covers import cover as cover_of
from core.components.icons import icon
from core.components.languages import lang_attribute, own_language
from core.components.paging import GAP, page_numbers
from core.components.plans import plan_rows
from core.components.rows import contents_rows, requirement_rows
from core.display import dates, measures, numbers

register = template.Library()

register.simple_tag(icon, name="icon")
register.simple_tag(progress, name="progress")
register.simple_tag(segments, name="segments")
register.simple_tag(spark, name="spark")
register.simple_tag(course_card, name="course_card")
register.simple_tag(course_cards, name="course_cards")
register.simple_tag(plan_rows, name="plan_rows")
register.simple_tag(contents_rows, name="contents_rows")
register.simple_tag(requirement_rows, name="requirement_rows")
register.filter("bar_width", bar_width)
register.filter("own_language", own_language)
register.filter("lang_attribute", lang_attribute)

for filter_function in (
    numbers.in_num,
    numbers.in_short,
    dates.in_date,
    dates.in_date_long,
    dates.in_time,
    dates.in_datetime,
    dates.in_weekday,
    dates.financial_year,
    measures.duration,
    measures.clock,
    measures.file_size,
    measures.percent,
):

    def _or_nothing(value: Any, shown: Any = filter_function) -> str:
        return "" if value is None or value == "" else shown(value)

    register.filter(filter_function.__name__, _or_nothing)


@register.simple_tag
def chip(text: str, kind: str = "plain", icon: str | None = None) -> str:
    return chip_of(text, kind, icon)


@register.simple_tag
def cover(seed: Any, area: str = "functional", shape: str = "card") -> str:
    return cover_of(str(seed), area or "functional", shape)


@register.simple_tag
def levels(held: int, needed: int, label: str, area: str = "functional") -> str:
    return levels_of(held, needed, label, area)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page) -> dict[str, Any]:
    """Page links that keep the rest of the query string."""
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "is_needed": page.has_other_pages(),
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
        "links": [
            {
                "number": number,
                "url": "" if number == GAP else address(int(number)),
                "is_current": number == page.number,
            }
            for number in page_numbers(page)
        ],
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """What is to be corrected, each with the name of its field and a link to it; nothing when nothing is wrong."""
    found = [
        (str(text), form[name] if name in form.fields else None)
        for form in forms
        if form is not None and form.is_bound
        for name, texts in form.errors.items()
        for text in texts
    ]
    errors = [{"text": _named(field, text), "field": _first_control(field)} for text, field in found]
    return {"errors": errors, "count": len(errors)}


def _named(field: BoundField | None, text: str) -> str:
    if field is None or not field.label or field.is_hidden:
        return text
    label = str(field.label).rstrip(" :")
    return f"{label} {text}" if label.endswith(("?", "!", ".", "।")) else f"{label}: {text}"


def _first_control(field: BoundField | None) -> str:
    """Its id. A group of buttons has no control of its own name, so that Django says nothing for it."""
    if field is None or field.is_hidden:
        return ""
    return field.id_for_label or next((one.id_for_label for one in field.subwidgets), "")


@register.filter
def breakable(text: str) -> SafeString:
    """An address or a technical name that may go on in the next line after a dot, an @ or an underscore."""
    return SafeString(re.sub(r"([.@_])(?=.)", r"\1<wbr>", escape(text)))  # escaped before the breaks are put in


ALERT_ICONS = {"info": "info-circle", "ok": "check-lg", "warn": "exclamation-triangle", "bad": "exclamation-circle"}
MESSAGE_KINDS = {"success": "ok", "warning": "warn", "error": "bad"}


@register.filter
def alert_icon(kind: str) -> str:
    return ALERT_ICONS.get(kind, "info-circle")


@register.filter
def message_kind(level_tag: str) -> str:
    """The kind of alert for a level of django.contrib.messages."""
    return MESSAGE_KINDS.get(level_tag, "info")


@register.filter
def beside(columns: list[Any], row: list[Any]) -> list[tuple[Any, Any]]:
    """Each column with its cell of the row."""
    return list(zip(columns, row, strict=False))


@register.filter
def is_cell(value: Any) -> bool:
    return isinstance(value, dict)
