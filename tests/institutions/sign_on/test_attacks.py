"""Every way in that is not lawful: refused with its reason, nobody signed in, nothing written."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import override_settings

from accounts.models import Person, User
from core.audit.actor import platform
from core.audit.models import AuditEntry
from core.tenancy.context import acting_in, everywhere
from ehrms.officials.models import Official
from institutions import facade as institutions
from institutions.sign_on import fetching, journey, ways
from institutions.sign_on.actions import setting_up
from institutions.sign_on.models import SignOnLink
from tests.accounts.confirmed import confirmed
from tests.institutions.sign_on.conftest import AT, Browser, set_up

ASHA, JAYA = "asha@karmayogi.localhost", "jaya@karmayogi.localhost"


def everything():
    with everywhere(reason="test", audited=False):
        return [
            list(SignOnLink.objects.values_list("user", "subject")),
            list(User.objects.order_by("pk").values("person", "email", "password")),
            list(EmailAddress.objects.order_by("pk").values()), Person.objects.count(), AuditEntry.objects.count(),
        ]  # fmt: skip


@contextmanager
def nothing_written() -> Iterator[None]:
    before = everything()
    yield
    assert everything() == before


def refused(browser, answer, reason):
    assert (answer.status_code, f'<code lang="en">{reason}</code>' in answer.content.decode()) == (403, True), (
        answer.content.decode()
    )
    assert not browser.is_in


def changed(path, **query):
    """The way back with other values; None leaves one out."""
    parts = urlsplit(path)
    kept = {name: values[0] for name, values in parse_qs(parts.query).items()} | query
    return f"{parts.path}?{urlencode({name: value for name, value in kept.items() if value is not None})}"


# --- Tokens (each way of being wrong: test_tokens.py; each verdict on a person: test_rules.py) ---------------------------
def test_a_token_that_is_not_for_us_or_names_nobody_of_ours(cast, service, provider, browser):
    """With the real thing at the other end, so that nothing on the way forgets to ask."""
    reasons = {
        "ALGORITHM": {"sign": "none"},
        "SIGNATURE": {"sign": "another key"},
        "UNKNOWN_KEY": {"sign": "unknown key"},
        "WRONG_AUDIENCE": {"claims": {"aud": "somebody else"}},
        "WRONG_NONCE": {"claims": {"nonce": "of another way"}},
        "EXPIRED": {"claims": {"exp": 1, "iat": 0}},
        "EMAIL_UNVERIFIED": {"claims": {"email_verified": False}},
        "NO_EMAIL": {"claims": {"email": "\u0000@karmayogi.localhost"}},
        "NOT_OF_ORGANISATION": {"claims": {"email": "bilal@karmayogi.localhost"}},
        "HOLDS_ROLE": {"claims": {"email": "chitra@karmayogi.localhost"}},
    }
    browser.enter(service, ASHA)
    with nothing_written():
        for reason, wrong in reasons.items():
            provider.wrongly(**wrong)
            refused(browser, browser.here.get(browser.answered(browser.asked(service))), reason)


def test_another_organisations_domain(cast, service, provider, browser):
    with everywhere(reason="test", audited=False):
        institutions.approve_domains(domains={"rail.example": "railways"}, actor=platform(), at=AT)
        EmailAddress.objects.create(user=cast.user("asha"), email="asha@rail.example", verified=True)
    provider.wrongly(claims={"email": "asha@rail.example"})

    with nothing_written():
        refused(browser, browser.travel(service, ASHA), "DOMAIN_OF_ANOTHER")


# --- Accounts -------------------------------------------------------------------------------------------------------
def test_an_account_that_somebody_else_signed_up_with_the_address_is_not_entered(cast, service, browser):
    """Its password is somebody else's: whoever waits in it for the owner of the address waits for nothing."""
    EmailAddress.objects.filter(user=cast.user("asha")).update(verified=False)

    with nothing_written():
        refused(browser, browser.travel(service, ASHA), "ACCOUNT_UNVERIFIED")


def test_whoever_signed_up_first_with_anothers_address_keeps_nothing(cast, service, browser):
    """The attacker waits in an account of Jaya's address. A code shows whose it is, and the attacker's password is gone."""
    with everywhere(reason="test", audited=False):
        jaya = Person.objects.create(full_name="Jaya Menon", home_organisation_id=cast.cbdt.pk)
        Official.objects.create(
            person=jaya, employer=cast.finance, home_organisation_id=cast.cbdt.pk, employee_code="F9", email=JAYA,
            created_at=AT,
        )  # fmt: skip
    attacker, password = Browser(), "seven-green-parrots"
    attacker.here.post(
        "/account/signup/", {"full_name": "J", "email": JAYA, "password1": password, "password2": password}
    )
    with nothing_written():
        refused(browser, browser.travel(service, JAYA), "ACCOUNT_UNVERIFIED")

    cache.clear()
    browser.here.post("/account/login/code/", {"email": JAYA})
    code = re.search(r"\b\d{8}\b", mail.outbox[-1].body)[0]
    browser.here.post("/account/login/code/confirm/", {"code": code})
    other = Browser()
    other.travel(service, JAYA)
    attacker.here.post("/account/login/", {"login": JAYA, "password": password})

    assert (browser.is_in, other.is_in, attacker.is_in) == (True, True, False)
    assert User.objects.get(email=JAYA).person_id == jaya.pk
    assert not User.objects.get(email=JAYA).has_usable_password()


def test_an_address_that_somebody_added_and_never_verified_is_not_theirs(cast, service, browser):
    EmailAddress.objects.create(user=cast.user("asha"), email="new@karmayogi.localhost", verified=False)

    with nothing_written():
        refused(browser, browser.travel(service, "new@karmayogi.localhost"), "NOT_KNOWN")


def test_a_deactivated_login_stays_closed_linked_or_not(cast, service, browser):
    User.objects.filter(pk=cast.user("asha").pk).update(is_active=False)
    with nothing_written():
        refused(browser, browser.travel(service, ASHA), "CLOSED")

    User.objects.filter(pk=cast.user("asha").pk).update(is_active=True)
    browser.travel(service, ASHA)
    User.objects.filter(pk=cast.user("asha").pk).update(is_active=False)
    other = Browser()
    with nothing_written():
        refused(other, other.travel(service, ASHA), "CLOSED")


def test_the_service_of_a_former_organisation_opens_nothing(cast, service, browser):
    browser.travel(service, ASHA)
    with everywhere(reason="test", audited=False):
        Person.objects.filter(pk=cast.asha.pk).update(home_organisation_id=cast.railways.pk)
    other = Browser()

    with nothing_written():
        refused(other, other.travel(service, ASHA), "MOVED_AWAY")


def test_a_second_subject_with_the_address_is_not_let_in(cast, service, provider, browser):
    """An address that is given to somebody new does not bring the former owner's account along."""
    browser.travel(service, ASHA)
    provider.wrongly(claims={"sub": "another human being"})
    other = Browser()

    with nothing_written():
        refused(other, other.travel(service, ASHA), "LINKED_OTHERWISE")


def linking(cast, name, service):
    browser = Browser()
    browser.here.force_login(cast.user(name))
    confirmed(browser.here)
    page = browser.here.post("/account/linked-sign-ins/").content.decode()
    return browser, page.partition("/go/")[2].partition('"')[0].replace("&amp;", "&")


def test_a_subject_that_opens_somebody_elses_login_is_not_linked_again(cast, service, browser):
    browser.travel(service, ASHA)
    indu, ticket = linking(cast, "indu", service)

    with nothing_written():
        answer = indu.travel(service, ASHA, ticket)

    assert (answer.status_code, "SOMEBODY_ELSES" in answer.content.decode()) == (403, True)


def test_a_ticket_is_its_owners_and_a_way_ends_with_its_person(cast, service):
    asha, ticket = linking(cast, "asha", service)
    indu, _other = linking(cast, "indu", service)

    with nothing_written():
        answer = indu.here.get(f"/account/sign-on/{service.uuid}/go/{ticket}")
        assert (answer.status_code, "ANOTHER_BROWSER" in answer.content.decode()) == (403, True)
        asha.enter(service, ASHA)
        back = asha.answered(asha.asked(service, ticket))
        asha.here.force_login(cast.user("indu"))  # the same browser, and by now somebody else
        answer = asha.here.get(back)
        assert (answer.status_code, "ANOTHER_PERSON" in answer.content.decode()) == (403, True)
        for forged in ('?ticket={"purpose":"link"}', "?ticket=sealed:abc", "?ticket=x"):
            assert indu.here.get(f"/account/sign-on/{service.uuid}/go/{forged}").status_code == 403


def test_nobody_outside_the_organisation_links_its_service(cast, service):
    bilal = Browser()
    bilal.here.force_login(cast.user("bilal"))

    assert bilal.here.post("/account/linked-sign-ins/").status_code == 404


# --- Ways -----------------------------------------------------------------------------------------------------------
def test_a_way_leads_back_once(cast, service, browser):
    browser.enter(service, ASHA)
    back = browser.answered(browser.asked(service))
    kept = dict(browser.here.cookies)
    assert browser.here.get(back).status_code == 302
    browser.here.logout()
    browser.here.cookies.update(kept)  # as an attacker would, who has copied them

    with nothing_written():
        refused(browser, browser.here.get(back), "USED_BEFORE")


def test_a_code_is_taken_once_even_on_a_way_of_its_own(cast, service, browser):
    browser.enter(service, ASHA)
    back = browser.answered(browser.asked(service))
    assert browser.here.get(back).status_code == 302
    other = Browser()
    state = parse_qs(urlsplit(other.asked(service)).query)["state"][0]

    with nothing_written():
        refused(other, other.here.get(changed(back, state=state)), "CODE_REFUSED")


def test_a_code_of_another_way_does_not_fit_the_verifier(cast, service, browser):
    """A code that was taken from somebody on the way is put into one's own."""
    victim = Browser()
    victim.enter(service, ASHA)
    stolen = victim.answered(victim.asked(service))
    state = parse_qs(urlsplit(browser.asked(service)).query)["state"][0]

    with nothing_written():
        refused(browser, browser.here.get(changed(stolen, state=state)), "CODE_REFUSED")


def test_a_way_begun_in_another_browser_leads_nowhere(cast, service, browser):
    """The attacker's answer, opened in the victim's browser, would sign the victim in as the attacker."""
    attacker = Browser()
    attacker.enter(service, ASHA)
    back = attacker.answered(attacker.asked(service))

    with nothing_written():
        refused(browser, browser.here.get(back), "ANOTHER_BROWSER")
        refused(browser, browser.here.get(changed(back, state=None)), "ANOTHER_BROWSER")
        refused(browser, browser.here.get(changed(back, state="\x00")), "ANOTHER_BROWSER")


def test_a_way_lasts_ten_minutes(cast, service, browser, monkeypatch):
    browser.enter(service, ASHA)
    back = browser.answered(browser.asked(service))
    monkeypatch.setattr("institutions.sign_on.journey.timezone.now", lambda: datetime.now(UTC) + timedelta(minutes=11))

    with nothing_written():
        refused(browser, browser.here.get(back), "ANOTHER_BROWSER")


def test_what_one_service_says_is_not_passed_on_as_anothers(cast, service, provider, browser):
    other = set_up(cast, provider, "railways")
    browser.enter(service, ASHA)
    back = browser.answered(browser.asked(service))

    with nothing_written():
        refused(browser, browser.here.get(back.replace(str(service.uuid), str(other.uuid))), "MIXED_UP")
        back = browser.answered(browser.asked(service))
        refused(browser, browser.here.get(changed(back, iss="https://evil.example")), "MIXED_UP")
        provider.wrongly(discovery={"authorization_response_iss_parameter_supported": True})
        fetching_anew(service)
        back = browser.answered(browser.asked(service))
        refused(browser, browser.here.get(back), "MIXED_UP")


def fetching_anew(service):
    cache.delete(f"sign-on-doors:{service.uuid}:{service.revision}")


def test_a_service_that_is_switched_off_or_changed_on_the_way_opens_nothing(cast, service, browser):
    browser.enter(service, ASHA)
    back = browser.answered(browser.asked(service))
    with acting_in(cast.organisation_scope("finance")):
        setting_up.switch(organisation=cast.finance, on=False, actor=platform(), at=AT)
    with nothing_written():
        refused(browser, browser.here.get(back), "NOT_ON")
        refused(browser, browser.here.get(f"/account/sign-on/{service.uuid}/go/"), "NOT_ON")

    with acting_in(cast.organisation_scope("finance")):
        setting_up.switch(organisation=cast.finance, on=True, actor=platform(), at=AT)
    back = browser.answered(browser.asked(service))
    with acting_in(cast.organisation_scope("finance")):
        kept = {"name": service.name, "name_hi": "", "issuer": service.issuer, "client_id": service.client_id}
        setting_up.save_service(organisation=cast.finance, **kept, secret="another", actor=platform(), at=AT)
    with nothing_written():
        refused(browser, browser.here.get(back), "NOT_ON")


def test_what_the_service_refuses_is_told_and_cannot_carry_markup(cast, service, browser):
    state = parse_qs(urlsplit(browser.asked(service)).query)["state"][0]
    said = urlencode({"state": state, "error": "access_denied", "error_description": "<script>alert(1)</script>"})

    with nothing_written():
        answer = browser.here.get(f"/account/sign-on/{service.uuid}/return/?{said}")
        refused(browser, answer, "SERVICE_SAID_NO")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.content.decode()


def test_nobody_is_led_on_to_another_site_afterwards(cast, service, browser):
    answer = browser.travel(service, ASHA, "?next=https://evil.example/")

    assert answer["Location"] == "/home/"


# --- The service's computer -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("how", "reason"),
    [("down", "NOT_JSON"), ("slow", "TOO_SLOW"), ("drip", "TOO_SLOW"), ("huge", "TOO_LARGE"), ("html", "NOT_JSON"),
     ("redirect", "REDIRECTED")],
)  # fmt: skip
def test_an_answer_that_is_none_is_refused_in_time(provider, monkeypatch, how, reason):
    monkeypatch.setattr(fetching, "DEADLINE", 0.5 if how in ("slow", "drip") else 5)
    provider.wrongly(answer={"of": "openid-configuration", "how": how})
    begun = time.monotonic()

    with pytest.raises(fetching.FetchRefused) as refusal:
        fetching.get(f"{provider.issuer}/.well-known/openid-configuration")

    assert refusal.value.reason == reason
    assert time.monotonic() - begun < 1.4  # the provider itself takes 1.5 s, or 3 s drop by drop


def test_a_service_that_fails_on_the_way_signs_nobody_in(cast, service, provider, browser):
    browser.enter(service, ASHA)

    with nothing_written():
        for of in ("token", "jwks"):
            back = browser.answered(browser.asked(service))
            provider.wrongly(answer={"of": of, "how": "html"})
            refused(browser, browser.here.get(back), "NOT_JSON")
            provider.wrongly()
        provider.wrongly(answer={"of": "openid-configuration", "how": "html"})
        fetching_anew(service)
        refused(browser, browser.here.get(f"/account/sign-on/{service.uuid}/go/"), "NOT_JSON")


def test_a_service_that_is_away_is_not_asked_by_everybody_who_waits_for_it(
    cast, service, provider, browser, monkeypatch
):
    monkeypatch.setitem(journey.FAILURES, "rate", "3/5m/ip")
    provider.wrongly(answer={"of": "openid-configuration", "how": "html"})
    refused(browser, browser.here.get(f"/account/sign-on/{service.uuid}/go/"), "NOT_JSON")
    provider.wrongly()
    refused(browser, browser.here.get(f"/account/sign-on/{service.uuid}/go/"), "NOT_JSON")

    refused(browser, browser.here.get(f"/account/sign-on/{service.uuid}/go/"), "NOT_JSON")
    refused(browser, browser.here.get(f"/account/sign-on/{service.uuid}/go/"), "TOO_MANY")


@pytest.mark.parametrize(
    ("issuer", "reason"),
    [
        ("http://127.0.0.1:1", "NOT_HTTPS"),
        ("https://127.0.0.1:1", "PRIVATE_ADDRESS"),
        ("https://[::1]:1", "PRIVATE_ADDRESS"),
        ("https://[::ffff:10.0.0.1]", "PRIVATE_ADDRESS"),
        ("https://169.254.169.254", "PRIVATE_ADDRESS"),
        ("https://0x7f000001", "PRIVATE_ADDRESS"),
        ("https://[64:ff9b::7f00:1]", "PRIVATE_ADDRESS"),
        ("file:///etc/passwd", "NOT_AN_ADDRESS"),
        ("https://user@example.com", "NOT_AN_ADDRESS"),
    ],
)
def test_our_own_network_is_never_asked(issuer, reason):
    with override_settings(SIGN_ON_LOOPBACK_HTTP=False), pytest.raises(fetching.FetchRefused) as refusal:
        fetching.get(f"{issuer}/.well-known/openid-configuration")

    assert refusal.value.reason == reason


def test_a_name_is_connected_to_the_address_that_was_judged(monkeypatch):
    """The second look-up of a name that changes its mind would lead inside."""
    asked = []

    def looked_up(host, port, **_):
        asked.append(host)
        return [(2, 1, 6, "", ("93.184.215.14" if len(asked) == 1 else "127.0.0.1", port))]

    connected = []

    def connecting(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(fetching.socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(fetching.socket, "create_connection", connecting)
    with pytest.raises(fetching.FetchRefused) as refusal:
        fetching.get("https://rebinding.example/")

    assert (refusal.value.reason, asked, connected) == ("UNREACHABLE", ["rebinding.example"], [("93.184.215.14", 443)])


def test_a_browser_keeps_few_ways(cast, service, browser):
    for _tab in range(9):
        browser.asked(service)

    live = [name for name, cookie in browser.here.cookies.items() if name.startswith(ways.COOKIE) and cookie.value]
    assert len(live) == ways.MOST
