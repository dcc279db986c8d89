"""Durations, file sizes and shares in words."""

from functools import lru_cache

from django.utils.translation import get_language, gettext, override

KB = 1000
MB = 1000 * KB
GB = 1000 * MB


def duration(seconds: int | float) -> str:
    """2 h 10 min, 45 min, 50 s; minutes are rounded to the nearest."""
    return _duration(max(0, round(seconds)), get_language() or "en")


def clock(seconds: int | float) -> str:
    """A place in a video: 12:40, 1:02:05."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def file_size(size: int) -> str:
    """1.2 MB, 640 KB: said before a download."""
    return _file_size(max(0, size), get_language() or "en")


def percent(value: float | None) -> str:
    """42%: whole, and only 100 is 100 and only 0 is 0, so that nothing unfinished looks finished. Unknown is a dash."""
    if value is None:
        return "–"
    whole = round(value)
    if whole >= 100 and value < 100:
        whole = 99
    if whole <= 0 and value > 0:
        whole = 1
    return f"{whole}%"


@lru_cache(maxsize=2048)
def _duration(seconds: int, language: str) -> str:
    with override(language):
        if seconds < 60:
            return gettext("%(seconds)s s") % {"seconds": seconds}
        hours, minutes = divmod((seconds + 30) // 60, 60)
        if not hours:
            return gettext("%(minutes)s min") % {"minutes": minutes}
        if not minutes:
            return gettext("%(hours)s h") % {"hours": hours}
        return gettext("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": minutes}


@lru_cache(maxsize=2048)
def _file_size(size: int, language: str) -> str:
    with override(language):
        if size >= GB:
            return gettext("%(number)s GB") % {"number": _one_decimal(size / GB)}
        if size >= MB:
            return gettext("%(number)s MB") % {"number": _one_decimal(size / MB)}
        return gettext("%(number)s KB") % {"number": max(1, round(size / KB)) if size else 0}


def _one_decimal(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
