from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed, user_logged_in
        from allauth.mfa.signals import authenticator_added
        from allauth.usersessions.signals import on_user_logged_in
        from django.db.models.signals import post_delete, post_save

        from accounts.backend import on_saved
        from accounts.models import User
        from accounts.sessions import note_sign_in

        post_save.connect(on_saved, sender=User, dispatch_uid="accounts.forget_saved_login")
        post_delete.connect(on_saved, sender=User, dispatch_uid="accounts.forget_deleted_login")
        user_logged_in.disconnect(on_user_logged_in)
        user_logged_in.connect(note_sign_in, dispatch_uid="accounts.note_sign_in")
        authenticator_added.connect(_on_factor_added, dispatch_uid="accounts.factor_shown")
        email_confirmed.connect(_on_address_verified, dispatch_uid="accounts.join_by_address")


def _on_address_verified(request: Any, email_address: Any, **_: Any) -> None:
    """allauth's signal becomes our actions: who owns an approved address joins its organisation."""
    from django.utils import timezone

    from accounts.actions import SIGNED_UP_HERE, distrust_sign_up, join_by_address

    at = timezone.now()
    if request.session.get(SIGNED_UP_HERE) != email_address.user_id:
        distrust_sign_up(user=email_address.user, address=email_address, at=at)
    join_by_address(user=email_address.user, email=email_address.email, at=at)


def _on_factor_added(request: Any, user: Any, authenticator: Any, **_: Any) -> None:
    """Who has just set up an app or a passkey has shown it: this session need not be asked for it again."""
    from allauth.account.internal.flows.login import record_authentication

    from accounts.second_step import KINDS

    if authenticator.type in KINDS:
        record_authentication(request, user, method="mfa", id=authenticator.pk, type=authenticator.type)
