"""The kinds of jobs: a name and the function that does one chunk.

    @job_kind("ehrms.officials.import")
    def apply_rows(work: Work) -> Chunk:
        ...  # at most 500 rows, or about two seconds; runs inside the job's scope and one transaction
        return Chunk(cursor=last_row, done=498, refused=2, errors=(RowError(row=17, sentence=…),), total=10_000)

The last chunk says so: `Chunk(is_last=True, result={"link": "/mdo/finance/officials/"})`. A refusal (core.refusals) or
a `JobStopped` ends the job with its sentence; any other exception is tried again.

Kinds are declared in `tasks.py` of their capability, which the workers load.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.audit.actor import Actor


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler is given: where it stands, and for whom it works."""

    uuid: uuid.UUID
    params: dict[str, Any]
    cursor: Any  # None at the first chunk
    step: int
    total: int | None
    done: int
    refused: int
    actor: Actor
    at: datetime
    person_id: int | None
    organisation_id: int | None


@dataclass(frozen=True, slots=True)
class RowError:
    """A refused row. `row`: line of the brought file, the header being line 1."""

    sentence: str
    row: int | None = None
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one chunk did; counts are of this chunk alone. `step`, `total`, `result`: None leaves them as they are."""

    cursor: Any = None
    done: int = 0
    refused: int = 0
    errors: tuple[RowError, ...] = field(default=())
    step: int | None = None
    total: int | None = None
    result: dict[str, Any] | None = None
    is_last: bool = False


class JobStopped(Exception):  # noqa: N818 (an answer for a person)
    """The handler gives up for good; the text is a sentence for who started the job."""


Handler = Callable[[Work], Chunk]
KINDS: dict[str, Handler] = {}


def job_kind(name: str) -> Callable[[Handler], Handler]:
    def declare(handler: Handler) -> Handler:
        there = KINDS.get(name)
        if there is not None and (there.__module__, there.__qualname__) != (handler.__module__, handler.__qualname__):
            raise TypeError(f"Two kinds of jobs are called {name}.")
        KINDS[name] = handler
        return handler

    return declare
