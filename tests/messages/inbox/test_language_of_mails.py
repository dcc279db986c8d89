"""The language that a person reads pages in is also that of the mails to them."""

from datetime import UTC, datetime, timedelta

import pytest

from core.audit.models import AuditEntry
from core.outbox.models import OutboxEvent
from core.preferences.events import LanguageChosen
from core.tenancy.context import everywhere
from messages.inbox.models import Preference
from messages.inbox.reactions import write_in_their_language

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def sign_in(client, cast, name):
    client.force_login(cast.user(name), backend="accounts.backend.Backend")
    return client


def announced() -> list[LanguageChosen]:
    with everywhere(reason="test", audited=False):
        rows = OutboxEvent.objects.filter(topic="LanguageChosen").order_by("id")
        return [LanguageChosen.from_payload(row.payload) for row in rows]


def language_of(person) -> str | None:
    with everywhere(reason="test", audited=False):
        return Preference.objects.filter(person=person).values_list("language", flat=True).first()


def react(*events: LanguageChosen) -> None:
    with everywhere(reason="test", audited=False):
        write_in_their_language(list(events))


@pytest.mark.parametrize("door", ["page", "api"])
def test_is_set_by_either_door_and_audited(client, cast, door):
    sign_in(client, cast, "asha")
    if door == "page":
        answer = client.post("/preferences/", {"language": "hi", "next": "/about/"})
    else:
        answer = client.put("/api/v1/me/language/", {"language": "hi"}, content_type="application/json")

    react(*announced())

    assert answer.status_code == (302 if door == "page" else 200)
    assert language_of(cast.asha) == "hi"
    with everywhere(reason="test", audited=False):
        entry = AuditEntry.objects.get(action="core.language.chosen")
    assert (entry.actor_person_id, entry.door, entry.facts) == (cast.asha.pk, door, {"language": "hi"})


def test_leaves_the_other_wishes_about_mails_as_they_are(cast):
    with everywhere(reason="test", audited=False):
        Preference.objects.create(
            person=cast.asha, language="en", without_email=["courses.version.published"], updated_at=AT
        )

    react(LanguageChosen(at=AT + timedelta(minutes=1), person_id=cast.asha.pk, language="hi"))

    with everywhere(reason="test", audited=False):
        kept = Preference.objects.get(person=cast.asha)
    assert (kept.language, kept.without_email) == ("hi", ["courses.version.published"])


def test_what_was_chosen_later_stays_when_an_earlier_choice_is_handled_late_or_again(cast):
    hindi = LanguageChosen(at=AT, person_id=cast.asha.pk, language="hi")
    english = LanguageChosen(at=AT + timedelta(minutes=1), person_id=cast.asha.pk, language="en")

    react(hindi, english)
    react(hindi)

    assert language_of(cast.asha) == "en"


def test_keeping_another_choice_on_the_page_of_all_choices_does_not_touch_it(client, cast):
    sign_in(client, cast, "asha").post("/preferences/", {"language": "en", "theme": "dark"})

    assert announced() == []


def test_a_visitor_s_choice_concerns_nobody_s_mails(client, cast):
    client.post("/preferences/", {"language": "hi"})

    assert announced() == []
    assert client.put("/api/v1/me/language/", {"language": "hi"}, content_type="application/json").status_code == 401


@pytest.mark.parametrize("language", ["xx", "", None, 7])
def test_a_language_that_is_not_offered_is_refused(client, cast, language):
    answer = sign_in(client, cast, "asha").put(
        "/api/v1/me/language/", {"language": language}, content_type="application/json"
    )

    assert answer.status_code == 400
    assert announced() == []
