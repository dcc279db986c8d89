"""The card of a course, and a choice of a filter. Lists hold dozens: as templates they cost several times as much."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.components.bars import chip
from core.components.covers import cover
from core.components.icons import icon
from core.components.languages import escaped, own_language


def course_cards(courses: Iterable[Mapping[str, Any]]) -> SafeString:
    """One after the other."""
    return SafeString("".join(map(course_card, courses)))


def course_card(course: Mapping[str, Any]) -> SafeString:
    """`url, title, seed, area`, and where there are such `marked` (a title with marks), `tags, provider, duration,
    languages, stars, ratings, reason, flag, flag_kind`. `ratings`: how many gave those `stars`."""
    speaks = get_language() or "en"
    time_needed, spoken_in = _labels(speaks)
    area = course.get("area") or "info"
    flag = reason = tags = provider = stars = duration = languages = ""
    if text := course.get("flag"):
        flag = f'<div class="course-flag">{chip(text, course.get("flag_kind") or "info")}</div>'
    if text := course.get("reason"):
        reason = f'<span class="course-why">{escaped(text)}</span>'
    if found := course.get("tags"):
        tags = f'<div class="row-wrap">{"".join(chip(tag, area) for tag in found)}</div>'
    if text := course.get("provider"):
        provider = f'<span class="course-by">{own_language(text, speaks)}</span>'
    if text := course.get("stars"):
        spoken = _("%(stars)s of 5 stars, %(ratings)s ratings") % {"stars": text, "ratings": course["ratings"]}
        shown = f"<b>{escaped(text)}</b> ({escaped(course['ratings'])})"
        stars = (
            f'<span class="stars">{icon("star-fill")}<span aria-hidden="true">{shown}</span>{_spoken(spoken)}</span>'
        )
    if text := course.get("duration"):
        duration = f"<span>{time_needed}{escaped(text)}</span>"
    if text := course.get("languages"):
        languages = f'<span class="own-script">{spoken_in}{own_language(text, speaks)}</span>'
    title = escaped(course["marked"]) if course.get("marked") else own_language(course["title"], speaks)
    return SafeString(  # every part was escaped above
        '<article class="card-k course-card">'
        f'<div class="course-cover">{cover(str(course["seed"]), course.get("area") or "functional")}</div>{flag}'
        f'<div class="course-body">{reason}<h3><a href="{escape(course["url"])}">{title}</a></h3>{tags}{provider}'
        f'<div class="course-foot">{stars}{duration}{languages}</div></div></article>'
    )


def facet_choice(
    name: str, value: str, label: str, number: str, language: str, *, is_chosen: bool, speaks: str = ""
) -> SafeString:
    """A box to tick, what it stands for and how many it would leave; `language` of the label if it is of its own.
    `speaks`: the language of the page."""
    script = f' class="own-script" lang="{escape(language)}"' if language else ""
    text = escape(label) if language else own_language(label, speaks)
    return SafeString(  # every part is escaped
        f'<label class="facet"><input type="checkbox" name="{escape(name)}" value="{escape(value)}"'
        f"{' checked' if is_chosen else ''}><span{script}>{text}</span><b>{escape(number)}</b></label>"
    )


@lru_cache(maxsize=8)
def _labels(speaks: str) -> tuple[str, str]:
    """The signs before the time and the languages, with their words, in this language."""
    return icon("clock") + _spoken(_("Time needed:")), icon("globe2") + _spoken(_("Languages:"))


def _spoken(text: str) -> str:
    return f'<span class="visually-hidden">{escape(text)} </span>'
