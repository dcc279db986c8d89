"""How much one caller may ask in a minute. One count in the cache a request; away, it counts in the process itself."""

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

if TYPE_CHECKING:  # rest_framework.views imports this module through the settings
    from rest_framework.request import Request
    from rest_framework.views import APIView

MINUTE = 60
clock = time.time


class PerMinute(BaseThrottle):
    """A person, whatever keys and sessions they use, or else an address: settings.API_A_MINUTE, API_A_MINUTE_UNKNOWN.

    Whole minutes of the clock, so a caller may spend two minutes' worth around the turn: the price of one count.
    """

    def __init__(self) -> None:
        self.seconds_left = 0.0

    def allow_request(self, request: "Request", view: "APIView") -> bool:
        principal = getattr(request._request, "principal", None)
        most = settings.API_A_MINUTE if principal else settings.API_A_MINUTE_UNKNOWN
        who = f"p{principal.person_id}" if principal else f"a{self._address(request)}"
        now = clock()
        self.seconds_left = MINUTE - now % MINUTE
        return _count(f"throttle:{who}:{int(now // MINUTE)}") <= most

    def wait(self) -> float:
        return self.seconds_left

    def _address(self, request: "Request") -> str:
        from allauth.account.adapter import (
            get_adapter,
        )  # reads models, which are not there when settings name this class

        return str(get_adapter(request._request).get_client_ip(request._request))


def _count(key: str) -> int:
    if count := getattr(cache, "count", None):  # of our own cache
        return int(count(key, 2 * MINUTE))
    try:
        return int(cache.incr(key))
    except ValueError:
        cache.add(key, 0, 2 * MINUTE)
    try:
        return int(cache.incr(key))
    except ValueError:  # gone in this very moment
        return 1
