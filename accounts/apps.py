from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed

        email_confirmed.connect(_on_address_verified, dispatch_uid="accounts.join_by_address")


def _on_address_verified(email_address: Any, **_: Any) -> None:
    """allauth's signal becomes our action: who owns an approved address joins its organisation."""
    from django.utils import timezone

    from accounts.actions import join_by_address

    join_by_address(user=email_address.user, email=email_address.email, at=timezone.now())
