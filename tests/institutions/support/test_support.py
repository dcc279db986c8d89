"""Support sessions: who may open one, what is seen and refused in it, how it ends, and that the person knows."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.audit.actor import platform
from core.audit.models import AuditEntry
from core.tenancy.context import everywhere
from institutions.roles.actions import appoint
from institutions.roles.models import Membership
from institutions.roles.principal import forget_everybody
from institutions.support import queries
from institutions.support.models import SupportSession
from messages.inbox.models import Message

FORM = {
    "address": "asha@karmayogi.localhost",
    "ticket": "T-1001",
    "reason": "Her certificate does not open.",
    "minutes": 15,
}


def staff(cast, role="support_staff", name="indu"):
    with everywhere(reason="test", audited=False):
        appoint(
            person_id=cast.people[name].pk,
            organisation_id=cast.india.pk,
            role=role,
            actor=platform(),
            at=timezone.now(),
        )
    forget_everybody()
    client = Client(headers={"host": "localhost"})
    client.force_login(cast.user(name))
    return client


def opened(cast, **form):
    client = staff(cast, "support_lead" if form.get("wants_to_write") else "support_staff")
    answer = client.post("/national/support/", FORM | form)
    assert (answer.status_code, answer["Location"]) == (302, "/home/"), answer.content.decode()
    return client


def sessions():
    with everywhere(reason="test", audited=False):
        return list(SupportSession.objects.all())


def entries(action):
    with everywhere(reason="test", audited=False):
        return list(AuditEntry.objects.filter(action=action).order_by("at"))


def end_role(person):
    with everywhere(reason="test", audited=False):
        held = Membership.objects.get(person=person, role="support_staff", active_to=None)
        Membership.objects.filter(pk=held.pk).update(active_to=timezone.now())
    forget_everybody()


@pytest.mark.parametrize(("name", "status"), [("asha", 404), ("chitra", 404), ("gita", 403), ("dev", 404), (None, 302)])
def test_who_holds_no_such_role_opens_none(cast, name, status):
    client = Client(headers={"host": "localhost"})
    if name:
        client.force_login(cast.user(name))

    assert client.get("/national/support/").status_code == status
    assert client.post("/national/support/", FORM).status_code == status
    assert client.post("/api/v1/support-sessions/opening/", FORM, "application/json").status_code == (
        401 if name is None else status
    )
    assert sessions() == []


def test_staff_see_the_platform_as_the_person_does_and_every_page_says_so(cast):
    client = opened(cast)

    for path in ("/home/", "/plan/", "/certificates/", "/courses/", "/competencies/", "/nowhere/"):
        page = client.get(path).content.decode()
        assert "Indu Sharma sees this as <strong>Asha Verma</strong> sees it" in page, path
        assert "Nothing can be changed." in page
    assert client.get("/api/v1/memberships/").status_code == 200


def test_the_person_is_told_and_can_read_who_it_was_and_why(cast):
    opened(cast)
    asha = Client(headers={"host": "localhost"})
    asha.force_login(cast.user("asha"))

    page = asha.get("/account/support-sessions/").content.decode()

    assert "Indu Sharma" in page
    assert "T-1001" in page
    assert "Her certificate does not open." in page
    with everywhere(reason="test", audited=False):
        assert Message.objects.filter(person=cast.asha, kind="institutions.support-opened").count() == 1
    assert [s["ticket"] for s in asha.get("/api/v1/support-sessions/").json()] == ["T-1001"]
    bilal = Client(headers={"host": "localhost"})
    bilal.force_login(cast.user("bilal"))
    assert "T-1001" not in bilal.get("/account/support-sessions/").content.decode()


def test_opening_is_audited_with_reason_and_both_persons(cast):
    opened(cast)

    [entry] = entries("institutions.support.opened")
    assert (entry.actor_person_id, entry.facts["person_id"], entry.facts["ticket"], entry.facts["may_write"]) == (
        cast.indu.pk, cast.asha.pk, "T-1001", False,
    )  # fmt: skip


def test_nothing_can_be_changed_while_only_looking(cast):
    client = opened(cast)

    page = client.post("/preferences/", {"language": "hi"})
    call = client.put("/api/v1/me/language/", {"language": "hi"}, "application/json")

    assert page.status_code == 403
    assert "This support session only looks. Nothing was changed." in page.content.decode()
    assert call.status_code == 403
    assert call.json()["code"] == "SUPPORT_READ_ONLY"


def test_what_a_page_writes_when_it_is_opened_is_undone(cast):
    with everywhere(reason="test", audited=False), connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
    client = opened(cast)
    with everywhere(reason="test", audited=False):
        message = Message.objects.get(person=cast.asha)

    assert client.get(f"/messages/{message.uuid}/").status_code == 200

    with everywhere(reason="test", audited=False):
        assert Message.objects.get(pk=message.pk).read_at is None


@pytest.mark.parametrize(
    "path",
    ["/account/", "/account/password/change/", "/account/email/", "/account/2fa/", "/account/sessions/",
     "/account/reauthenticate/code/", "/account/password/set/",
     "/account/second-step/", "/account/support-sessions/", "/account/linked-sign-ins/", "/account/sign-on/",
     "/api/v1/keys/", "/api/v1/sign-on-links/"],
)  # fmt: skip
@pytest.mark.parametrize("writes", [False, True])
def test_how_the_person_signs_in_is_out_of_reach(cast, path, writes):
    client = opened(cast, **({"wants_to_write": "on"} if writes else {}))

    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 403
        assert "How a person signs in is not part of a support session." in answer.content.decode()


def test_the_persons_roles_do_not_come_along_and_no_second_session_opens(cast):
    client = opened(cast, address="chitra@karmayogi.localhost")

    assert client.get("/home/").status_code == 200
    assert client.get("/mdo/finance/people-and-roles/").status_code == 404
    assert client.get("/national/support/").status_code == 404
    assert client.post("/api/v1/support-sessions/opening/", FORM, "application/json").status_code in (403, 404)
    assert len(sessions()) == 1


def test_a_change_needs_the_second_role_and_carries_both_names(cast):
    client = staff(cast)
    refused = client.post("/national/support/", FORM | {"wants_to_write": "on"})
    assert refused.status_code == 422
    assert "Your role lets you look and not change." in refused.content.decode()
    assert sessions() == []

    client = opened(cast, wants_to_write="on")
    assert "Changes are kept with both names." in client.get("/home/").content.decode()
    assert client.post("/preferences/", {"language": "hi"}).status_code == 302
    [entry] = [e for e in entries_by(cast.asha) if "supported_by_id" in e.facts]
    assert (entry.facts["supported_by_id"], entry.facts["support_session"]) == (cast.indu.pk, str(sessions()[0].uuid))
    with connection.cursor() as cursor, everywhere(reason="test", audited=False):
        cursor.execute("SELECT payload->>'supported_by_id' FROM core_outboxevent WHERE topic = 'LanguageChosen'")
        assert cursor.fetchone() == (str(cast.indu.pk),)


def entries_by(person):
    with everywhere(reason="test", audited=False):
        return list(AuditEntry.objects.filter(actor_person_id=person.pk))


def test_it_ends_by_itself(cast):
    client = opened(cast)
    with everywhere(reason="test", audited=False):
        past = timezone.now() - timedelta(minutes=20)
        SupportSession.objects.update(opened_at=past, ends_at=past + timedelta(minutes=15))
    queries.forget(str(sessions()[0].uuid))

    page = client.get("/home/").content.decode()

    assert "The support session has ended. You are yourself again." in page
    assert "support-banner" not in page
    assert "support_session" not in client.session


def test_it_ends_with_the_role_that_allowed_it(cast):
    client = opened(cast)
    end_role(cast.indu)

    assert "support-banner" not in client.get("/home/").content.decode()


def test_it_is_ended_by_hand_and_stays_ended(cast):
    client = opened(cast)
    uuid = client.session["support_session"]

    assert client.post("/national/support/end/")["Location"] == "/national/support/"

    assert sessions()[0].ended_at is not None
    assert len(entries("institutions.support.ended")) == 1
    session = client.session
    session["support_session"] = uuid
    session.save()
    queries.forget(uuid)
    assert "support-banner" not in client.get("/home/").content.decode()


def test_another_members_session_cannot_be_used(cast):
    opened(cast)
    thief = staff(cast, name="bilal")
    session = thief.session
    session["support_session"] = str(sessions()[0].uuid)
    session.save()

    page = thief.get("/home/").content.decode()

    assert "support-banner" not in page
    assert "Asha Verma" not in page


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"address": "nobody@karmayogi.localhost"}, "Nobody signs in with this address."),
        ({"address": "indu@karmayogi.localhost"}, "You cannot do this for yourself. Ask a colleague."),
        ({"reason": "short"}, "at least 10 characters"),
        ({"ticket": ""}, "This field is required."),
        ({"minutes": 600}, "Select a valid choice."),
    ],
)
def test_a_wrong_form_is_refused_in_words_and_nothing_is_written(cast, form, sentence):
    answer = staff(cast).post("/national/support/", FORM | form)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert sessions() == []


def test_by_the_api(cast):
    client = staff(cast)
    answer = client.post("/api/v1/support-sessions/opening/", FORM, "application/json")
    assert (answer.status_code, answer.json()["staff_name"]) == (201, "Indu Sharma")
    assert "Asha" in client.get("/home/").content.decode()

    assert client.post("/api/v1/support-sessions/ending/").status_code == 204

    assert sessions()[0].ended_at is not None
    yourself = FORM | {"address": "indu@karmayogi.localhost"}
    refused = client.post("/api/v1/support-sessions/opening/", yourself, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "YOURSELF")


def test_a_closed_account_is_refused(cast):
    User.objects.filter(pk=cast.user("asha").pk).update(is_active=False)

    assert "This account is closed" in staff(cast).post("/national/support/", FORM).content.decode()


LOST = {"address": "chitra@karmayogi.localhost", "ticket": "T-7", "reason": "Called back on the office's number."}


@pytest.fixture
def chitra_with_key(cast):
    """Chitra with a password, an app and a signed-in session."""
    user = cast.user("chitra")
    user.set_password("a long pass phrase")
    user.mobile, user.mobile_verified = "+919876543210", True
    user.save()
    totp.TOTP.activate(user, totp.generate_totp_secret())
    RecoveryCodes.activate(user)
    client = Client(headers={"host": "localhost"})
    client.force_login(cast.user("chitra"))
    return client


def test_a_lost_second_step_ends_with_password_and_sessions_and_the_person_is_told(cast, chitra_with_key):
    lead = staff(cast, "support_lead")

    done = lead.post("/national/support/second-step/", {f"lost-{name}": value for name, value in LOST.items()})

    assert (done.status_code, done["Location"]) == (302, "/national/support/")
    user = cast.user("chitra")
    assert not Authenticator.objects.filter(user=user).exists()
    assert not user.has_usable_password()
    assert (user.mobile, user.mobile_verified) == (None, False)  # the phone that was lost
    assert chitra_with_key.get("/account/")["Location"].startswith("/account/login/")
    with everywhere(reason="test", audited=False):
        told = Message.objects.get(person=cast.chitra, kind="institutions.second-step-ended")
    assert told.params["reason"] == LOST["reason"]
    [entry] = entries("institutions.support.second_step_ended")
    assert (entry.actor_person_id, entry.facts["person_id"], entry.facts["ticket"]) == (
        cast.indu.pk,
        cast.chitra.pk,
        "T-7",
    )


def test_a_lost_second_step_by_call_and_a_second_time_there_is_none(cast, chitra_with_key):
    lead = staff(cast, "support_lead")

    first = lead.post("/api/v1/second-step-endings/", LOST, "application/json")
    second = lead.post("/api/v1/second-step-endings/", LOST, "application/json")

    assert first.status_code == 204
    assert (second.status_code, second.json()["code"]) == (409, "NO_SECOND_STEP")
    assert len(entries("institutions.support.second_step_ended")) == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("nobody@karmayogi.localhost", "Nobody signs in with this address."),
        ("indu@karmayogi.localhost", "You cannot do this for yourself. Ask a colleague."),
        ("asha@karmayogi.localhost", "This person has no second step to take away."),
        ("", "This field is required."),
    ],
)
def test_a_second_step_is_not_taken_from_whom_it_may_not(cast, chitra_with_key, address, sentence):
    lead = staff(cast, "support_lead")
    form = {f"lost-{name}": value for name, value in (LOST | {"address": address}).items()}

    refused = lead.post("/national/support/second-step/", form)

    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert Authenticator.objects.filter(user=cast.user("chitra")).count() == 2
    assert entries("institutions.support.second_step_ended") == []


@pytest.mark.parametrize("role", ["support_staff", "national_viewer"])
def test_others_take_no_second_step_away(cast, chitra_with_key, role):
    client = staff(cast, role)

    page = client.post("/national/support/second-step/", {f"lost-{name}": value for name, value in LOST.items()})
    call = client.post("/api/v1/second-step-endings/", LOST, "application/json")

    assert (page.status_code, call.status_code) == (403, 403)
    assert Authenticator.objects.filter(user=cast.user("chitra")).count() == 2


def test_nor_does_a_lead_with_the_eyes_of_another(cast, chitra_with_key):
    client = opened(cast, wants_to_write=True)

    call = client.post("/api/v1/second-step-endings/", LOST, "application/json")

    assert call.status_code == 404  # Asha holds no role at the nation
    assert Authenticator.objects.filter(user=cast.user("chitra")).count() == 2
