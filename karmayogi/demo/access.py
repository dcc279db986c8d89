"""Demo sign-in has no password, so it exists only where nobody but the person at this machine can reach it.

Demo mode must be on, the site must listen on a loopback address, and the request must come from this machine, ask for a
loopback name and have passed no proxy. Otherwise the pages do not exist (404).
"""

import functools
import ipaddress
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

PROXY_HEADERS = ("HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_REAL_IP")
PROXY_PREFIX = "HTTP_X_FORWARDED"


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that exists only in demo mode."""

    @functools.wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_allowed(request):
            raise Http404
        return view(request, *args, **kwargs)

    return wrapper


def is_allowed(request: HttpRequest) -> bool:
    return (
        bool(settings.DEMO)
        and is_loopback(settings.BIND)
        and is_loopback(_name(request.META.get("HTTP_HOST", "")))
        and is_loopback_address(request.META.get("REMOTE_ADDR", ""))
        and not any(header in PROXY_HEADERS or header.startswith(PROXY_PREFIX) for header in request.META)
    )


def is_loopback(name: str) -> bool:
    """A name or address that leads nowhere but to this machine (names: RFC 6761, section 6.3)."""
    name = name.strip("[]").lower().rstrip(".")
    return name == "localhost" or name.endswith(".localhost") or is_loopback_address(name)


def is_loopback_address(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """The host header without its port: "localhost:8000", "[::1]:8000"."""
    if host.startswith("["):
        return host.partition("]")[0].lstrip("[")
    return host.partition(":")[0]
