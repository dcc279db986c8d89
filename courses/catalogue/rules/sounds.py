"""How a word sounds, whatever its script and spelling: कर्मयोगी, karmyogi and karmayogee are all krmyogi.

AnyAscii writes other scripts letter by letter without the inherent a, and Hindi in Latin letters writes one a for अ and
आ and often leaves it out. So a key has no a but a first one, and what people spell in several ways is one letter in it.
Keys are compared, never shown. Whoever changes a table here raises EDITION in entries.py, so that all are written anew.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Before AnyAscii, which knows no context: what Devanagari writes as a mark and Latin letters spell out.
MARKS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        ("[ृऋ]", "रि"), ("ं$", "म"), ("[ंँ]", "न"), ("ः", ""), ("ज्ञ", "ग्य"), ("[ॅॉ]", "ो"), ("ऑ", "ओ"),
        ("[शष]", "sh"), ("(?<=[क-ह])(?=ह)", "अ"),  # सहायता is sahayta, with no sh in it
    )
)  # fmt: skip
# In this order, in Latin letters. C stands for च and छ, S for श and ष until the end.
SPELLINGS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("[^a-z0-9]", ""),
        ("[ts]ion", "Sn"), ("sch", "sk"), ("t?chh?", "C"), ("ck|cc(?![eiy])", "k"), ("qu(?=[aeio])|q", "k"),
        ("c(?=[eiy])", "s"), ("c", "k"), ("x", "ks"), ("ph", "f"), ("^jn|dny|gny", "gy"), ("zh|jh|z", "j"),
        ("sh", "S"), ("w", "v"), ("([bdgkpt])h", r"\1"),
        ("ee+|ii+|ea|ie(?=.)", "i"), ("oo+|uu+", "u"), ("au|ou", "o"), ("ai|ei", "e"),
        ("n(?=[bpfmv])", "m"), ("m(?=[sS])", "n"),
        (r"(.)\1+", r"\1"), ("(?<=.)a", ""),
        ("(?<=...)(?:e?s)*e?$", ""),  # an English plural, and an e that nobody says
        ("y$", "i"), ("C", "c"), ("S", "s"),
    )
)  # fmt: skip


@lru_cache(maxsize=20_000)
def sound_of(word: str) -> str:
    """The key of one word; empty when nothing of it can be said in Latin letters."""
    plain = unicodedata.normalize("NFD", word.lower())
    if plain.isascii():
        return _folded(plain)
    plain = unicodedata.normalize("NFC", plain)
    for mark, letters in MARKS:
        plain = mark.sub(letters, plain)
    return _folded("".join(_in_latin(letter) for letter in plain))


def _in_latin(letter: str) -> str:
    """AnyAscii writes च as c, which is k or s in English."""
    latin = anyascii(letter).lower()
    return latin if letter.isascii() or "ch" in latin else latin.replace("c", "ch")


def _folded(plain: str) -> str:
    for spelling, letters in SPELLINGS:
        plain = spelling.sub(letters, plain)
    return plain
