"""Numbers as people in India write them: 1,00,000; 100,000; 2,5; १२.५; ₹ 25 लाख; 2.5 crore; -3; 6e23; 12 km.

One comma is a decimal comma unless exactly three digits follow it ("1,234" is one thousand two hundred and
thirty-four, "2,5" is two and a half). With a comma and a dot, the last of them is the decimal sign.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LONGEST = 60  # letters
LARGEST = Decimal(10) ** 30
WORDS = {
    "hundred": 2, "सौ": 2, "thousand": 3, "हज़ार": 3, "हजार": 3, "lakh": 5, "lakhs": 5, "lac": 5, "लाख": 5,
    "million": 6, "crore": 7, "crores": 7, "करोड़": 7, "करोड": 7, "billion": 9,
}  # fmt: skip
POWERS = {unicodedata.normalize("NFKC", word): power for word, power in WORDS.items()}
NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<digits>\d[\d,.]*|\.\d+)(?P<exponent>[eE][+-]?\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit an answer may be given in; the value in it times `factor` is the value in the question's own unit."""

    name: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the unit given with it; "" when none was."""

    value: Decimal
    unit: str = ""


def read_number(text: str) -> Decimal | None:
    """A number alone; None when the text is something else."""
    amount = read_amount(text, ())
    return amount.value if amount is not None else None


def read_amount(text: str, units: Sequence[Unit]) -> Amount | None:
    """A number, with or without one of the units before or behind it; None when it is no such thing."""
    if len(text) > LONGEST:
        return None
    plain = _plain(text)
    if (match := NUMBER.search(plain)) is None:
        return None
    value = _value(match["digits"])
    if value is None:
        return None
    if match["exponent"]:
        value = value.scaleb(int(match["exponent"][1:]))
    before, after = plain[: match.start()].strip(), plain[match.end() :].strip()
    if before.endswith(("-", "+")):  # "- 3", "-₹3"
        match_sign, before = before[-1], before[:-1].strip()
    else:
        match_sign = match["sign"]
        if before.startswith("-"):
            match_sign, before = "-", before[1:].strip()
    word, _space, rest = after.partition(" ")
    if (power := POWERS.get(word.casefold())) is not None:
        value, after = value.scaleb(power), rest.strip()
    if match_sign == "-":
        value = -value
    if before and after:
        return None
    said = before or after
    if not said:
        return _bounded(value, "")
    for unit in units:
        if _same(unit.name, said):
            return _bounded(value * unit.factor, unit.name)
    return None


def _plain(text: str) -> str:
    """ASCII digits of any script, plain signs, no space inside a number."""
    said = "".join(
        str(unicodedata.decimal(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in unicodedata.normalize("NFKC", text)
        if letter not in "\u200c\u200d\ufeff"
    )
    said = re.sub("[−–‐‑]", "-", said).replace("’", "'").strip().removesuffix("/-")
    said = re.sub(r"\s*[x×*·]\s*10\s*\^\s*([+-]?\d{1,2})", r"e\1", said)
    said = re.sub(r"(?<=\d)[\s'](?=\d{2,3}(?!\d))", "", said)
    said = re.sub(r"(?<=\d)[\s'](?=\d{2,3}(?!\d))", "", said)
    return " ".join(said.split())


def _value(digits: str) -> Decimal | None:
    digits = digits.rstrip(".,")
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
        if digits.count(decimal) > 1:
            return None
        whole, _sign, part = digits.partition(decimal)
        return _joined(whole, "." if decimal == "," else ",", part)
    if commas == 1 and not re.fullmatch(r"\d{1,3},\d{3}", digits):
        return Decimal(digits.replace(",", "."))
    if commas:
        return _joined(digits, ",", "")
    if dots > 1:
        return _joined(digits, ".", "")
    return Decimal(digits)


def _joined(whole: str, sign: str, part: str) -> Decimal | None:
    """Groups of three (100,000) or, the Indian way, of two before the last three (1,00,000)."""
    groups = whole.split(sign)
    if "," in part or "." in part or not groups[0] or len(groups[0]) > 3:
        return None
    if len(groups) > 1 and (len(groups[-1]) != 3 or {len(group) for group in groups[1:-1]} not in ({2}, {3}, set())):
        return None
    return Decimal("".join(groups) + (f".{part}" if part else ""))


def _same(name: str, said: str) -> bool:
    def key(text: str) -> str:
        return unicodedata.normalize(
            "NFC", " ".join(unicodedata.normalize("NFKC", text).split()).rstrip(".")
        ).casefold()

    return key(name) == key(said)


def _bounded(value: Decimal, unit: str) -> Amount | None:
    return Amount(value, unit) if abs(value) < LARGEST else None


def plain_text(value: Decimal) -> str:
    """Without exponent and idle zeros: "25000", "0.5"."""
    return format(value.normalize() + 0, "f") if value else "0"


def part_of(percent: str) -> Fraction:
    """A percentage as an exact part. "33.33333" is a third: files write no more letters, and three of them are all."""
    said = Fraction(percent) / 100
    near = said.limit_denominator(20)
    return near if abs(near - said) < Fraction(1, 1_000_000) else said
