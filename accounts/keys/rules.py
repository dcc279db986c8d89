"""What a key looks like, how long it lasts, and what it may do."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

PREFIX = "km_"  # so that scanners of published code recognise one
KEY = re.compile(r"km_[A-Za-z0-9_-]{43}")
DAYS = (30, 90, 365)
MOST = 20  # live keys of one login
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
NOTED_EVERY_SECONDS = 600  # a key's use is written down no more often


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key as it is kept between requests."""

    id: int
    user_id: int
    may_write: bool
    used_second_step: bool
    expires_at: datetime
    is_revoked: bool


def new_key() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def presented(headers: Mapping[str, str]) -> str | None:
    """The key of an `Authorization: Bearer …` header (RFC 6750, section 2.1); None when there is no such header.

    What is there and does not look like a key of ours is given back as it is, to be refused.
    """
    scheme, _space, key = headers.get("Authorization", "").strip().partition(" ")
    return key.strip() if scheme.lower() == "bearer" else None


def refusal(key: KnownKey | None, *, method: str, at: datetime) -> str | None:
    """Why a request with this key is refused: UNKNOWN_KEY, KEY_REVOKED, KEY_EXPIRED, READ_ONLY_KEY; None: it is not."""
    if key is None:
        return "UNKNOWN_KEY"
    if key.is_revoked:
        return "KEY_REVOKED"
    if at >= key.expires_at:
        return "KEY_EXPIRED"
    return None if key.may_write or method in SAFE else "READ_ONLY_KEY"
