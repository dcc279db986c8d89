"""When a support session runs, and what it refuses."""

from dataclasses import dataclass
from datetime import datetime

MINUTES = (15, 30, 60)
READING = ("GET", "HEAD", "OPTIONS")
# Password, second step, addresses, devices; keys for programs and linked sign-in services, by a call too.
SIGN_IN = ("/account/", "/api/v1/keys/", "/api/v1/sign-on-links/")


@dataclass(frozen=True, slots=True)
class Running:
    """A support session as it is kept between requests."""

    uuid: str
    staff_user_id: int
    staff_person_id: int
    staff_name: str
    user_id: int  # the login whose eyes are used
    may_write: bool
    ends_at: datetime
    ended_at: datetime | None

    def is_running(self, at: datetime) -> bool:
        return self.ended_at is None and at < self.ends_at


def opening_refusal(*, is_self: bool, has_login: bool, wants_to_write: bool, may_write: bool) -> str | None:
    if is_self:
        return "YOURSELF"
    if not has_login:
        return "NO_LOGIN"
    return "READ_ONLY" if wants_to_write and not may_write else None


def request_refusal(*, method: str, path: str, may_write: bool) -> str | None:
    """Why a request inside a session is not served; None when it is."""
    if path.startswith(SIGN_IN):
        return "SIGN_IN"
    return None if may_write or method in READING else "READ_ONLY"
