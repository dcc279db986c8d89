"""Whether two short texts say the same, as a person marking on paper would take it.

Sameness looks past case, spaces, quotes and dashes, a full stop or danda at the end, the script of digits, joiners
(ZWJ, ZWNJ), the nukta (क़ानून, कानून), and the two ways to write a nasal before its own consonants (हिन्दी, हिंदी;
Bureau of Indian Standards and the Central Hindi Directorate allow both).
"""

import re
import unicodedata

LONGEST = 500  # letters of an answer
SHORTEST_FOR_A_TYPO = 4  # letters a word must have for each typing mistake that is forgiven
NUKTA, JOINERS, ANUSVARA = "\u093c", "\u200b\u200c\u200d\u2060\ufeff\u00ad", "\u0902"
NASALS = re.compile("ङ्(?=[कखगघ])|ञ्(?=[चछजझ])|ण्(?=[टठडढ])|न्(?=[तथदध])|म्(?=[पफबभ])")
SAME_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"})
ENDS = " .।॥,;:!?"


def plain(text: str, *, is_case_kept: bool = False) -> str:
    """The form in which two answers that say the same are equal."""
    said = unicodedata.normalize("NFKC", text)  # also takes क़ apart into क and its nukta
    said = "".join(letter for letter in said if letter != NUKTA and letter not in JOINERS)
    said = "".join(
        str(unicodedata.decimal(letter)) if unicodedata.category(letter) == "Nd" else letter for letter in said
    )
    said = NASALS.sub(ANUSVARA, said.replace("\u0901", ANUSVARA).translate(SAME_SIGNS))
    said = " ".join(said.split()).strip(ENDS)
    return said if is_case_kept else said.casefold()


def says(accepted: str, said: str, *, typos: int = 0, is_case_kept: bool = False) -> bool:
    """Whether `said` is the accepted answer. `*` in it stands for anything, `\\*` for the sign itself."""
    if len(said) > LONGEST:
        return False
    mine = plain(said, is_case_kept=is_case_kept)
    pieces = [piece.replace("\\*", "*") for piece in re.split(r"(?<!\\)\*", accepted)]
    if len(pieces) > 1:
        return bool(mine) and _fits([plain_piece(piece, is_case_kept) for piece in pieces], mine)
    theirs = plain(pieces[0], is_case_kept=is_case_kept)
    if mine == theirs:
        return bool(mine)
    return bool(typos) and _is_near(theirs, mine, min(typos, len(theirs) // SHORTEST_FOR_A_TYPO))


def plain_piece(piece: str, is_case_kept: bool) -> str:
    """A part of an answer beside a `*`: its spaces at the edges are meant."""
    inner = plain(piece, is_case_kept=is_case_kept)
    return (" " if piece[:1].isspace() else "") + inner + (" " if piece[-1:].isspace() and inner else "")


def _fits(pieces: list[str], text: str) -> bool:
    """The pieces in their order, the first at the beginning, the last at the end; each sought once, so stars are cheap."""
    first, *middle, last = pieces
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    place, end = len(first), len(text) - len(last)
    for piece in middle:
        found = text.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return True


def _is_near(theirs: str, mine: str, most: int) -> bool:
    """At most so many letters too many, missing, exchanged or swapped with their neighbour. A digit is never a typo."""
    if most < 1 or abs(len(theirs) - len(mine)) > most or _digits(theirs) != _digits(mine):
        return False
    before: list[int] = []
    row = list(range(len(mine) + 1))
    for i, letter in enumerate(theirs, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(mine, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == mine[j - 2] and theirs[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())
