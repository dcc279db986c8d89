"""The way to a service and back. It is kept sealed in a cookie of its own, so each tab has its own way; used once."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.sealing import CannotOpen, seal, unseal
from institutions.sign_on.rules import WAY_SECONDS, digest_of

SIGN_IN, LINK, TRY = "sign-in", "link", "try"
COOKIE, PATH = "sign_on_way_", "/account/sign-on/"
MOST = 4  # ways of one browser at once; the oldest by name give way


@dataclass(frozen=True, slots=True)
class Way:
    """`purpose` and `user_id` are set by a ticket; `state`, `nonce` and `verifier` are new for each way."""

    service: str
    revision: int
    purpose: str
    user_id: int | None
    next: str
    state: str
    nonce: str
    verifier: str
    begun: float

    def is_over(self, at: datetime) -> bool:
        return not 0 <= at.timestamp() - self.begun <= WAY_SECONDS


@dataclass(frozen=True, slots=True)
class Ticket:
    """Lets the person who asked by a form begin a way that does more than signing in."""

    service: str
    revision: int
    purpose: str
    user_id: int
    issued: float


def ticket(*, service: str, revision: int, purpose: str, user_id: int, at: datetime) -> str:
    return seal(json.dumps(asdict(Ticket(service, revision, purpose, user_id, at.timestamp()))))


def read_ticket(text: str, at: datetime) -> Ticket | None:
    try:
        read = Ticket(**json.loads(unseal(text)))
    except (CannotOpen, ValueError, TypeError):
        return None
    # What is not sealed comes back as it is: nobody writes a ticket by hand.
    return read if text.startswith("sealed:") and 0 <= at.timestamp() - read.issued <= WAY_SECONDS else None


def begin(*, service: str, revision: int, purpose: str, user_id: int | None, next_url: str, at: datetime) -> Way:
    return Way(
        service, revision, purpose, user_id, next_url, secrets.token_urlsafe(32), secrets.token_urlsafe(32),
        secrets.token_urlsafe(48), at.timestamp(),
    )  # fmt: skip


def remember(request: HttpRequest, response: HttpResponse, way: Way) -> None:
    others = sorted(name for name in request.COOKIES if name.startswith(COOKIE))
    for name in others[: max(0, len(others) - MOST + 1)]:
        response.delete_cookie(name, path=PATH)
    response.set_cookie(
        _cookie(way.state), seal(json.dumps(asdict(way))), max_age=WAY_SECONDS, path=PATH, httponly=True,
        secure=settings.SECURE, samesite="Lax",
    )  # fmt: skip


def recall(request: HttpRequest, state: str) -> Way | None:
    """The way that this browser began with this state; None when it was another browser's, or nobody's."""
    kept = request.COOKIES.get(_cookie(state), "")
    if not state or not kept.startswith("sealed:"):
        return None
    try:
        way = Way(**json.loads(unseal(kept)))
    except (CannotOpen, ValueError, TypeError):
        return None
    return way if secrets.compare_digest(way.state.encode(), state.encode()) else None


def forget(response: HttpResponse, state: str) -> None:
    response.delete_cookie(_cookie(state), path=PATH)


def _cookie(state: str) -> str:
    return f"{COOKIE}{digest_of(state)[:16]}"
