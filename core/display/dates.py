"""Dates and times in words, in Indian Standard Time: 21 Nov 2026, 4:00 pm IST, 2026–27."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, override, pgettext

IST = ZoneInfo("Asia/Kolkata")
FIRST_MONTH_OF_FINANCIAL_YEAR = 4


def local_date(value: date | datetime) -> date:
    """The date in India; a time without zone is refused rather than guessed."""
    if isinstance(value, datetime):
        return _local(value).date()
    return value


def in_date(value: date | datetime) -> str:
    """21 Nov 2026."""
    return _in_date(local_date(value), get_language() or "en", False)


def in_date_long(value: date | datetime) -> str:
    """21 November 2026, as documents write it."""
    return _in_date(local_date(value), get_language() or "en", True)


def in_time(value: datetime) -> str:
    """4:00 pm IST."""
    local = _local(value)
    return _in_time(local.hour, local.minute, get_language() or "en")


def time_patterns() -> dict[str, str]:
    """For a script that tells a time as `in_time` does: by half of the day, with %(hour)s and %(minute)s to fill."""
    return {"am": gettext("%(hour)s:%(minute)s am IST"), "pm": gettext("%(hour)s:%(minute)s pm IST")}


def in_datetime(value: datetime) -> str:
    """21 Nov 2026, 4:00 pm IST."""
    return f"{in_date(value)}, {in_time(value)}"


def in_weekday(value: date | datetime) -> str:
    return _weekdays(get_language() or "en")[local_date(value).weekday()]


def financial_year(value: date | datetime) -> str:
    """April to March: 31 March 2027 and 1 April 2026 are both in 2026–27."""
    first = financial_year_start(value).year
    return f"{first}–{(first + 1) % 100:02d}"


def financial_year_start(value: date | datetime) -> date:
    day = local_date(value)
    return date(
        day.year if day.month >= FIRST_MONTH_OF_FINANCIAL_YEAR else day.year - 1, FIRST_MONTH_OF_FINANCIAL_YEAR, 1
    )


def days_until(value: date | datetime, today: date) -> int:
    """Whole days from today; negative when past."""
    return (local_date(value) - today) // timedelta(days=1)


def month_short(month: int) -> str:
    return _months(get_language() or "en", False)[month - 1]


def month_long(month: int) -> str:
    return _months(get_language() or "en", True)[month - 1]


def _local(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("A time to be shown must carry its zone.")
    return value.astimezone(IST)


@lru_cache(maxsize=4096)
def _in_date(day: date, language: str, long: bool) -> str:
    return f"{day.day} {_months(language, long)[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)
def _in_time(hour: int, minute: int, language: str) -> str:
    values = {"hour": hour % 12 or 12, "minute": f"{minute:02d}"}
    with override(language):
        if hour < 12:
            return gettext("%(hour)s:%(minute)s am IST") % values
        return gettext("%(hour)s:%(minute)s pm IST") % values


@lru_cache(maxsize=8)
def _months(language: str, long: bool) -> tuple[str, ...]:
    with override(language):
        if long:
            return (
                gettext("January"), gettext("February"), gettext("March"), gettext("April"),
                pgettext("month", "May"), gettext("June"), gettext("July"), gettext("August"),
                gettext("September"), gettext("October"), gettext("November"), gettext("December"),
            )  # fmt: skip
        return (
            pgettext("short month", "Jan"), pgettext("short month", "Feb"), pgettext("short month", "Mar"),
            pgettext("short month", "Apr"), pgettext("short month", "May"), pgettext("short month", "Jun"),
            pgettext("short month", "Jul"), pgettext("short month", "Aug"), pgettext("short month", "Sep"),
            pgettext("short month", "Oct"), pgettext("short month", "Nov"), pgettext("short month", "Dec"),
        )  # fmt: skip


@lru_cache(maxsize=8)
def _weekdays(language: str) -> tuple[str, ...]:
    with override(language):
        return (
            gettext("Monday"), gettext("Tuesday"), gettext("Wednesday"), gettext("Thursday"),
            gettext("Friday"), gettext("Saturday"), gettext("Sunday"),
        )  # fmt: skip
