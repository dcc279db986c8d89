"""Values kept between requests, which nobody can bring back once they were given up.

A slow reader may have read a row before a change was committed and keep it after the change gave it up. So a value is
kept together with the tokens of what it depends on, read before it was built; giving up replaces a token.
"""

import uuid
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.core.cache import cache

T = TypeVar("T")
A_DAY = 24 * 60 * 60  # longer than any value is kept


def kept(name: str, *, depends_on: Sequence[str], build: Callable[[], T], seconds: int) -> T:
    """From the cache in one round trip, or built and then kept for so many seconds."""
    found = cache.get_many([name, *depends_on])
    if missing := [dependency for dependency in depends_on if dependency not in found]:
        for dependency in missing:
            cache.add(dependency, uuid.uuid4().hex, A_DAY)
        found = {**cache.get_many(missing), **{key: found[key] for key in depends_on if key in found}}
    tokens = [found.get(dependency) for dependency in depends_on]
    if name in found and found[name][0] == tokens:
        return found[name][1]  # type: ignore[no-any-return]
    value = build()
    if None not in tokens:  # without tokens, as when the cache is away, nothing could give it up
        cache.set(name, (tokens, value), seconds)
    return value


def give_up(*dependencies: str) -> None:
    """What depends on any of these is built anew from now on. Call it after the commit of what changed."""
    cache.set_many({dependency: uuid.uuid4().hex for dependency in dependencies}, A_DAY)
