"""What the document says, as pairs of English and Hindi: it is always in both, whatever language its reader chose."""

from datetime import date

from babel.dates import format_date

from courses.certificates.rules import Content

Pair = tuple[str, str]
HIGHEST_LEVEL = 5


def day(value: date) -> Pair:
    """22 November 2026."""
    return format_date(value, "d MMMM y", locale="en_IN"), format_date(value, "d MMMM y", locale="hi_IN")


def duration(minutes: int) -> Pair:
    """2 h 10 min."""
    hours, rest = divmod(minutes, 60)
    english = " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )
    hindi = " ".join(
        part
        for part in (
            f"{hours} घंटा" if hours == 1 else f"{hours} घंटे" if hours else "",
            f"{rest} मिनट" if rest or not hours else "",
        )
        if part
    )
    return english, hindi


def result(band: tuple[int, int] | None) -> Pair:
    """The band of the score; a course without a test was just completed."""
    if band is None:
        return "Completed", "पूर्ण"
    low, high = band
    return f"Passed, {low}% to {high}%", f"उत्तीर्ण, {low}% से {high}%"


def competencies(content: Content) -> Pair | None:
    """The highest one with its level, and how many more; None when the course shows none."""
    if not content.competencies:
        return None
    first, more = content.competencies[0], len(content.competencies) - 1
    english = f"{first.name}, level {first.level} of {HIGHEST_LEVEL}" + (f" and {more} more" if more else "")
    hindi = f"{first.name_hi}, स्तर {first.level} ({HIGHEST_LEVEL} में से)" + (f" और {more} अन्य" if more else "")
    return english, hindi


def post(content: Content) -> Pair:
    """Designation and office; the office alone when no posting was known."""
    english = ", ".join(part for part in (content.post, content.organisation) if part)
    hindi = ", ".join(part for part in (content.post_hi or content.post, content.organisation_hi) if part)
    return english, hindi if content.organisation_hi else ""
