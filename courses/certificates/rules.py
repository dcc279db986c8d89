"""Numbers of certificates, what a certificate says, and how a score is told. No database, no Django, no clock."""

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
LENGTH = 12  # the last is the check character
RANDOM_BITS = 5 * (LENGTH - 1)
BANDS = ((0, 49), (50, 59), (60, 74), (75, 89), (90, 100))


def number_of(value: int) -> str:
    """The number made of a random value of RANDOM_BITS bits: eleven characters and the check character."""
    digits = [(value >> (5 * place)) & 31 for place in reversed(range(LENGTH - 1))]
    return "".join(ALPHABET[digit] for digit in [*digits, _times_x(_remainder(digits))])


def printed(number: str) -> str:
    """As people read it: 7K3M-9QXD-2W5H."""
    return "-".join(number[start : start + 4] for start in range(0, len(number), 4))


def normalised(typed: str) -> str:
    """What was typed, as a number would be stored: capitals, without spaces and hyphens, O as 0, I and L as 1."""
    return "".join(character for character in typed.upper().translate(READ_AS) if character.isalnum())


def is_well_formed(number: str) -> bool:
    """Twelve characters that fit their check character. One wrong character, or any two exchanged, never fit."""
    if len(number) != LENGTH or any(character not in ALPHABET for character in number):
        return False
    return _remainder([ALPHABET.index(character) for character in number]) == 0


def _remainder(digits: list[int]) -> int:
    """The digits as a polynomial over GF(32), taken at x: every place has a weight of its own."""
    result = 0
    for digit in digits:
        result = _times_x(result) ^ digit
    return result


def _times_x(value: int) -> int:
    """Multiplication by x in GF(32) with x^5 = x^2 + 1."""
    return ((value << 1) & 31) ^ (0b00101 if value & 16 else 0)


def band_of(score: int | None) -> tuple[int, int] | None:
    """The band a certificate states instead of the exact score."""
    if score is None:
        return None
    return next(band for band in BANDS if band[0] <= score <= band[1])


@dataclass(frozen=True, slots=True)
class Shown:
    """A competency as the certificate states it."""

    name: str
    name_hi: str
    theme: str
    theme_hi: str
    area: str
    level: int


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a certificate says. Stored as JSON when it is issued; every reader works from this."""

    name: str
    name_hi: str
    post: str
    post_hi: str
    organisation: str
    organisation_hi: str
    course: str
    course_hi: str
    version: int
    minutes: int
    competencies: tuple[Shown, ...]
    grade: str
    band: tuple[int, int] | None
    provider: str
    provider_hi: str
    completed_on: date

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "completed_on": self.completed_on.isoformat()}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Content":
        band = stored["band"]
        return cls(
            **{
                **stored,
                "competencies": tuple(Shown(**competency) for competency in stored["competencies"]),
                "band": (band[0], band[1]) if band else None,
                "completed_on": date.fromisoformat(stored["completed_on"]),
            }
        )


# What no file system takes in a name, what would make a folder of it, and what hides how a name ends.
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+')
LONGEST_NAME = 150  # bytes of UTF-8 that the course's title may take


def in_file_name(text: str) -> str:
    """What may stand in the name of a file or folder, short enough; no syllable is cut in the middle."""
    plain = " ".join(NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", text)).split())
    if len(plain.encode()) > LONGEST_NAME:
        plain = plain.encode()[:LONGEST_NAME].decode(errors="ignore").rpartition(" ")[0] or plain[:40]
    return plain.strip(". ") or "-"


def file_name(day: date, course: str, number: str) -> str:
    """The name of a certificate's file among its person's own: day, course and number."""
    return f"{day.isoformat()} {in_file_name(course)} {printed(number)}.pdf"


def path_of_proof(*, course: str, code: str, name: str, number: str) -> str:
    """Its name among those of many people: a folder for each course, in it who, by code and name. `number` as printed."""
    return f"{in_file_name(course)}/{in_file_name(f'{code} {name}')} {number}.pdf"


def sha256_of(content: dict[str, Any]) -> str:
    """The hash of what a certificate says: of its JSON, keys in order, without spaces, in UTF-8."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


# What a re-issue reads anew, by its reason. Everything else stays as it was first issued.
READ_ANEW: dict[str, tuple[str, ...]] = {
    "name": ("name", "name_hi"),
    "post": ("post", "post_hi", "organisation", "organisation_hi"),
    "language": ("name_hi", "post_hi", "organisation_hi", "course_hi", "provider_hi", "competencies"),
}


def corrected(before: Content, now: Content, reason: str) -> Content:
    """What the certificate says when it is re-issued: from today's records what the reason is about, else as before."""
    if reason not in READ_ANEW:
        return now
    return replace(before, **{name: getattr(now, name) for name in READ_ANEW[reason]})


def differences(before: Content, after: Content) -> list[str]:
    """The fields of which the two say something different, in their order."""
    return [name for name in Content.__dataclass_fields__ if getattr(before, name) != getattr(after, name)]


# What remains public of a revoked or superseded certificate.
LEFT_AFTER_REVOCATION = ("course", "course_hi", "provider", "provider_hi")


def without_person(content: dict[str, Any]) -> dict[str, Any]:
    return {key: content[key] for key in LEFT_AFTER_REVOCATION}
