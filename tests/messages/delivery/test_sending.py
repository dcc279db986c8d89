"""Mails: sent once, in the person's language, tried again when the server is away."""

import threading
import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, User
from core.tenancy.context import everywhere
from messages.delivery.actions import send_due
from messages.delivery.models import Delivery, SentMail
from messages.facade import notify
from messages.inbox.kinds import KINDS, message_kind
from messages.inbox.models import Preference

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
HERE = "tests.messages.delivery.test_sending"


class Killed(BaseException):
    """The end of the worker's process."""


class Away(EmailBackend):
    def send_messages(self, email_messages):
        raise ConnectionRefusedError("mail server away")


class KilledAfterSending(EmailBackend):
    def send_messages(self, email_messages):
        super().send_messages(email_messages)
        raise Killed


class Slow(EmailBackend):
    def send_messages(self, email_messages):
        time.sleep(0.05)
        return super().send_messages(email_messages)


@pytest.fixture(autouse=True)
def kind():
    message_kind("tests.news", label=_("News"), subject=_("News: %(title)s"), body=_("Read “%(title)s”."))
    yield
    del KINDS["tests.news"]


@pytest.fixture
def asha(db):
    """A person of this test alone, as real commits take the cast away."""
    with everywhere(reason="test", audited=False):
        person = Person.objects.create(full_name="Asha Verma", full_name_hi="आशा वर्मा")
        User.objects.create_user("asha@tests.localhost", person=person)
    return person


def tell(person, key="one"):
    title = {"en": "Rules", "hi": "नियम"}
    notify(person_ids=[person.pk], kind="tests.news", key=key, params={"title": title}, link="/courses/x/", at=AT)


def delivery():
    with everywhere(reason="test", audited=False):
        return Delivery.objects.get()


def prefer(person, **values):
    with everywhere(reason="test", audited=False):
        Preference.objects.create(person=person, updated_at=AT, **values)


def test_sends_what_is_due_once(asha):
    tell(asha)

    assert send_due(at=AT) == 1
    assert send_due(at=AT) == 0

    assert len(mail.outbox) == 1
    sent = mail.outbox[0]
    assert (sent.subject, sent.to) == ("News: Rules", ["asha@tests.localhost"])
    assert "Dear Asha Verma," in sent.body
    assert "Read “Rules”." in sent.body
    assert "/courses/x/" in sent.body
    assert sent.extra_headers["Message-ID"] == f"<{delivery().uuid}@localhost>"
    assert (delivery().state, delivery().sent_at, delivery().attempts) == ("sent", AT, 1)


def test_writes_in_the_language_of_the_person(asha):
    prefer(asha, language="hi")
    tell(asha)

    send_due(at=AT)

    assert "नियम" in mail.outbox[0].subject
    assert "आशा वर्मा" in mail.outbox[0].body
    assert '<html lang="hi">' in mail.outbox[0].alternatives[0][0]


def test_waits_for_the_end_of_the_quiet_hours(asha):
    prefer(asha, quiet_from=clock(11), quiet_to=clock(14))  # 11:30 in India now
    tell(asha)

    assert send_due(at=AT) == 0
    assert delivery().next_try_at == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    assert send_due(at=AT + timedelta(hours=2, minutes=30)) == 1


def test_tries_again_later_and_later_and_then_gives_up(asha, settings):
    settings.EMAIL_BACKEND = f"{HERE}.Away"
    tell(asha)

    waits, now = [], AT
    for _attempt in range(6):
        send_due(at=now)
        waits.append(delivery().next_try_at - now)
        now = max(now, delivery().next_try_at)

    assert waits[:5] == [timedelta(minutes=m) for m in (1, 5, 30, 120, 480)]
    assert (delivery().state, delivery().attempts) == ("failed", 6)
    assert delivery().error == "ConnectionRefusedError: mail server away"


def test_a_mail_that_failed_is_sent_when_the_server_is_back(asha, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{HERE}.Away"
    tell(asha)
    send_due(at=AT)
    settings.EMAIL_BACKEND = backend

    assert send_due(at=AT + timedelta(seconds=59)) == 0
    assert send_due(at=AT + timedelta(seconds=60)) == 1


def test_a_worker_killed_between_sending_and_marking_sends_nothing_twice(asha, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{HERE}.KilledAfterSending"
    tell(asha)
    with pytest.raises(Killed):
        send_due(at=AT)
    settings.EMAIL_BACKEND = backend

    assert delivery().state == "sending"
    assert send_due(at=AT + timedelta(minutes=9)) == 0
    assert delivery().state == "sending"
    assert send_due(at=AT + timedelta(minutes=11)) == 0
    assert delivery().state == "unknown"
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("was_sent", "state", "sent"), [(True, "sent", 0), (False, "sent", 1)])
def test_the_demo_mailbox_can_tell_what_a_killed_worker_sent(asha, settings, was_sent, state, sent):
    settings.EMAIL_BACKEND = "messages.delivery.mailbox.DemoMailbox"
    tell(asha)
    with everywhere(reason="test", audited=False):
        Delivery.objects.update(state="sending", claimed_at=AT)
    if was_sent:
        SentMail.objects.create(message_id=f"<{delivery().uuid}@localhost>", to="a", subject="s", body="b", sent_at=AT)

    assert send_due(at=AT + timedelta(minutes=11)) == sent

    assert delivery().state == state
    assert SentMail.objects.count() == 1


def test_the_demo_mailbox_keeps_the_mail_as_it_was_sent(asha, settings):
    settings.EMAIL_BACKEND = "messages.delivery.mailbox.DemoMailbox"
    tell(asha)

    send_due(at=AT)

    kept = SentMail.objects.get()
    assert (kept.to, kept.subject) == ("asha@tests.localhost", "News: Rules")
    assert "Read “Rules”." in kept.body
    assert "<h1>News: Rules</h1>" in kept.html


def test_who_has_no_active_login_any_more_gets_no_mail(asha):
    tell(asha)
    User.objects.update(is_active=False)

    assert send_due(at=AT) == 0

    assert (delivery().state, delivery().error) == ("failed", "The person has no active login.")


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(asha, settings):
    settings.EMAIL_BACKEND = f"{HERE}.Slow"
    for number in range(10):
        tell(asha, key=f"news {number}")
    counts, faults = [], []

    def worker():
        try:
            counts.append(send_due(at=AT))
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _worker in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert faults == []
    assert sum(counts) == 10
    assert len(mail.outbox) == 10
