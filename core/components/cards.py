"""The card of a course, and a choice of a filter. Lists hold dozens: as templates they cost several times as much."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.components.bars import chip
from core.components.covers import cover
from core.components.icons import icon
from core.components.languages import own_language


def course_card(course: Mapping[str, Any]) -> SafeString:
    """`url, title, seed, area`, and where there are such `marked` (a title with marks), `tags, provider, duration,
    languages, stars, ratings, reason, flag, flag_kind`. `ratings`: how many gave those `stars`."""
    area = course.get("area") or "info"
    flag = reason = tags = provider = stars = duration = languages = ""
    if text := course.get("flag"):
        flag = f'<div class="course-flag">{chip(text, course.get("flag_kind") or "info")}</div>'
    if text := course.get("reason"):
        reason = f'<span class="course-why">{conditional_escape(text)}</span>'
    if found := course.get("tags"):
        tags = f'<div class="row-wrap">{"".join(chip(tag, area) for tag in found)}</div>'
    if text := course.get("provider"):
        provider = f'<span class="course-by">{own_language(text)}</span>'
    if text := course.get("stars"):
        spoken = _("%(stars)s of 5 stars, %(ratings)s ratings") % {"stars": text, "ratings": course["ratings"]}
        shown = f"<b>{conditional_escape(text)}</b> ({conditional_escape(course['ratings'])})"
        stars = (
            f'<span class="stars">{icon("star-fill")}<span aria-hidden="true">{shown}</span>{_spoken(spoken)}</span>'
        )
    if text := course.get("duration"):
        spoken = _spoken(_("Time needed:"))
        duration = f"<span>{icon('clock')}{spoken}{conditional_escape(text)}</span>"
    if text := course.get("languages"):
        spoken = _spoken(_("Languages:"))
        languages = f"<span>{icon('globe2')}{spoken}{own_language(text)}</span>"
    title = conditional_escape(course["marked"]) if course.get("marked") else own_language(course["title"])
    return mark_safe(  # noqa: S308 (every part was escaped above)
        '<article class="card-k course-card">'
        f'<div class="course-cover">{cover(str(course["seed"]), course.get("area") or "functional")}</div>{flag}'
        f'<div class="course-body">{reason}<h3><a href="{escape(course["url"])}">{title}</a></h3>{tags}{provider}'
        f'<div class="course-foot">{stars}{duration}{languages}</div></div></article>'
    )


def facet_choice(name: str, value: str, label: str, number: str, language: str, *, is_chosen: bool) -> SafeString:
    """A box to tick, what it stands for and how many it would leave; `language` of the label if it is of its own."""
    script = f' class="own-script" lang="{escape(language)}"' if language else ""
    text = escape(label) if language else own_language(label)
    return mark_safe(  # noqa: S308 (every part is escaped)
        f'<label class="facet"><input type="checkbox" name="{escape(name)}" value="{escape(value)}"'
        f"{' checked' if is_chosen else ''}><span{script}>{text}</span><b>{escape(number)}</b></label>"
    )


def _spoken(text: str) -> str:
    return f'<span class="visually-hidden">{escape(text)} </span>'
