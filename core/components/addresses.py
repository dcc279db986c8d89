"""URLs by name that may not exist: a part of the site that is absent is not linked."""

from functools import lru_cache

from django.urls import NoReverseMatch, reverse


@lru_cache(maxsize=1024)
def address(name: str, *args: str) -> str:
    """The URL, or an empty string when no such page exists."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
