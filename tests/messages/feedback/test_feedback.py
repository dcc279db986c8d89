"""Help & Feedback: anybody writes, operators read."""

import re

import pytest

from core.audit.models import AuditEntry
from core.tenancy.context import acting_in, everywhere
from institutions.roles.models import Membership
from institutions.roles.principal import forget
from messages.feedback.models import Feedback
from messages.feedback.rules import local_path, reference

WORDS = {"category": "problem", "text": "The film of lesson 3 does not begin.", "contact": "", "page": "/courses/x/"}


def everything():
    with everywhere(reason="test", audited=False):
        return list(Feedback.objects.order_by("pk"))


def test_who_is_not_signed_in_may_write_and_gets_a_reference(client, cast):
    response = client.post("/feedback/", WORDS, follow=True)

    (given,) = everything()
    assert (given.category, given.text, given.page, given.person_id) == ("problem", WORDS["text"], "/courses/x/", None)
    assert response.redirect_chain == [(f"/feedback/thanks/{given.reference}/", 302)]
    assert given.reference in response.content.decode()
    assert response.content.decode().count("<h1") == 1


def test_who_is_signed_in_is_known_and_the_trail_says_so(client, cast):
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")

    client.post("/feedback/", WORDS)

    (given,) = everything()
    assert given.person_id == cast.asha.pk
    with everywhere(reason="test", audited=False):
        entry = AuditEntry.objects.get(action="messages.feedback.given")
    assert (entry.actor_name, entry.target_uuid) == ("Asha Verma", given.uuid)
    with acting_in(cast.learner_scope("bilal")):
        assert not Feedback.objects.exists()


def test_the_page_the_person_came_from_is_remembered(client, cast):
    asked = client.get("/feedback/", headers={"Referer": "http://testserver/home/?token=x"}).content.decode()
    elsewhere = client.get("/feedback/", headers={"Referer": "https://example.org/home/"}).content.decode()

    assert 'value="/home/"' in asked
    assert "example.org" not in elsewhere


@pytest.mark.parametrize("words", [{"text": ""}, {"text": "abc"}, {"category": "nothing"}, {"text": "x" * 5001}])
def test_an_incomplete_form_is_shown_again_and_nothing_is_kept(client, cast, words):
    response = client.post("/feedback/", WORDS | words)

    assert response.status_code == 422
    assert everything() == []


def test_the_eleventh_in_an_hour_from_one_address_is_refused(client, cast):
    statuses = [client.post("/feedback/", WORDS).status_code for _number in range(11)]
    from_elsewhere = client.post("/feedback/", WORDS, REMOTE_ADDR="10.0.0.9").status_code

    assert statuses == [302] * 10 + [429]
    assert from_elsewhere == 302
    assert len(everything()) == 11


def test_operators_read_what_was_written(client, cast):
    client.post("/feedback/", WORDS | {"text": "<script>alert(1)</script>", "contact": "98765"})
    with everywhere(reason="test", audited=False):
        Membership.objects.create(
            person=cast.gita, organisation=cast.india, role="platform_admin", active_from="2024-01-01T00:00Z"
        )
    forget(cast.gita.pk)
    client.force_login(cast.user("gita"), backend="accounts.backend.Backend")

    page = client.get("/national/feedback/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert everything()[0].reference in page
    assert "98765" in page


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("/home/?a=b#c", "/home/"),
        ("//evil.example/x", ""),
        ("https://evil.example/x", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_a_path_of_this_site_is_kept(value, path):
    assert local_path(value) == path


def test_a_reference_is_easy_to_read_out():
    assert re.fullmatch(r"F-[2-9A-HJKMNP-TV-Z]{8}", reference())
