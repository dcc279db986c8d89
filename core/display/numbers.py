"""Numbers in the Indian manner: 1,42,00,000 and 1.42 crore, with Latin digits in every language."""

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.translation import get_language, gettext, override

LAKH = 10**5
CRORE = 10**7
MINUS = "−"  # the typographic sign, as wide as a plus

Number = int | float | Decimal


def in_num(value: Number) -> str:
    """The last three digits, then pairs: 14200000 is 1,42,00,000. Decimals stay as they are, at most two."""
    if type(value) is int and 0 <= value < 1000:
        return str(value)
    exact = Decimal(str(value))
    if exact != exact.to_integral_value():
        exact = exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP).normalize()
    whole, _point, fraction = f"{abs(exact):f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    grouped = ",".join([*pairs, tail])
    fraction = fraction.rstrip("0")
    sign = MINUS if exact < 0 and grouped + fraction != "0" else ""
    return f"{sign}{grouped}.{fraction}" if fraction else f"{sign}{grouped}"


def parse_in_num(text: str) -> Decimal:
    """The number that `in_num` printed."""
    return Decimal(text.replace(",", "").replace(MINUS, "-"))


def in_short(value: Number) -> str:
    """1.42 crore, 38.6 lakh, 91,000: words for the large units, at most two decimals, in the language of the reader."""
    return _in_short(Decimal(str(value)), get_language() or "en")


def short_parts(value: Number) -> tuple[str, str]:
    """Number and unit word apart, for an indicator that prints them in two sizes: ("1.42", "crore")."""
    number, _space, unit = in_short(value).partition(" ")
    return number, unit


@lru_cache(maxsize=4096)
def _in_short(value: Decimal, language: str) -> str:
    size = abs(value)
    with override(language):
        # What would print as 100 lakh is a crore.
        if _rounded(size / LAKH) >= 100:
            return gettext("%(number)s crore") % {"number": in_num(_rounded(value / CRORE))}
        if size >= LAKH:
            return gettext("%(number)s lakh") % {"number": in_num(_rounded(value / LAKH))}
    return in_num(value)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
