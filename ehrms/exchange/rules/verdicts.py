"""What a line says, whether it can be believed, and what it would change."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_.\-]{0,39}")
EMAIL = re.compile(
    r"[^@\s,;:<>()\[\]\"']{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+", re.I
)
DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%d %B %Y")
GROUPS = {"a": "A", "b": "B", "c": "C", "क": "A", "ख": "B", "ग": "C", "1": "A", "2": "B", "3": "C"}
LONGEST = {"full_name": 200, "full_name_hi": 200, "service": 80, "cadre": 80, "email": 254}

Reason = tuple[str, str, str]  # (reason code, field, what the file says)


@dataclass(frozen=True, slots=True)
class Place:
    """Where names become ids: designations and the offices within the exchange's organisation, by heading key."""

    designations: Mapping[str, int]
    organisations: Mapping[str, int]
    default_organisation_id: int
    today: date


@dataclass(frozen=True, slots=True)
class Line:
    """A line understood. Only a line without reasons may be applied."""

    employee_code: str
    full_name: str
    full_name_hi: str
    designation_id: int | None
    organisation_id: int | None  # None when the file names no office: new officials come to the exchange's own
    email: str
    mobile: str
    service: str
    cadre: str
    batch_year: int | None
    group: str
    date_of_joining: date | None
    posted_from: date | None
    supervisor_code: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands today for an employee code: the same words as a line, and whether the asker may change it."""

    official_id: int
    person_id: int
    is_mine: bool
    values: Mapping[str, object] = field(default_factory=dict)
    posted_since: date | None = None


def understand(cells: Mapping[str, str], place: Place, name_key: Callable[[str], str]) -> Line:
    """Turn texts into values, collecting every reason and not only the first, so that a file is corrected once."""
    reasons: list[Reason] = []

    def refuse(reason: str, column: str) -> None:
        reasons.append((reason, column, cells.get(column, "")[:100]))

    for column, longest in LONGEST.items():
        if len(cells.get(column, "")) > longest:
            refuse("TOO_LONG", column)
    code = cells.get("employee_code", "")
    if not code:
        refuse("CODE_MISSING", "employee_code")
    elif not CODE.fullmatch(code):
        refuse("BAD_CODE", "employee_code")
    name = cells.get("full_name", "")
    if not name:
        refuse("NAME_MISSING", "full_name")
    elif not is_name(name):
        refuse("BAD_NAME", "full_name")
    if (name_hi := cells.get("full_name_hi", "")) and not is_name(name_hi):
        refuse("BAD_NAME", "full_name_hi")
    designation_id = place.designations.get(name_key(cells.get("designation", "")))
    if not cells.get("designation"):
        refuse("DESIGNATION_MISSING", "designation")
    elif designation_id is None:
        refuse("UNKNOWN_DESIGNATION", "designation")
    organisation_id: int | None = None
    if cells.get("organisation"):
        organisation_id = place.organisations.get(name_key(cells["organisation"]))
        if organisation_id is None:
            refuse("UNKNOWN_ORGANISATION", "organisation")
    email = cells.get("email", "").lower()
    if email and not EMAIL.fullmatch(email):
        refuse("BAD_EMAIL", "email")
    mobile = mobile_of(cells.get("mobile", ""))
    if mobile is None:
        refuse("BAD_MOBILE", "mobile")
    batch = batch_year_of(cells.get("batch_year", ""), place.today)
    if batch == 0:
        refuse("BAD_YEAR", "batch_year")
    group = group_of(cells.get("group", ""))
    if group is None:
        refuse("BAD_GROUP", "group")
    days: dict[str, date | None] = {}
    for column in ("date_of_joining", "posted_from"):
        days[column] = None
        if cells.get(column):
            days[column] = date_of(cells[column])
            if days[column] is None:
                refuse("BAD_DATE", column)
            elif days[column] > place.today:  # type: ignore[operator]
                refuse("DATE_IN_FUTURE", column)
    joined, posted = days["date_of_joining"], days["posted_from"]
    if joined and posted and posted < joined:
        refuse("POSTED_BEFORE_JOINING", "posted_from")
    if (supervisor := cells.get("supervisor_code", "")) and supervisor == code:
        refuse("OWN_SUPERVISOR", "supervisor_code")
    return Line(
        employee_code=code,
        full_name=name,
        full_name_hi=name_hi,
        designation_id=designation_id,
        organisation_id=organisation_id,
        email=email,
        mobile=mobile or "",
        service=cells.get("service", ""),
        cadre=cells.get("cadre", ""),
        batch_year=batch or None,
        group=group or "",
        date_of_joining=joined,
        posted_from=posted,
        supervisor_code=supervisor,
        reasons=tuple(reasons),
    )


def judge(
    line: Line, named: frozenset[str], standing: Standing | None, first_line: int | None
) -> tuple[str, list[Reason], list[str]]:
    """The verdict on a line: (new | changed | unchanged | refused, reasons, changed columns).

    `named` are the columns the file has: what a file does not mention is not changed. `first_line` is an earlier line
    of the same file with the same code.
    """
    reasons = list(line.reasons)
    if first_line is not None:
        reasons.append(("DUPLICATE_CODE", "employee_code", str(first_line)))
    if standing is not None and not standing.is_mine:
        reasons.append(("SERVES_ELSEWHERE", "employee_code", line.employee_code))
    if reasons:
        return "refused", reasons, []
    if standing is None:
        return "new", [], []
    changes = changes_of(line, named, standing)
    moves = {"designation_id", "organisation_id"} & set(changes)
    if moves and line.posted_from and standing.posted_since and line.posted_from <= standing.posted_since:
        day = f"{standing.posted_since:%d/%m/%Y}"
        return "refused", [("NEW_POST_TOO_EARLY", "posted_from", day)], []
    return ("changed" if changes else "unchanged"), [], changes


def changes_of(line: Line, named: frozenset[str], standing: Standing) -> list[str]:
    """The columns whose value in the file is given and differs from what stands."""
    changed = []
    for column in (
        "full_name", "full_name_hi", "designation_id", "organisation_id", "email", "mobile", "service", "cadre",
        "batch_year", "group", "date_of_joining", "supervisor_code",
    ):  # fmt: skip
        value = getattr(line, column)
        if column.removesuffix("_id") in named and value not in ("", None) and value != standing.values.get(column):
            changed.append(column)
    return changed


def is_name(text: str) -> bool:
    """Begins with a letter and holds only letters, marks, spaces, dots, hyphens, apostrophes and brackets."""
    return text[0].isalpha() and all(
        c in " .-'’()," or unicodedata.category(c)[0] in "LM" or c in "\u200c\u200d" for c in text
    )


def mobile_of(text: str) -> str | None:
    """An Indian mobile number as +91 and ten digits; empty stays empty; None when it is not one."""
    if not text:
        return ""
    digits = re.sub(r"[\s()\-.]", "", text)
    if match := re.fullmatch(r"(?:\+91|0091|91|0)?([6-9]\d{9})", digits):
        return f"+91{match[1]}"
    return None


def batch_year_of(text: str, today: date) -> int | None:
    """The year, None when not given, 0 when it is not a year of service."""
    if not text:
        return None
    return int(text) if re.fullmatch(r"[12]\d{3}", text) and 1950 <= int(text) <= today.year else 0


def group_of(text: str) -> str | None:
    key = text.casefold().removeprefix("group").removeprefix("gr.").removeprefix("समूह").strip(" -'\"‘’")
    return GROUPS.get(key) if key else ""


@lru_cache(maxsize=4096)  # seven forms are tried for each, and a file has the same days again and again
def date_of(text: str) -> date | None:
    for form in DATE_FORMS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
        return day if 1940 <= day.year <= 2100 else None
    return None
