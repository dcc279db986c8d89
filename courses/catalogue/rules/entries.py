"""What an entry of the search says of its offering: the facets it counts under, and the words it is found by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from courses.catalogue.rules.words import vector, words_of

# Of these rules and the tables they use. Entries of an older edition are written anew (catalogue/tasks.py).
EDITION = 1
AREAS = ("behavioural", "functional", "domain")
LEVELS = ("1", "2", "3", "4", "5")
TIMES: dict[str, tuple[int, int]] = {"30": (0, 30), "60": (31, 60), "180": (61, 180), "more": (181, 100_000)}
FACETS = ("area", "competency", "level", "language", "time", "provider", "kind")
SHORTEST_TO_SUGGEST = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of an entry by which it is found."""

    title: str
    title_hi: str
    summary: str
    summary_hi: str
    provider: str
    provider_hi: str
    competencies: tuple[dict[str, Any], ...]

    def titles(self) -> str:
        return vector(self.title, self.title_hi)

    def document(self) -> str:
        names = [name for one in self.competencies for name in (one["name"], one["name_hi"])]
        texts = (self.provider, self.provider_hi, self.summary, self.summary_hi)
        return vector(self.title, self.title_hi, *names, plain=texts)


def vocabulary_of(title: str, title_hi: str, competencies: Iterable[dict[str, Any]]) -> set[str]:
    """Words of an entry that are worth suggesting to somebody who mistyped."""
    texts = [title, title_hi, *(one[key] for one in competencies for key in ("name", "name_hi"))]
    return {
        word
        for text in texts
        for word in words_of(text)
        if len(word) >= SHORTEST_TO_SUGGEST and not any(letter.isdigit() for letter in word)
    }


def tokens(
    *, kind: str, provider: str, languages: Iterable[str], minutes: int, competencies: Iterable[dict[str, Any]]
) -> list[str]:
    """Facet and value of everything the entry counts under: "area:domain", "level:2", "provider:istm"."""
    listed = list(competencies)
    return sorted(
        {
            f"kind:{kind}",
            f"provider:{provider}",
            f"time:{time_of(minutes)}",
            *(f"language:{language}" for language in languages),
            *(f"area:{one['area']}" for one in listed),
            *(f"competency:{one['code']}" for one in listed),
            *(f"level:{one['level']}" for one in listed),
        }
    )


def time_of(minutes: int) -> str:
    return next((band for band, (least, most) in TIMES.items() if least <= minutes <= most), "more")
