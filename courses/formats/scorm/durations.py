"""How long a session took, as packages say it: `HHHH:MM:SS.SS` in 1.2, an ISO 8601 duration in 2004. Seconds inside."""

import re

CLOCK = re.compile(r"(\d{1,6}):(\d{1,2}):(\d{1,2})(?:\.\d{1,6})?")
ISO = re.compile(
    r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})(?:\.\d{1,6})?S)?)?"
)
LONGEST = 10 * 365 * 86_400


def seconds(said: str) -> int:
    """0 for what cannot be read: a duration is only a claim, and never worth refusing a commit for."""
    said = said.strip()
    if match := CLOCK.fullmatch(said):
        hours, minutes, rest = (int(number) for number in match.groups())
        return min(hours * 3600 + minutes * 60 + rest, LONGEST)
    if match := ISO.fullmatch(said):
        years, months, days, hours, minutes, rest = (int(number or 0) for number in match.groups())
        whole = years * 365 + months * 30 + days
        return min(whole * 86_400 + hours * 3600 + minutes * 60 + rest, LONGEST)
    return 0


def said(seconds: int, edition: str) -> str:
    """The total, as a package of that edition reads it."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours:04d}:{minutes:02d}:{rest:02d}" if edition == "1.2" else f"PT{hours}H{minutes}M{rest}S"
