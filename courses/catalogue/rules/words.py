"""Words of a search and of an entry, and what PostgreSQL is asked for.

A word stands in an entry as it is written and, with a tilde, as it sounds (sounds.py), both at the same place: so a
phrase may be half in Latin letters and half in Devanagari.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from courses.catalogue.rules import synonyms
from courses.catalogue.rules.sounds import sound_of

# A letter or digit, then also marks of Indian scripts; danda ends a word.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0900-\u0963\u0966-\u0dff])*")
JOINERS = dict.fromkeys((0x200C, 0x200D))
MOST_WORDS = 8
MOST_LETTERS = 40
# Beginnings of fewer letters match half of the catalogue, and short sounds match too many words.
PREFIX_LETTERS = 3
PREFIX_SOUND = 4
BETWEEN_FIELDS = 20  # places, so that no phrase runs from one field into the next
LAST_PLACE = 16_000  # PostgreSQL counts no further
WORDS_KEPT = 10_000  # of titles that were shown


def words_of(text: str) -> list[str]:
    """The words of a text in lower case."""
    plain = unicodedata.normalize("NFC", text).translate(JOINERS).lower()
    return [word[:MOST_LETTERS] for word in WORD.findall(plain)]


def asked_words(text: str) -> list[str]:
    return words_of(text)[:MOST_WORDS]


def exact_query(words: list[str]) -> str:
    """A tsquery for exactly these words."""
    return " & ".join(f"'{word}'" for word in words)


def wide_query(words: list[str]) -> str:
    """A tsquery for the beginnings of these words, for what sounds the same, and for what officials also call it."""
    return " & ".join(term.wide for term in terms_of(words))


class Term(NamedTuple):
    """A word of a search, or several that officials also call otherwise. All terms of a search must match."""

    words: tuple[str, ...]
    wide: str

    def exact(self) -> str:
        return exact_query(list(self.words))


def terms_of(words: list[str]) -> list[Term]:
    terms, place = [], 0
    while place < len(words):
        length, others = synonyms.at(words, place)
        some = tuple(words[place : place + max(1, length)])
        own = " & ".join(_term(word) for word in some)
        terms.append(Term(some, f"({' | '.join([f'({own})', *map(_phrase, others)])})" if others else own))
        place += max(1, length)
    return terms


def _term(word: str) -> str:
    written = f"'{word}'" + (":*" if len(word) >= PREFIX_LETTERS else "")
    if not (sound := sound_of(word)):
        return written
    return f"({written} | '~{sound}'{':*' if len(sound) >= PREFIX_SOUND else ''})"


def _phrase(words: Iterable[str]) -> str:
    return "(" + " <-> ".join(f"('{word}' | '~{sound_of(word)}')" for word in words) + ")"


def vector(*fields: str, plain: tuple[str, ...] = ()) -> str:
    """A tsvector, as PostgreSQL writes it: words as written and as they sound, with their places.

    Those of `plain`, long texts, only as written: their sounds would make the index slow.
    """
    places: dict[str, list[int]] = {}
    place = 1
    for number, field in enumerate((*fields, *plain)):
        for word in words_of(field):
            if place > LAST_PLACE:
                break
            places.setdefault(word, []).append(place)
            if number < len(fields) and (sound := sound_of(word)):
                places.setdefault(f"~{sound}", []).append(place)
            place += 1
        place += BETWEEN_FIELDS
    return " ".join(f"'{word}':{','.join(map(str, where))}" for word, where in places.items())


@lru_cache(maxsize=WORDS_KEPT)
def _heard(written: str) -> tuple[str, str]:
    """A word of a title as it is compared, and as it sounds."""
    word = words_of(written)[0]
    return word, sound_of(word)


def shown_parts(title: str, words: list[str]) -> list[tuple[str, bool]]:
    """The title in pieces, and which of them the search was after: those that begin or sound like a word of it."""
    asked = [(word, sound_of(word)) for word in words]
    parts: list[tuple[str, bool]] = []
    end = 0
    for found in WORD.finditer(title):
        word, own_sound = _heard(found[0])
        if any(
            (word.startswith(one) if len(one) >= PREFIX_LETTERS else word == one) or (sound and sound == own_sound)
            for one, sound in asked
        ):
            parts += [(title[end : found.start()], False), (found[0], True)]
            end = found.end()
    return [part for part in [*parts, (title[end:], False)] if part[0]]
