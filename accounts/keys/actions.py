"""Issuing and revoking keys."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.events import ApiKeyIssued
from accounts.keys import rules
from accounts.keys.models import ApiKey
from accounts.keys.queries import token
from accounts.models import User
from core.audit.actor import Actor
from core.audit.entries import record
from core.kept import give_up
from core.outbox.events import publish
from core.refusals import Refusal


class KeyRefused(Refusal):
    SENTENCES = {
        "TOO_MANY_KEYS": _("You have %(most)s keys already. Revoke one that is no longer used."),
        "KEY_BY_KEY": _("A key cannot make or revoke keys. Sign in and do it on your account page."),
        "SIGN_IN_AGAIN": _("Confirm that it is you, then make the key."),
    }


@transaction.atomic
def issue(
    *, user_id: int, name: str, may_write: bool, days: int, used_second_step: bool, actor: Actor, at: datetime
) -> tuple[ApiKey, str]:
    """A new key and its text, which is known only now. `days`: one of rules.DAYS."""
    User.objects.select_for_update().get(pk=user_id)  # two at once must not both be the last that is allowed
    if ApiKey.objects.filter(user_id=user_id, revoked_at=None, expires_at__gt=at).count() >= rules.MOST:
        raise KeyRefused("TOO_MANY_KEYS", most=rules.MOST)
    text = rules.new_key()
    key = ApiKey.objects.create(
        user_id=user_id, name=name, digest=rules.digest_of(text), ending=text[-4:], may_write=may_write,
        used_second_step=used_second_step, created_at=at, expires_at=at + timedelta(days=days),
    )  # fmt: skip
    record(actor, "accounts.api_key.issued", key, at, name=name, may_write=may_write, days=days)
    publish(
        ApiKeyIssued(
            at=at, organisation_id=actor.organisation_id, person_id=actor.person_id or 0, key_uuid=str(key.uuid),
            name=name, may_write=may_write,
        )
    )  # fmt: skip
    return key, text


@transaction.atomic
def revoke(*, user_id: int, uuid: UUID, actor: Actor, at: datetime) -> ApiKey | None:
    """From the next request on it opens nothing. A second time changes nothing; None: no such key of this login."""
    key = ApiKey.objects.select_for_update().filter(user_id=user_id, uuid=uuid).first()
    if key is None or key.revoked_at is not None:
        return key
    key.revoked_at = at
    key.save(update_fields=["revoked_at"])
    record(actor, "accounts.api_key.revoked", key, at, name=key.name)
    transaction.on_commit(lambda: give_up(token(key.digest)))
    return key


def note_use(*, key_id: int, at: datetime) -> None:
    """Not at every request: whoever looks for an unused key needs no seconds."""
    if cache.add(f"api-key-noted:{key_id}", 1, rules.NOTED_EVERY_SECONDS):
        ApiKey.objects.filter(Q(last_used_at=None) | Q(last_used_at__lt=at), pk=key_id).update(last_used_at=at)
