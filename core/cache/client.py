"""The cache's client, on one line of its own: each thread has a cache, and asks one thing at a time.

What every request asks (`get`, `get_many`, `count`) goes straight to redis-py's connection. Its client puts more around
each question than the question costs: a pool, a retrier, the parsing of its own options, and counters that nobody reads.
"""

import os
from collections.abc import Iterable
from threading import Lock
from typing import Any

from django.core.cache.backends.redis import RedisCacheClient
from redis.exceptions import ConnectionError as LineBroken


class KeptClient(RedisCacheClient):
    # Django's own, which the types that we check against leave out.
    _serializer: Any
    _get_connection_pool: Any
    _get_connection_pool_index: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._clients: dict[int, Any] = {}
        self._line: Any = None
        self._line_of = 0  # the process that opened it: after a fork it is not ours
        self._turn = Lock()  # a thread that goes on in another's context has that one's cache

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """One for each server: a new one builds a table of 300 answers, and Django makes one a call."""
        index = self._get_connection_pool_index(write)
        if index not in self._clients:
            self._clients[index] = super().get_client(key, write=write)
        return self._clients[index]

    def get(self, key: Any, default: Any) -> Any:
        value = self._ask("GET", key)
        return default if value is None else self._serializer.loads(value)

    def get_many(self, keys: Iterable[Any]) -> dict[Any, Any]:
        names = list(keys)
        if not names:
            return {}
        loads = self._serializer.loads
        values = self._ask("MGET", *names)
        return {name: loads(value) for name, value in zip(names, values, strict=True) if value is not None}

    def count(self, key: str, seconds: int) -> int:
        """One more, and how many that makes; the first begins the time. Django's `incr` asks before it counts."""
        number = int(self._ask("INCR", key))
        if number == 1:
            self._ask("EXPIRE", key, seconds)
        return number

    def _ask(self, *question: Any) -> Any:
        """The answer. A line that the server has closed is opened anew, once."""
        with self._turn:
            if self._line is None or self._line_of != os.getpid():
                self._line = self._get_connection_pool(write=True).make_connection()
                self._line_of = os.getpid()
            elif self._line.is_connected:
                try:
                    return self._said(question)
                except LineBroken:
                    self._line.disconnect()
            return self._said(question)

    def _said(self, question: tuple[Any, ...]) -> Any:
        self._line.send_command(*question)
        return self._line.read_response()
