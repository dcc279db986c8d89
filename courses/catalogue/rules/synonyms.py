"""What officials call by several names, from synonyms.toml: abbreviations, English, Hindi and Hindi in Latin letters."""

import re
import tomllib
from functools import cache
from pathlib import Path

from courses.catalogue.rules.sounds import sound_of

Phrase = tuple[str, ...]
SHORTEST_SOUND = (
    5  # of a phrase as a whole; below, only its own spelling counts: a sound of three letters is many words
)
MOST_WORDS = 6


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Phrases as they are written for people, those of one meaning together."""
    read = tomllib.loads((Path(__file__).with_name("synonyms.toml")).read_text(encoding="utf-8"))
    return tuple(tuple(group) for group in read["same"])


@cache
def _known() -> dict[Phrase, int]:
    """Which group a phrase belongs to: by its spelling, and by its sounds with a tilde before the first."""
    known: dict[Phrase, int] = {}
    for number, group in enumerate(groups()):
        for text in group:
            phrase = _words(text)
            known.setdefault(phrase, number)
            if sum(map(len, sounds := _sounds(phrase))) >= SHORTEST_SOUND:
                known.setdefault(("~", *sounds), number)
    return known


def at(words: list[str], place: int) -> tuple[int, list[Phrase]]:
    """How many words from this place on are a known phrase, the longest one, and what else it is called."""
    for length in range(min(MOST_WORDS, len(words) - place), 0, -1):
        phrase = tuple(words[place : place + length])
        number = _known().get(phrase, _known().get(("~", *_sounds(phrase))))
        if number is not None:
            return length, [other for text in groups()[number] if (other := _words(text)) != phrase]
    return 0, []


def also(words: list[str]) -> list[str]:
    """What a search for these words looks for besides, as people write it."""
    found: list[str] = []
    place = 0
    while place < len(words):
        length, others = at(words, place)
        found += [_texts()[other] for other in others]
        place += max(1, length)
    return found


@cache
def _texts() -> dict[Phrase, str]:
    return {_words(text): text for group in groups() for text in group}


def _words(text: str) -> Phrase:
    return tuple(re.split(r"[\s-]+", text.lower()))


def _sounds(phrase: Phrase) -> Phrase:
    return tuple(map(sound_of, phrase))
