"""What a file's headings mean, in English and Hindi."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# field -> headings, as HR systems and people write them (compared without case, marks and signs)
HEADINGS: dict[str, tuple[str, ...]] = {
    "employee_code": (
        "employee code", "employee id", "employee no", "employee number", "emp code", "emp id", "ehrms id", "code",
        "कर्मचारी कोड", "कर्मचारी संख्या", "कर्मचारी आईडी", "कोड",
    ),
    "full_name": (
        "name", "full name", "employee name", "name of official", "name of employee", "official name",
        "नाम", "पूरा नाम", "अधिकारी का नाम", "कर्मचारी का नाम",
    ),
    "full_name_hi": (
        "name in hindi", "hindi name", "name hi",
        "नाम हिंदी", "नाम हिन्दी", "हिंदी नाम", "हिन्दी नाम", "हिंदी में नाम",
    ),
    "designation": ("designation", "post", "rank", "designation code", "पदनाम", "पद"),
    "organisation": (
        "organisation", "organization", "office", "department", "organisation code", "office code", "posted at",
        "कार्यालय", "संगठन", "विभाग", "कार्यालय कोड",
    ),
    "email": ("email", "e mail", "email id", "email address", "mail", "ईमेल", "ई मेल"),
    "mobile": ("mobile", "mobile number", "mobile no", "phone", "phone number", "मोबाइल", "मोबाइल नंबर", "फोन", "फ़ोन"),
    "service": ("service", "सेवा"),
    "cadre": ("cadre", "संवर्ग", "कैडर"),
    "batch_year": ("batch", "batch year", "year of batch", "बैच", "बैच वर्ष"),
    "group": ("group", "समूह"),
    "date_of_joining": ("date of joining", "joining date", "doj", "joined on", "कार्यग्रहण तिथि", "नियुक्ति तिथि"),
    "posted_from": ("posted from", "posting date", "date of posting", "in post since", "पदस्थापना तिथि", "तैनाती तिथि"),
    "supervisor_code": (
        "supervisor code", "supervisor", "reporting officer code", "reporting officer", "पर्यवेक्षक कोड", "पर्यवेक्षक",
    ),
}  # fmt: skip
REQUIRED = ("employee_code", "full_name", "designation")


@lru_cache(maxsize=4096)  # a lakh of rows name the same few offices and designations
def heading_key(heading: str) -> str:
    """A heading without case, signs, brackets and nuktas: "E-Mail (office)*" is "e mail office"."""
    text = unicodedata.normalize("NFKD", heading.casefold()).replace("\u093c", "")
    kept = (c if unicodedata.category(c)[0] in "LNM" else " " for c in text)
    return " ".join("".join(kept).split())


_FIELDS = {heading_key(heading): field for field, headings in HEADINGS.items() for heading in headings}


def columns_of(header: Sequence[str]) -> tuple[dict[str, int], list[str], list[str]]:
    """Which column holds which field; the required fields that are missing; the fields that stand twice."""
    columns: dict[str, int] = {}
    twice: list[str] = []
    for index, heading in enumerate(header):
        field = _FIELDS.get(heading_key(heading))
        if field is None:
            continue
        if field in columns:
            twice.append(field)
        else:
            columns[field] = index
    return columns, [field for field in REQUIRED if field not in columns], twice


def cells_of(row: Sequence[str], columns: dict[str, int]) -> dict[str, str]:
    """The row's texts by field; a short row has empty ones."""
    return {field: row[index] if index < len(row) else "" for field, index in columns.items()}
