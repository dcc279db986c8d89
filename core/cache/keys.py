"""Whose a kept value is: its key carries the identity of the database it was read from.

So two products, or a database and its restored copy, may share a server of the cache and never read each other's values.
"""

from hashlib import blake2b

from django.db import DEFAULT_DB_ALIAS, Error, connection, connections

# What names a database among all others: its cluster, given when that was made, and its number there. No words of the
# address, since a web process behind a pooler and a worker beside the database would say different ones.
QUESTION = """
SELECT system_identifier, (SELECT oid FROM pg_database WHERE datname = current_database()) FROM pg_control_system()
"""

_known: dict[str, str] = {}  # by the name of the database: tests have two in one process


class NotKnownYet(OSError):  # noqa: N818 (an answer, not a fault)
    """The database could not be asked, so nothing can be found or kept: as if the cache were away."""


def identity() -> str:
    """Asked once in each process, at the first use of the cache."""
    name = str(connections.settings[DEFAULT_DB_ALIAS]["NAME"])  # without a look at this thread's connection: it costs
    if name not in _known:
        try:
            with connection.cursor() as cursor:
                cursor.execute(QUESTION)
                said = "/".join(map(str, cursor.fetchone()))
        except Error as error:
            raise NotKnownYet from error
        _known[name] = blake2b(said.encode(), digest_size=6).hexdigest()
    return _known[name]


def own_key(key: str, prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION."""
    return f"{prefix}:{identity()}:{version}:{key}"
