"""Statements that each connection plans once.

Planning a read through row security costs several times its execution (`make bench NAME=home`), so the few statements
of the hot paths are prepared. Behind a pooler in transaction mode a prepared statement belongs to nobody: set
`PREPARED_STATEMENTS=off` there, and they run as any other.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

PLACEHOLDER = re.compile(r"%%|%s|%\((\w+)\)s")
_prepared: "WeakKeyDictionary[Any, set[str]]" = WeakKeyDictionary()


class Prepared:
    """SQL with `%s` or `%(name)s`. Where the type does not follow from its place, the placeholder is cast in the SQL.

    A list is given as `array(…)`: a plain list would arrive as text[].
    """

    def __init__(self, name: str, sql: str) -> None:
        self.name = name
        self.sql = sql
        self.names: list[str | int] = []  # which parameter each $n is
        self._text = PLACEHOLDER.sub(self._numbered, sql)
        self._call = f"EXECUTE {name} ({', '.join(['%s'] * len(self.names))})"

    def run(self, cursor: CursorWrapper, parameters: Sequence[Any] | Mapping[str, Any]) -> None:
        """Execute on Django's cursor; fetch from it afterwards."""
        if not settings.PREPARED_STATEMENTS:
            cursor.execute(self.sql, parameters)
            return
        known = _prepared.setdefault(connection.connection, set())
        if self.name not in known:
            # A raw cursor, for this is no statement of the request; its errors are Django's like any other's.
            with connection.wrap_database_errors, connection.connection.cursor() as raw:
                raw.execute(f"PREPARE {self.name} AS {self._text}")
            known.add(self.name)  # a rollback does not take it back
        values: Any = parameters
        cursor.execute(self._call, [values[name] for name in self.names])

    def _numbered(self, found: re.Match[str]) -> str:
        if found[0] == "%%":
            return "%"
        name: str | int = found[1] or len(self.names)
        if name not in self.names:
            self.names.append(name)
        return f"${self.names.index(name) + 1}"


def array(values: Sequence[object]) -> str:
    """As PostgreSQL writes an array of numbers or uuids."""
    return "{" + ",".join(map(str, values)) + "}"
