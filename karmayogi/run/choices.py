"""What the person chose by environment variables, read and judged before anything is started."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .failures import Failure

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


@dataclass(frozen=True)
class Choices:
    port: int
    bind: str
    data_dir: Path
    database_url: str | None
    database_owner_url: str | None
    redis_url: str | None
    demo: bool

    @property
    def content_port(self) -> int:
        return self.port + 1

    @classmethod
    def from_environment(cls, environment: Mapping[str, str], *, root: Path) -> "Choices":
        database_url = _url(
            environment, "DATABASE_URL", {"postgres", "postgresql"}, "postgresql://user:password@host:port/database"
        )
        owner_url = _url(
            environment,
            "DATABASE_OWNER_URL",
            {"postgres", "postgresql"},
            "postgresql://user:password@host:port/database",
        )
        if database_url and not owner_url:
            raise Failure(
                "DATABASE_URL is set, so DATABASE_OWNER_URL must be set too: the owner role that runs the migrations."
            )
        if owner_url and not database_url:
            raise Failure(
                "DATABASE_OWNER_URL is set, so DATABASE_URL must be set too: the runtime role of web and worker."
            )
        bind = _address(environment.get("BIND", "127.0.0.1"))
        return cls(
            port=_port(environment.get("PORT", "8000")),
            bind=bind,
            data_dir=(root / environment.get("DATA_DIR", ".data")).resolve(),
            database_url=database_url,
            database_owner_url=owner_url,
            redis_url=_url(environment, "REDIS_URL", {"redis", "rediss"}, "redis://:password@host:port/0"),
            demo=_flag("DEMO", environment.get("DEMO", "1" if ipaddress.ip_address(bind).is_loopback else "0")),
        )


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= 65534:
        return int(text)
    raise Failure(f"PORT={text} must be a whole number from 1 to 65534 (the content origin takes the port after it).")


def _address(text: str) -> str:
    if text == "localhost":
        return "127.0.0.1"
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        raise Failure(f"BIND={text} must be an IP address of this machine, such as 127.0.0.1 or 0.0.0.0.") from None


def _flag(name: str, text: str) -> bool:
    if text.strip().lower() in YES | NO:
        return text.strip().lower() in YES
    raise Failure(f"{name}={text} must be one of 1, 0, true, false, yes, no, on, off.")


def _url(environment: Mapping[str, str], name: str, schemes: set[str], example: str) -> str | None:
    """The message never repeats the value, which may hold a password."""
    value = environment.get(name, "").strip()
    if not value:
        return None
    try:
        parts = urlsplit(value)
        is_sound = parts.scheme in schemes and (parts.port is None or parts.port > 0)
    except ValueError:
        is_sound = False
    if is_sound and (name == "REDIS_URL" or parts.path.strip("/")):
        return value
    raise Failure(f"{name} must look like {example}.")
