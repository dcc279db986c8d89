"""The cache over a server that may be away: pages then work without it, a little slower, and nobody is turned away.

Away, a read finds nothing and a write is dropped. Two things may not be dropped:

- what should have been deleted or replaced (a session that was signed out, a person's old roles) must not come back with
  the server, so the first contact afterwards deletes it;
- counts that hold somebody back (failed sign-ins, look-ups) go on in this process's own memory.
"""

import logging
import time
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

from core.cache.client import KeptClient

logger = logging.getLogger(__name__)

COUNTS = ("allauth:rl:", "verify:", "feedback:", "throttle:")  # keys that begin so hold somebody back
PAUSE_SECONDS = 2.0  # an unreachable machine takes as long as the connection timeout each time it is asked


class Absence:
    """Whether one server is away, and what it is owed; shared by all threads of the process."""

    def __init__(self) -> None:
        self.until = 0.0
        self.stale: set[str] = set()
        self.steps: dict[str, int] = {}
        self.lock = Lock()

    def begins(self) -> None:
        if not self.until:
            logger.warning("The cache is away; pages work without it.", exc_info=True)
        self.until = time.monotonic() + PAUSE_SECONDS

    def owe(self, keys: Iterable[str] = (), step: tuple[str, int] | None = None) -> None:
        with self.lock:
            self.stale.update(keys)
            if step:
                self.steps[step[0]] = self.steps.get(step[0], 0) + step[1]

    def take(self) -> tuple[set[str], dict[str, int]]:
        with self.lock:
            owed = self.stale, self.steps
            self.stale, self.steps = set(), {}
        return owed


_absences: dict[str, Absence] = {}


class CacheThatMayBeAway(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClient
        self._absence = _absences.setdefault(server, Absence())
        self._nearby = LocMemCache(f"away:{server}", {"OPTIONS": {"MAX_ENTRIES": 100_000}})

    def validate_key(self, key: str) -> None:
        """Nothing to do: Django looks at each letter for the sake of memcached."""

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        if key.startswith(COUNTS):
            return self._ask(super().add, lambda: self._nearby.add(key, value, timeout), key, value, timeout, version)
        return self._ask(super().add, lambda: False, key, value, timeout, version)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        if key.startswith(COUNTS):
            return self._ask(super().get, lambda: self._nearby.get(key, default), key, default, version)
        return self._ask(super().get, lambda: default, key, default, version)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        if key.startswith(COUNTS):
            self._ask(super().set, lambda: self._nearby.set(key, value, timeout), key, value, timeout, version)
        else:
            self._ask(super().set, lambda: self._absence.owe([key]), key, value, timeout, version)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._ask(super().touch, lambda: False, key, timeout, version)

    def delete(self, key: str, version: int | None = None) -> bool:
        if key.startswith(COUNTS):
            return self._ask(super().delete, lambda: self._nearby.delete(key), key, version)
        return self._ask(super().delete, lambda: self._not_deleted(key), key, version)

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        return self._ask(super().get_many, dict, list(keys), version)

    def has_key(self, key: str, version: int | None = None) -> bool:
        return self._ask(super().has_key, lambda: False, key, version)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        if key.startswith(COUNTS):
            return self._ask(super().incr, lambda: self._step_nearby(key, delta), key, delta, version)
        return self._ask(super().incr, lambda: self._owed_step(key, delta), key, delta, version)

    def count(self, key: str, seconds: int) -> int:
        """One more under a name that holds somebody back, in one question; `seconds` from the first on."""

        def ask() -> int:
            return int(self._cache.count(self.make_and_validate_key(key), seconds))  # type: ignore[attr-defined]

        return int(self._ask(ask, lambda: self._step_nearby(key, 1)))

    def set_many(self, data: dict[str, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> list[str]:
        return self._ask(super().set_many, lambda: self._not_kept(data), data, timeout, version)

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        named = list(keys)
        self._ask(super().delete_many, lambda: self._absence.owe(named), named, version)

    def _step_nearby(self, key: str, delta: int) -> int:
        self._nearby.add(key, 0)  # the server may have gone between the caller's add and this
        return self._nearby.incr(key, delta)

    def _owed_step(self, key: str, delta: int) -> int:
        self._absence.owe(step=(key, delta))
        return delta

    def _not_deleted(self, key: str) -> bool:
        self._absence.owe([key])
        return False

    def _not_kept(self, data: dict[str, Any]) -> list[str]:
        self._absence.owe(data)
        return list(data)

    def _ask(self, question: Callable[..., Any], without: Callable[[], Any], *arguments: Any) -> Any:
        absence = self._absence
        if absence.until > time.monotonic():
            return without()
        try:
            if absence.until or absence.stale or absence.steps:
                self._settle()
            return question(*arguments)
        except (RedisError, OSError):
            absence.begins()
            return without()

    def _settle(self) -> None:
        """The server answers again: first what it missed."""
        absence = self._absence
        stale, steps = absence.take()
        try:
            if stale:
                super().delete_many(stale)
            for key, delta in steps.items():
                super().add(key, 0, None)
                super().incr(key, delta)
            super().has_key("")  # asks, even when nothing is owed
        except (RedisError, OSError):
            absence.owe(stale)
            for step in steps.items():
                absence.owe(step=step)
            raise
        absence.until = 0.0
        logger.warning("The cache is back.")
