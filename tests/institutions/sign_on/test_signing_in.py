"""Signing in by a real provider: the lawful ways."""

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accounts.models import Person, User
from core.audit.models import AuditEntry
from core.tenancy.context import everywhere
from ehrms.officials.models import Official
from institutions.sign_on.models import SignOnLink
from messages.inbox.models import Message
from tests.institutions.sign_on.conftest import AT, Browser, set_up

ASHA = "asha@karmayogi.localhost"


def test_an_official_is_signed_in_by_the_confirmed_address(cast, service, browser):
    answer = browser.travel(service, ASHA, "?next=/certificates/")

    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"] == "/certificates/"
    assert browser.here.session["_auth_user_id"] == str(cast.user("asha").pk)
    assert browser.here.get("/home/").status_code == 200
    link = SignOnLink.objects.get()
    assert (link.user, link.linked_by, link.email) == (cast.user("asha"), "address", ASHA)
    with everywhere(reason="test", audited=False):
        assert AuditEntry.objects.filter(action="institutions.sign_on.linked").count() == 1
        told = Message.objects.get(person=cast.asha, kind="institutions.sign-on-linked")
    assert told.params["service"]["en"] == "Finance sign-in"
    session = browser.here.get("/account/sessions/").content.decode()
    assert "this one" in session


def test_from_then_on_the_subject_is_the_key_and_not_the_address(cast, service, provider, browser):
    browser.travel(service, ASHA)
    provider.wrongly(claims={"email": "indu@karmayogi.localhost"})

    again = Browser()
    again.travel(service, ASHA)

    assert again.here.session["_auth_user_id"] == str(cast.user("asha").pk)
    assert SignOnLink.objects.get().last_used_at is not None


def test_the_address_may_come_from_the_userinfo_endpoint(cast, service, provider, browser):
    provider.wrongly(claims={"email": None, "email_verified": None})

    browser.travel(service, ASHA)

    assert browser.here.session["_auth_user_id"] == str(cast.user("asha").pk)


def test_a_login_is_opened_for_an_official_whom_hr_listed_with_the_address(cast, service, browser):
    with everywhere(reason="test", audited=False):
        jaya = Person.objects.create(full_name="Jaya Menon", home_organisation_id=cast.revenue.pk)
        Official.objects.create(
            person=jaya, employer=cast.finance, home_organisation_id=cast.revenue.pk, employee_code="F9",
            email="Jaya@karmayogi.localhost", created_at=AT,
        )  # fmt: skip

    browser.travel(service, "jaya@karmayogi.localhost")

    user = User.objects.get(email="jaya@karmayogi.localhost")
    assert (user.person_id, user.has_usable_password()) == (jaya.pk, False)
    assert EmailAddress.objects.get(user=user).verified
    assert browser.here.session["_auth_user_id"] == str(user.pk)
    assert SignOnLink.objects.get().linked_by == "record"


def test_a_service_may_change_its_key_at_any_time(cast, service, provider, browser):
    browser.travel(service, ASHA)
    provider.wrongly(rotate=True)

    again = Browser()
    again.travel(service, ASHA)

    assert again.is_in


def test_the_second_step_is_asked_for_all_the_same(cast, service, browser):
    TOTP.activate(cast.user("asha"), generate_totp_secret())

    answer = browser.travel(service, ASHA)

    assert answer["Location"] == "/account/2fa/authenticate/"
    assert not browser.is_in
    assert browser.here.get("/home/").status_code == 302


def test_two_tabs_at_once_both_arrive(cast, service, browser):
    browser.enter(service, ASHA)
    first, second = browser.asked(service), browser.asked(service)

    answers = [browser.here.get(browser.answered(question)) for question in (second, first)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert browser.is_in
    assert SignOnLink.objects.count() == 1


def test_the_service_is_found_by_the_domain_alone(cast, service, browser):
    known, unknown = (
        browser.here.post("/account/sign-on/", {"address": f"{name}@karmayogi.localhost"})
        for name in ("asha", "nobody")
    )
    elsewhere = browser.here.post("/account/sign-on/", {"address": "asha@elsewhere.gov.in"})

    assert known.status_code == unknown.status_code == 200
    assert known.content.decode().count(f"/account/sign-on/{service.uuid}/go/") == 1
    assert f"/account/sign-on/{service.uuid}/go/" in unknown.content.decode()
    assert elsewhere.status_code == 422
    assert "No organisation has switched on a sign-in service for this domain." in elsewhere.content.decode()


def test_the_nearest_service_speaks_for_a_domain(cast, service, provider, browser):
    nearer = set_up(cast, provider, "cbdt")

    answer = browser.here.post("/account/sign-on/", {"address": ASHA}).content.decode()
    refused = browser.travel(service, ASHA)

    assert f"/{nearer.uuid}/go/" in answer
    assert "DOMAIN_OF_ANOTHER" in refused.content.decode()
    assert not browser.is_in


def test_the_sign_in_page_remembers_the_service(cast, service, browser):
    browser.travel(service, ASHA)
    browser.here.post("/account/logout/")

    page = browser.here.get("/account/login/?next=/certificates/").content.decode()

    assert f"/account/sign-on/{service.uuid}/go/?next=/certificates/" in page
    assert "Go on to Finance sign-in" in page


def test_a_person_links_and_removes_a_link(cast, service, browser):
    """An official with a role, whom the address alone would not link."""
    user = cast.user("chitra")
    user.set_password("a long pass phrase")
    user.save()
    browser.here.post("/account/login/", {"login": user.email, "password": "a long pass phrase"})

    asked = browser.here.post("/account/linked-sign-ins/")
    assert asked["Location"] == "/account/reauthenticate/?next=%2Faccount%2Flinked-sign-ins%2F"
    browser.here.post(asked["Location"], {"password": "a long pass phrase"})
    page = browser.here.post("/account/linked-sign-ins/").content.decode()
    ticket = page.partition("/go/")[2].partition('"')[0].replace("&amp;", "&")
    browser.travel(service, "c.rao@elsewhere.example", ticket)

    link = SignOnLink.objects.get()
    assert (link.user, link.linked_by) == (user, "person")
    assert "c.rao@elsewhere.example" in browser.here.get("/account/linked-sign-ins/").content.decode()
    other = Browser()
    other.travel(service, "c.rao@elsewhere.example")
    assert other.here.session["_auth_user_id"] == str(user.pk)
    assert other.here.post(f"/account/linked-sign-ins/{link.uuid}/removal/").status_code == 302
    assert not SignOnLink.objects.exists()


def test_nobody_removes_anothers_link(cast, service, browser):
    browser.travel(service, "indu@karmayogi.localhost")
    link = SignOnLink.objects.get()
    other = Browser()
    other.here.force_login(cast.user("asha"))

    assert other.here.post(f"/account/linked-sign-ins/{link.uuid}/removal/").status_code == 404
    assert SignOnLink.objects.count() == 1
