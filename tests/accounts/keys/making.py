"""Keys of people, and programs that use them."""

from datetime import datetime

from django.test import Client
from django.utils import timezone

from accounts.keys import actions
from core.tenancy.context import everywhere
from institutions.roles.principal import principal_of


def make(cast, name: str = "asha", *, at: datetime | None = None, may_write: bool = True, days: int = 30) -> str:
    user = cast.user(name)
    with everywhere(reason="test"):
        _key, text = actions.issue(
            user_id=user.pk, name="a test", may_write=may_write, days=days, used_second_step=True,
            actor=principal_of(user).actor(), at=at or timezone.now(),
        )  # fmt: skip
    return text


def program(key: str | None) -> Client:
    """No session, no cookie: what a key does not open stays closed. None: a stranger's."""
    headers = {"host": "localhost"} | ({"authorization": f"Bearer {key}"} if key is not None else {})
    return Client(headers=headers, enforce_csrf_checks=True)
