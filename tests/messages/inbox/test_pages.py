"""The inbox, one message, preferences; and the same for programs."""

from datetime import UTC, datetime, time

import pytest
from django.utils.translation import gettext_lazy as _

from core.tenancy.context import everywhere
from messages.facade import notify
from messages.inbox.kinds import KINDS, message_kind
from messages.inbox.models import Message, Preference

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def kind():
    message_kind("tests.news", label=_("News of tests"), subject=_("News: %(title)s"), body=_("Read “%(title)s”."))
    yield
    del KINDS["tests.news"]


@pytest.fixture
def message(cast):
    notify(
        person_ids=[cast.asha.pk], kind="tests.news", key="one", params={"title": "<b>Rules</b>"}, link="/home/", at=AT
    )
    with everywhere(reason="test", audited=False):
        return Message.objects.get()


def sign_in(client, cast, name):
    client.force_login(cast.user(name), backend="accounts.backend.Backend")
    return client


def kept(message):
    with everywhere(reason="test", audited=False):
        return Message.objects.get(pk=message.pk)


def test_lists_messages_and_says_how_many_are_unread(client, cast, message):
    page = sign_in(client, cast, "asha").get("/messages/").content.decode()

    assert page.count("<h1") == 1
    assert "1 unread message" in page
    assert "News: &lt;b&gt;Rules&lt;/b&gt;" in page
    assert f'href="/messages/{message.uuid}/"' in page


def test_an_empty_inbox_says_so(client, cast):
    assert "No messages" in sign_in(client, cast, "bilal").get("/messages/").content.decode()


def test_opening_a_message_is_reading_it(client, cast, message):
    page = sign_in(client, cast, "asha").get(f"/messages/{message.uuid}/").content.decode()

    assert "Read “&lt;b&gt;Rules&lt;/b&gt;”." in page
    assert 'href="/home/"' in page
    assert kept(message).read_at is not None
    assert "No messages" in client.get("/messages/?show=unread").content.decode()


def test_all_are_marked_as_read_at_once(client, cast, message):
    response = sign_in(client, cast, "asha").post("/messages/readings/")

    assert response.status_code == 302
    assert kept(message).read_at is not None


@pytest.mark.parametrize("path", ["/messages/{uuid}/", "/api/v1/messages/{uuid}/reading/", "/messages/{uuid}/reading/"])
def test_another_person_s_message_is_not_found(client, cast, message, path):
    sign_in(client, cast, "bilal")
    method = client.get if path == "/messages/{uuid}/" else client.post

    assert method(path.format(uuid=message.uuid)).status_code == 404
    assert kept(message).read_at is None


def test_who_is_not_signed_in_is_sent_to_sign_in(client, cast):
    assert client.get("/messages/").status_code == 302
    assert client.get("/api/v1/messages/").status_code == 401


def test_the_endpoint_lists_and_marks(client, cast, message):
    sign_in(client, cast, "asha")

    listed = client.get("/api/v1/messages/").json()["results"]
    marked = client.post(f"/api/v1/messages/{message.uuid}/reading/").json()

    assert [(one["subject"], one["is_read"]) for one in listed] == [("News: <b>Rules</b>", False)]
    assert marked["is_read"] is True


def test_preferences_are_kept(client, cast):
    sign_in(client, cast, "asha")
    on = [name for name, one in KINDS.items() if one.by_email and one.is_optional and name != "tests.news"]

    response = client.post(
        "/messages/preferences/", {"language": "hi", "email": on, "quiet_from": "21:00", "quiet_to": "07:00"}
    )

    assert response.status_code == 302
    with everywhere(reason="test", audited=False):
        preference = Preference.objects.get(person=cast.asha)
    assert (preference.language, preference.without_email) == ("hi", ["tests.news"])
    assert (preference.quiet_from, preference.quiet_to) == (time(21), time(7))
    assert "News of tests" in client.get("/messages/preferences/").content.decode()


def test_half_of_the_quiet_hours_is_refused(client, cast):
    response = sign_in(client, cast, "asha").post("/messages/preferences/", {"language": "en", "quiet_from": "21:00"})

    assert response.status_code == 422
    assert "Give both times of the quiet hours, or none." in response.content.decode()
    with everywhere(reason="test", audited=False):
        assert not Preference.objects.exists()
