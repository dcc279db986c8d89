"""Values kept between requests, which nobody can bring back once they were given up.

A slow reader may have read a row before a change was committed and keep it after the change gave it up. So a value is
kept together with the tokens of what it depends on, read before it was built; giving up replaces a token.

A question to the cache costs more than its answer, so what a request will ask for next is read with what it asks now:
`read_ahead`. That is read earlier still, so the same holds; and it is used once, so a second look is a new question.
"""

import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from django.core.cache import cache

T = TypeVar("T")
A_DAY = 24 * 60 * 60  # longer than any value is kept
MOST_NEAR = 256
AWAY_SECONDS = 30
ABSENT = object()


@dataclass(slots=True)
class _Ahead:
    """`wanted`: to be read with the next question. `found`: what was read so, absent ones too, until it is used.
    `steady`: tokens of near values, which are looked at once a request."""

    wanted: dict[str, None] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)
    steady: dict[str, Any] = field(default_factory=dict)


_ahead: ContextVar[_Ahead | None] = ContextVar("ahead", default=None)
_near: OrderedDict[str, tuple[list[Any], float, Any]] = OrderedDict()  # key of the cache -> tokens, until when, value
_near_lock = Lock()


@contextmanager
def asking() -> Iterator[None]:
    """Around a request: nothing that it read ahead outlives it."""
    mark = _ahead.set(_Ahead())
    try:
        yield
    finally:
        _ahead.reset(mark)


def read_ahead(names: Iterable[str]) -> None:
    """Names of the cache that will probably be asked for soon. A guess that is wrong costs a little and changes nothing."""
    if ahead := _ahead.get():
        ahead.wanted.update(dict.fromkeys(names))


def found_in_cache(names: Sequence[str]) -> dict[str, Any]:
    """What is kept under these names; from what was read ahead, or asked now together with what shall be read ahead."""
    ahead = _ahead.get()
    if ahead is None:
        return cache.get_many(names)
    read = {name: ahead.found.pop(name) for name in names if name in ahead.found}
    if missing := [name for name in names if name not in read]:
        also = [name for name in ahead.wanted if name not in names]
        ahead.wanted.clear()
        answer = cache.get_many([*missing, *also])
        ahead.found.update((name, answer.get(name, ABSENT)) for name in also)
        read.update((name, answer.get(name, ABSENT)) for name in missing)
    return {name: value for name, value in read.items() if value is not ABSENT}


def kept(name: str, *, depends_on: Sequence[str], build: Callable[[], T], seconds: int, is_near: bool = False) -> T:
    """From the cache in one question, or built and then kept for so many seconds.

    `is_near`: also in this process, for a value that many requests share; then only its tokens are asked for, once a
    request. Nobody may change such a value. While the cache is away, this process's own is good for a while.
    """
    near = _near_value(name) if is_near else None
    found = _steady_tokens(depends_on) if near else found_in_cache([name, *depends_on])
    if missing := [dependency for dependency in depends_on if dependency not in found]:
        for dependency in missing:
            cache.add(dependency, uuid.uuid4().hex, A_DAY)
        found = {**cache.get_many(missing), **{key: found[key] for key in depends_on if key in found}}
    tokens = [found.get(dependency) for dependency in depends_on]
    if near and near[0] == tokens:
        return near[1]  # type: ignore[no-any-return]
    if near and None not in tokens:  # given up since, or by the clock of another process kept anew
        found = {**found, **cache.get_many([name])}
    if name in found and found[name][0] == tokens:
        value = found[name][1]
    else:
        value = build()
        if None not in tokens:  # without tokens, as when the cache is away, nothing could give it up
            cache.set(name, (tokens, value), seconds)
    if is_near:
        _keep_near(name, tokens, value, seconds if None not in tokens else AWAY_SECONDS)
    return value  # type: ignore[no-any-return]


def give_up(*dependencies: str) -> None:
    """What depends on any of these is built anew from now on. Call it after the commit of what changed."""
    if ahead := _ahead.get():
        ahead.found.clear()
        ahead.steady.clear()
    cache.set_many({dependency: uuid.uuid4().hex for dependency in dependencies}, A_DAY)


def _steady_tokens(names: Sequence[str]) -> dict[str, Any]:
    ahead = _ahead.get()
    if ahead is None:
        return found_in_cache(names)
    if missing := [name for name in names if name not in ahead.steady]:
        ahead.steady.update(found_in_cache(missing))
    return {name: ahead.steady[name] for name in names if name in ahead.steady}


def _near_value(name: str) -> tuple[list[Any], Any] | None:
    with _near_lock:
        tokens, until, value = _near.get(name, ([], 0.0, None))
    return (tokens, value) if until > time.monotonic() else None


def _keep_near(name: str, tokens: list[Any], value: Any, seconds: int) -> None:
    with _near_lock:
        _near[name] = (tokens, time.monotonic() + seconds, value)
        _near.move_to_end(name)
        while len(_near) > MOST_NEAR:
            _near.popitem(last=False)
