"""When an e-mail may go out."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

INDIA = ZoneInfo("Asia/Kolkata")


def not_before(at: datetime, quiet_from: time | None, quiet_to: time | None) -> datetime:
    """`at`, or the end of the quiet hours it falls into. Hours are Indian time and may span midnight."""
    if quiet_from is None or quiet_to is None or quiet_from == quiet_to:
        return at
    local = at.astimezone(INDIA)
    now = local.timetz().replace(tzinfo=None)
    ends_today = local.replace(hour=quiet_to.hour, minute=quiet_to.minute, second=0, microsecond=0)
    if quiet_from < quiet_to:
        return ends_today.astimezone(at.tzinfo) if quiet_from <= now < quiet_to else at
    if now >= quiet_from:
        return (ends_today + timedelta(days=1)).astimezone(at.tzinfo)
    return ends_today.astimezone(at.tzinfo) if now < quiet_to else at
