"""Sending the mails that are due: claimed, sent, marked, each in its own transaction.

A mail is sent at most once. The claim (`sending`) is committed before the mail server is spoken to, so a worker killed
at any point cannot make another send it again. What a killed worker leaves behind is resolved by asking the mail
backend, if it can tell (`has_sent`); otherwise nobody knows and the delivery is marked so. The inbox holds the message
in any case.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import formatdate
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import User
from core.tenancy.context import everywhere
from messages.delivery import rules
from messages.delivery.models import Delivery, DeliveryState
from messages.inbox.kinds import render
from messages.inbox.models import Preference
from messages.inbox.rules import not_before

logger = logging.getLogger(__name__)

BATCH = 50
ABANDONED_AFTER = timedelta(minutes=10)  # no worker speaks to a mail server for so long


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed delivery with all that sending it needs."""

    delivery_id: int
    uuid: UUID
    attempts: int
    address: str
    name: str
    language: str
    kind: str
    params: dict[str, Any]
    link: str

    @property
    def message_id(self) -> str:
        """The same for every attempt, so that a mail server may notice a second one."""
        return message_id(self.uuid)


def message_id(delivery_uuid: UUID) -> str:
    return f"<{delivery_uuid}@{urlsplit(settings.SITE_URL).hostname}>"


def send_due(*, at: datetime) -> int:
    """Send up to a batch of mails; several workers may do so at once. Returns how many were sent."""
    _resolve_abandoned(at)
    sent = 0
    server = get_connection()
    for letter in _claim(at):
        try:
            with translation.override(letter.language):
                _mail(letter, at, server).send()
        except Exception as error:  # whatever the mail server or the network says
            logger.warning("Mail %s was not sent", letter.uuid, exc_info=True)
            _put_off(letter, at, f"{type(error).__name__}: {error}"[:500])
        else:
            _mark(letter.delivery_id, DeliveryState.SENT, sent_at=at)
            sent += 1
    return sent


def _claim(at: datetime) -> list[Letter]:
    """Take mails that are due and that no other worker is taking; those in quiet hours are put off."""
    with everywhere(reason="mail", audited=False):
        due = list(
            Delivery.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(state=DeliveryState.WAITING, channel="email", next_try_at__lte=at)
            .select_related("message", "person")
            .order_by("next_try_at", "pk")[:BATCH]
        )
        people = [delivery.person_id for delivery in due]
        preferences = {one.person_id: one for one in Preference.objects.filter(person_id__in=people)}
        addresses = dict(
            User.objects.filter(person_id__in=people, is_active=True)
            .order_by("person_id", "-pk")
            .values_list("person_id", "email")
        )
        letters = []
        for delivery in due:
            preference = preferences.get(delivery.person_id)
            address = addresses.get(delivery.person_id)
            if address is None:
                _mark(delivery.pk, DeliveryState.FAILED, error="The person has no active login.")
                continue
            if preference:
                allowed = not_before(at, preference.quiet_from, preference.quiet_to)
                if allowed > at:
                    Delivery.objects.filter(pk=delivery.pk).update(next_try_at=allowed)
                    continue
            language = preference.language if preference else settings.LANGUAGE_CODE
            Delivery.objects.filter(pk=delivery.pk).update(
                state=DeliveryState.SENDING, attempts=F("attempts") + 1, claimed_at=at
            )
            letters.append(
                Letter(
                    delivery_id=delivery.pk,
                    uuid=delivery.uuid,
                    attempts=delivery.attempts + 1,
                    address=address,
                    name=delivery.person.name_in(language),
                    language=language,
                    kind=delivery.message.kind,
                    params=delivery.message.params,
                    link=delivery.message.link,
                )
            )
        return letters


def _mail(letter: Letter, at: datetime, server: Any) -> EmailMultiAlternatives:
    """The mail in the language that is active now."""
    texts = render(letter.kind, letter.params)
    context = {
        "name": letter.name,
        "subject": texts.subject,
        "body": texts.body,
        "url": f"{settings.SITE_URL}{letter.link}" if letter.link else "",
        "preferences_url": f"{settings.SITE_URL}/messages/preferences/",
        "language": letter.language,
    }
    mail = EmailMultiAlternatives(
        subject=texts.subject,
        body=render_to_string("messages/delivery/mail.txt", context),
        to=[letter.address],
        connection=server,
        headers={
            "Message-ID": letter.message_id,
            "Date": formatdate(at.timestamp()),
            "Content-Language": letter.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string("messages/delivery/mail.html", context), "text/html")
    return mail


def _put_off(letter: Letter, at: datetime, error: str) -> None:
    wait = rules.next_try_after(letter.attempts)
    if wait is None:
        _mark(letter.delivery_id, DeliveryState.FAILED, error=error)
    else:
        _mark(letter.delivery_id, DeliveryState.WAITING, error=error, next_try_at=at + wait)


def _mark(delivery_id: int, state: DeliveryState, **values: object) -> None:
    with everywhere(reason="mail", audited=False):
        Delivery.objects.filter(pk=delivery_id).update(state=state, **values)


def _resolve_abandoned(at: datetime) -> None:
    """Deliveries claimed long ago by a worker that is no more."""
    has_sent = getattr(get_connection(), "has_sent", None)
    with everywhere(reason="mail", audited=False):
        abandoned = Delivery.objects.select_for_update(skip_locked=True).filter(
            state=DeliveryState.SENDING, claimed_at__lt=at - ABANDONED_AFTER
        )
        for delivery in abandoned:
            if has_sent is None:
                _mark(delivery.pk, DeliveryState.UNKNOWN, error="The worker died while sending.")
            elif has_sent(message_id(delivery.uuid)):
                _mark(delivery.pk, DeliveryState.SENT, sent_at=delivery.claimed_at)
            else:
                _mark(delivery.pk, DeliveryState.WAITING, next_try_at=at)
