"""Who signs in, as allauth decides it; and who a session belongs to, without asking the database on every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import transaction

from accounts.models import User
from core.kept import give_up, kept

KEEP_SECONDS = 60  # the longest a change goes unseen that could not reach the cache: decision 0004


class Backend(AuthenticationBackend):  # type: ignore[misc]
    def get_user(self, user_id: int) -> User | None:
        return kept(
            f"login:{user_id}",
            depends_on=[_token(user_id)],
            build=lambda: self._load(user_id),
            seconds=KEEP_SECONDS,
        )

    def _load(self, user_id: int) -> User | None:
        user = super().get_user(user_id)
        return user.without_password() if user else None


def forget_login(user_id: int) -> None:
    """The login changed; the next request reads it from the database."""
    transaction.on_commit(lambda: give_up(_token(user_id)))


def on_saved(instance: User, **_: Any) -> None:
    forget_login(instance.pk)


def _token(user_id: int) -> str:
    return f"login-token:{user_id}"
