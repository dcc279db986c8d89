"""An organisation's admin sets the service up, tries it and switches it on; operators confirm domains."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from core.audit.actor import platform
from core.audit.models import AuditEntry
from core.tenancy.context import acting_in, everywhere
from institutions.organisations.models import ApprovedDomain
from institutions.roles.actions import appoint
from institutions.roles.principal import forget_everybody
from institutions.sign_on.actions import coming_in
from institutions.sign_on.journey import return_address
from institutions.sign_on.models import DomainRequest, SignOnLink, SignOnService, SignOnTrial
from institutions.sign_on.rules import Claims
from institutions.sign_on.sentences import SignOnRefused
from messages.inbox.models import Message
from tests.institutions.sign_on.conftest import AT, Browser, set_up
from tests.institutions.sign_on.provider import CLIENT, SECRET

PAGE, CALL = "/mdo/finance/sign-on/", "/api/v1/organisations/finance/sign-on/"


@pytest.fixture
def chitra(cast):
    browser = Browser()
    browser.here.force_login(cast.user("chitra"))
    return browser


def form(provider, **changed):
    return {
        "name": "Finance sign-in", "name_hi": "", "issuer": provider.issuer, "client_id": CLIENT, "secret": SECRET,
    } | changed  # fmt: skip


def entries():
    with everywhere(reason="test", audited=False):
        rows = AuditEntry.objects.filter(action__startswith="institutions.sign_on.").order_by("at", "pk")
        return [row.action.rpartition(".")[2] for row in rows]


def trial(browser, service, address="chitra@karmayogi.localhost"):
    page = browser.here.get(f"{PAGE}trial/").content.decode()
    ticket = page.partition("/go/")[2].partition('"')[0].replace("&amp;", "&")
    browser.enter(service, address)
    answer = browser.here.get(f"/account/sign-on/{service.uuid}/go/{ticket}")
    if "/identity/" in answer["Location"]:
        answer = browser.here.get(browser.answered(answer["Location"]))
    assert answer["Location"] == f"{PAGE}#trial"
    return browser.here.get(PAGE).content.decode()


def test_set_up_tried_and_switched_on(cast, provider, chitra):
    assert "When these are kept, you see the return address" in chitra.here.get(PAGE).content.decode()
    assert chitra.here.post(PAGE, form(provider))["Location"] == PAGE
    service = SignOnService.objects.get()
    provider.register(return_address(service))
    refused = chitra.here.post(f"{PAGE}switching/", {"do": "on"})
    assert (refused.status_code, service.state) == (422, "draft")
    assert "Try the service first" in refused.content.decode()

    page = trial(chitra, service)

    assert "The trial worked" in page
    assert "Whoever signed in there would not be let in here, and would read:" in page
    assert "The domain of your address is not confirmed for any organisation here." in page
    assert "<dt><code>email</code></dt><dd><bdi>chitra@karmayogi.localhost</bdi></dd>" in page
    assert chitra.here.session["_auth_user_id"] == str(cast.user("chitra").pk)
    assert not SignOnLink.objects.exists()
    assert chitra.here.post(f"{PAGE}switching/", {"do": "on"}).status_code == 302
    assert chitra.here.post(f"{PAGE}switching/", {"do": "on"}).status_code == 302
    service.refresh_from_db()
    assert service.state == "on"
    assert entries() == ["set_up", "tried", "switched_on"]


def test_a_trial_that_fails_says_why_and_the_service_stays_a_draft(cast, provider, chitra):
    chitra.here.post(PAGE, form(provider, secret="wrong"))
    service = SignOnService.objects.get()
    provider.register(return_address(service))

    assert "The service refused the client id or the secret (invalid_client)." in trial(chitra, service)
    chitra.here.post(PAGE, form(provider, issuer=f"{provider.issuer}/realm"))
    assert "answered with a page for people instead of data" in trial(chitra, SignOnService.objects.get())
    provider.wrongly(discovery={"issuer": "https://other.example"})
    chitra.here.post(PAGE, form(provider))
    assert "The service calls itself https://other.example. Enter the issuer exactly so." in trial(
        chitra, SignOnService.objects.get()
    )

    assert SignOnService.objects.get().state == "draft"
    assert chitra.here.get(CALL).json()["trial"]["reason"] == "ISSUER_DIFFERS"


def test_what_no_table_can_hold_is_told_and_kept_without_it(cast, provider, chitra):
    chitra.here.post(PAGE, form(provider))
    provider.wrongly(discovery={"issuer": "https://other\x00\ud800.example"})

    assert "The service calls itself https://other��.example." in trial(chitra, SignOnService.objects.get())
    assert chitra.here.get(CALL).json()["trial"]["reason"] == "ISSUER_DIFFERS"


def test_the_secret_is_sealed_and_never_shown(cast, provider, chitra):
    chitra.here.post(PAGE, form(provider))

    kept = SignOnService.objects.get().secret
    assert kept.startswith("sealed:")
    assert SECRET not in kept
    for shown in (chitra.here.get(PAGE), chitra.here.get(CALL), chitra.here.post(PAGE, form(provider, name=""))):
        assert SECRET not in shown.content.decode()
        assert kept not in shown.content.decode()
    assert chitra.here.post(PAGE, form(provider, secret="", name="Renamed")).status_code == 302
    assert (SignOnService.objects.get().secret, SignOnService.objects.get().revision) == (kept, 1)


def test_another_issuer_gets_neither_the_kept_secret_nor_the_links(cast, service, provider, chitra, browser):
    browser.travel(service, "asha@karmayogi.localhost")
    other = form(provider, issuer="https://sso.other.example", secret="")

    assert chitra.here.post(PAGE, other).status_code == 422
    assert SignOnLink.objects.count() == 1
    assert chitra.here.post(PAGE, other | {"secret": "new"}).status_code == 302

    assert not SignOnLink.objects.exists()
    assert (SignOnService.objects.get().state, SignOnService.objects.get().revision) == ("draft", 2)


def test_a_trial_of_former_settings_says_nothing_of_the_present_ones(cast, service, provider, chitra):
    page = chitra.here.get(f"{PAGE}trial/").content.decode()
    ticket = page.partition("/go/")[2].partition('"')[0].replace("&amp;", "&")
    chitra.enter(service, "chitra@karmayogi.localhost")
    back = chitra.answered(chitra.asked(service, ticket))
    chitra.here.post(PAGE, form(provider, secret="another"))

    chitra.here.get(back)

    assert SignOnService.objects.get().state == "draft"
    assert "These settings have not been tried yet." in chitra.here.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"issuer": "http://sso.example"}, "The issuer&#x27;s address must begin with https://."),
        ({"issuer": "sso"}, "Write the issuer as the service names it"),
        ({"secret": ""}, "This field is required."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_wrong_settings_are_refused_in_words(cast, provider, chitra, wrong, sentence):
    answer = chitra.here.post(PAGE, form(provider, **wrong))

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True), answer.content.decode()
    assert not SignOnService.objects.exists()
    assert entries() == []


def test_programs_set_it_up_alike(cast, provider, chitra):
    api = chitra.here
    assert api.get(CALL).status_code == 404
    assert api.post(f"{CALL}trials/").status_code == 404
    missing = api.put(CALL, form(provider, secret=""), "application/json")
    assert (missing.status_code, missing.json()["code"]) == (409, "SECRET_MISSING")
    made = api.put(CALL, form(provider), "application/json")
    assert (made.status_code, made.json()["state"], "secret" in made.json()) == (200, "draft", False)
    refused = api.put(f"{CALL}switching/", {"on": True}, "application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "NOT_TRIED")
    way = api.post(f"{CALL}trials/").json()["open"]
    assert way.startswith(f"http://localhost:8000/account/sign-on/{SignOnService.objects.get().uuid}/go/?ticket=sealed")
    assert api.get("/api/v1/sign-on/", {"address": "asha@karmayogi.localhost"}).status_code == 404
    assert api.delete(CALL).status_code == 204
    assert entries() == ["set_up", "removed"]


@pytest.mark.parametrize(("name", "status"), [("asha", 404), ("bilal", 404), ("gita", 403), (None, 302)])
def test_nobody_else_sees_or_tries_it(cast, service, name, status):
    client = Client(headers={"host": "localhost"})
    if name:
        client.force_login(cast.user(name))

    assert client.get(PAGE).status_code == status
    assert client.get(f"{PAGE}trial/").status_code == status
    assert client.get(CALL).status_code == (401 if name is None else status)
    assert client.post(f"{CALL}trials/").status_code == (401 if name is None else status)


def test_rows_are_fenced(cast, service):
    with acting_in(cast.organisation_scope("railways", "bilal")):
        assert SignOnTrial.objects.count() == 0
        assert SignOnService.objects.update(state="off") == 0
    with acting_in(cast.organisation_scope("finance", "chitra")):
        assert SignOnTrial.objects.count() == 1


# --- Domains --------------------------------------------------------------------------------------------------------
@pytest.fixture
def farah(cast):
    with everywhere(reason="test", audited=False):
        appoint(person_id=cast.farah.pk, organisation_id=cast.india.pk, role="platform_admin", actor=platform(), at=AT)
    forget_everybody()
    client = Client(headers={"host": "localhost"})
    client.force_login(cast.user("farah"))
    return client


def asked_for(client, domain, place="finance"):
    return client.post(f"/mdo/{place}/sign-on/domains/", {"domain": domain, "note": "Assigned by NIC, letter 12/2026."})


def test_a_domain_counts_once_an_operator_has_confirmed_it(cast, chitra, farah):
    assert asked_for(chitra.here, "@Finance.GOV.in").status_code == 302
    assert asked_for(chitra.here, "finance.gov.in").status_code == 422
    request = _only_request()
    assert (request.domain, request.state) == ("finance.gov.in", "waiting")
    assert not ApprovedDomain.objects.filter(domain="finance.gov.in").exists()
    assert "finance.gov.in" in farah.get("/national/domains/").content.decode()

    assert farah.post(f"/national/domains/requests/{request.uuid}/", {"do": "confirm"}).status_code == 302

    assert ApprovedDomain.objects.get(domain="finance.gov.in").organisation == cast.finance
    assert farah.post(f"/national/domains/requests/{request.uuid}/", {"do": "confirm"}).status_code == 422
    with everywhere(reason="test", audited=False):
        assert Message.objects.filter(person=cast.chitra, kind="institutions.domain-decided").count() == 1
    assert farah.delete("/api/v1/domains/finance.gov.in/").status_code == 204
    assert farah.delete("/api/v1/domains/finance.gov.in/").status_code == 409
    assert farah.delete("/api/v1/domains/%00/").status_code == 409


def test_a_domain_is_one_organisations(cast, chitra, farah):
    with everywhere(reason="test", audited=False):
        ApprovedDomain.objects.create(organisation=cast.railways, domain="rail.example.in")
    assert asked_for(chitra.here, "rail.example.in").status_code == 302
    request = _only_request()

    answer = farah.post(f"/national/domains/requests/{request.uuid}/", {"do": "confirm"})

    assert answer.status_code == 422
    assert "This domain is confirmed for another organisation." in answer.content.decode()
    assert ApprovedDomain.objects.get(domain="rail.example.in").organisation == cast.railways
    assert farah.post(f"/national/domains/requests/{request.uuid}/", {"do": "decline"}).status_code == 422
    assert _only_request().state == "waiting"


@pytest.mark.parametrize("domain", ["gmail.com", "in", "a b.in", "http://finance.gov.in", "finance.gov.in\x00"])
def test_a_domain_that_can_be_nobodys_is_refused(cast, chitra, domain):
    assert asked_for(chitra.here, domain).status_code == 422
    with everywhere(reason="test", audited=False):
        assert not DomainRequest.objects.exists()


def _only_request():
    with everywhere(reason="test", audited=False):
        return DomainRequest.objects.get()


# --- At once --------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_two_who_come_at_once_make_one_link(provider):
    """The same person twice, and a second subject with the same address: one link, one who is refused."""
    from tests.cast import Cast, build_cast

    build_cast()
    cast = Cast.load()
    service = set_up(cast, provider)
    begin, came, refused = threading.Barrier(3), [], []

    def come(subject):
        try:
            begin.wait(10)
            claims = Claims(subject, "asha@karmayogi.localhost", is_verified=True)
            came.append(coming_in.come_in(service=service, claims=claims, at=datetime.now(UTC)).pk)
        except SignOnRefused as refusal:
            refused.append(refusal.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=(subject,)) for subject in ("1", "1", "2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    link = SignOnLink.objects.get()
    asha = User.objects.get(email="asha@karmayogi.localhost").pk
    assert link.user_id == asha
    assert (sorted(came), refused) == (
        ([asha, asha], ["LINKED_OTHERWISE"]) if link.subject == "1" else ([asha], ["LINKED_OTHERWISE"] * 2)
    )


@pytest.mark.django_db(transaction=True)
def test_one_way_is_used_once_by_two_at_once(provider):
    begin, taken = threading.Barrier(2), []

    def spend():
        try:
            begin.wait(10)
            taken.append(coming_in.spend(state="a state", at=datetime.now(UTC)))
        finally:
            connection.close()

    threads = [threading.Thread(target=spend) for _twice in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    assert sorted(taken) == [False, True]
