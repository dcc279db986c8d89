"""Where a person is signed in: a row for each sign-in whose session still lasts."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User

LONGEST_AGENT = UserSession._meta.get_field("user_agent").max_length


def note_sign_in(*, request: HttpRequest, user: User, **_: Any) -> None:
    """In place of allauth's own receiver, which loads every session of the person one by one: a sign-in would become
    dearer with each device. Sessions that a changed password ended are left to the page that lists them.
    """
    if not request.session.session_key:  # it was another person's, and Django has just emptied it
        request.session.save()
    at = timezone.now()
    lasting = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    signed_in = UserSession(
        user=user,
        session_key=request.session.session_key,
        ip=get_adapter().get_client_ip(request),
        user_agent=request.META.get("HTTP_USER_AGENT", "")[:LONGEST_AGENT],
        created_at=at,
        last_seen_at=at,
    )
    with transaction.atomic():
        UserSession.objects.filter(~Exists(lasting), user_id=user.pk).delete()
        UserSession.objects.bulk_create([signed_in], ignore_conflicts=True)  # told twice, it is noted once


def forget_ended(*, at: datetime) -> int:
    """Of everybody: rows of sessions whose time is over, which nobody deletes otherwise. Returns how many there were."""
    ended, _rows = Session.objects.filter(expire_date__lte=at).delete()
    lasting = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(lasting)).delete()
    return ended
