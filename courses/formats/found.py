"""What a reader of packages says that it found."""

from dataclasses import dataclass, field
from typing import Any

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Found:
    """A package as its reader understands it.

    `launch`: the path of the page that it begins with, perhaps with a query. `title`: as it calls itself, may be empty.
    `details`: what its player needs to know, in the words of its kind. `replaced`: files that are kept otherwise than
    they came, by their path.
    """

    kind: str
    launch: str
    title: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    replaced: dict[str, bytes] = field(default_factory=dict)
