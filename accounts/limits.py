"""How often something may fail from one network address, counted as allauth counts failed passwords."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest

APP = "accounts"


def is_over(request: HttpRequest, *, action: str, rate: str) -> bool:
    """`rate`: as in ACCOUNT_RATE_LIMITS, such as "60/5m/ip". Counts nothing."""
    return (
        ratelimit.consume(request, app=APP, action=action, config={action: rate}, limit_get=True, dry_run=True) is None
    )


def count(request: HttpRequest, *, action: str, rate: str) -> None:
    ratelimit.consume(request, app=APP, action=action, config={action: rate}, limit_get=True)
