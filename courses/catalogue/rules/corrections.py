"""Which word somebody meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from courses.catalogue.rules.sounds import sound_of

ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word of the catalogue, and how many entries have it."""

    word: str
    sound: str
    entries: int


def meant(word: str, candidates: Iterable[Candidate]) -> str:
    """The word that comes nearest, among equals the most frequent; the word itself when it is known or none is near."""
    sound = sound_of(word)
    best, best_score = word, (ALIKE, False, 0)
    for candidate in candidates:
        if candidate.word.startswith(word) or (sound and candidate.sound == sound):
            return word
        alike = max(_alike(word, candidate.word), _alike(sound, candidate.sound))
        score = (alike, candidate.word.isascii() == word.isascii(), candidate.entries)
        if score > best_score:
            best, best_score = candidate.word, score
    return best


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if one and other else 0.0
