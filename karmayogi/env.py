"""Typed reading of the environment; a bad value names its variable and what is allowed."""

import os
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set, and it has no default.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE:
        return True
    if value.strip().lower() in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} must be one of 1, 0, true, false, yes, no, on, off.")


def whole_number(name: str, default: int, *, lowest: int, highest: int) -> int:
    value = os.environ.get(name, str(default))
    if value.strip().isdecimal() and lowest <= int(value) <= highest:
        return int(value)
    raise ImproperlyConfigured(f"{name}={value!r} must be a whole number from {lowest} to {highest}.")


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def day(name: str) -> date | None:
    value = os.environ.get(name, "").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r} must be a date like 2026-12-31.") from None


def wildcard_address(name: str, default: str) -> str:
    """An address whose host begins with a star: `https://*.content.example`."""
    value = (text(name, default) or default).rstrip("/")
    scheme, _separator, rest = value.partition("://")
    if scheme not in {"http", "https"} or not rest.startswith("*.") or "*" in rest[1:] or "/" in rest:
        raise ImproperlyConfigured(f"{name}={value!r} must look like https://*.content.example.in.")
    return value


def host_of(address: str) -> str:
    """The host in an address, without scheme and port."""
    return address.partition("://")[2].partition(":")[0]


def database(name: str, default: str | None = None) -> dict[str, object]:
    """`postgresql://user:password@host:port/name?option=value` as a Django database; host may be a socket folder."""
    value = text(name, default)
    parts = urlsplit(value)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:port/database.")
    options: dict[str, object] = {"connect_timeout": 5, **dict(parse_qsl(parts.query))}  # seconds
    try:
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"{name} has a port that is not a number.") from None
    return {
        "ENGINE": "core.database",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
