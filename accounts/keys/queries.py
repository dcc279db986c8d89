"""Reading keys: by what a request presents, and as their owner's list."""

from datetime import datetime
from typing import Any

from accounts.keys.models import ApiKey
from accounts.keys.rules import KEY, KnownKey, digest_of
from core.kept import kept

KEEP_SECONDS = 300


def known(key: str) -> KnownKey | None:
    """From the cache, or read and then kept; what does not look like a key asks nobody."""
    if not KEY.fullmatch(key):
        return None
    digest = digest_of(key)
    return kept(f"api-key:{digest}", depends_on=[token(digest)], build=lambda: _read(digest), seconds=KEEP_SECONDS)


def token(digest: str) -> str:
    return f"api-key-token:{digest}"


def _read(digest: str) -> KnownKey | None:
    row = ApiKey.objects.filter(digest=digest, user__is_active=True).first()
    if row is None:
        return None
    return KnownKey(
        row.pk, row.user_id, row.may_write, row.used_second_step, row.expires_at, row.revoked_at is not None
    )


def keys_of(user_id: int, at: datetime) -> list[dict[str, Any]]:
    """Live keys first, the newest of each first. `state`: live, expired or revoked."""
    rows = [
        {
            "uuid": row.uuid, "name": row.name, "ending": row.ending, "may_write": row.may_write,
            "created_at": row.created_at, "expires_at": row.expires_at, "last_used_at": row.last_used_at,
            "state": "revoked" if row.revoked_at else "expired" if at >= row.expires_at else "live",
        }
        for row in ApiKey.objects.filter(user_id=user_id).order_by("-created_at")[:100]
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["state"] != "live")
