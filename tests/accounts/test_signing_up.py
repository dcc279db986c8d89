import re
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import Person, User
from core.audit.actor import platform
from core.tenancy.context import everywhere
from ehrms.officials.models import Official
from institutions import facade as institutions

PASSWORD = "seven-green-parrots"


@pytest.fixture(autouse=True)
def domains(cast):
    with everywhere(reason="test", audited=False):
        institutions.approve_domains(
            domains={"incometax.gov.in": "cbdt"}, actor=platform(), at=datetime(2026, 11, 1, tzinfo=UTC)
        )


@pytest.fixture
def browser():
    return Client(headers={"host": "localhost"})


def sign_up(browser, **values):
    return browser.post(
        "/account/signup/",
        {
            "full_name": "Jaya  Menon",
            "email": "jaya@incometax.gov.in",
            "password1": PASSWORD,
            "password2": PASSWORD,
            **values,
        },
    )


def code_in(message):
    return re.search(r"\b\d{8}\b", message.body).group()


def people():
    with everywhere(reason="test", audited=False):
        return list(Person.objects.values_list("full_name", "home_organisation_id").order_by("pk"))


def test_an_approved_address_joins_its_organisation_once_verified(cast, browser):
    response = sign_up(browser)
    assert response["Location"] == "/account/confirm-email/"
    assert people()[-1] == ("Jaya Menon", None)

    response = browser.post("/account/confirm-email/", {"code": code_in(mail.outbox[0])})

    assert response.status_code == 302
    assert people()[-1] == ("Jaya Menon", cast.cbdt.pk)
    assert "_auth_user_id" in browser.session


def test_without_the_code_nobody_is_signed_in_and_belongs_nowhere(cast, browser):
    sign_up(browser)

    browser.post("/account/confirm-email/", {"code": "00000000"})

    assert people()[-1] == ("Jaya Menon", None)
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("email", ["jaya@gmail.com", "jaya@evil-incometax.gov.in", "jaya@incometax.gov.in.example.com"])
def test_another_domain_is_refused_in_words_and_nothing_is_written(cast, browser, email):
    response = sign_up(browser, email=email)

    assert "Addresses of this kind are not approved for any organisation." in response.content.decode()
    assert not User.objects.filter(email=email).exists()
    assert len(people()) == 9
    assert mail.outbox == []


def test_an_address_that_has_an_account_looks_the_same_and_its_owner_is_told(cast, browser):
    sign_up(browser)
    mail.outbox.clear()
    cache.clear()  # a second mail to one address waits ten seconds

    response = sign_up(Client(headers={"host": "localhost"}), full_name="Somebody Else")

    assert response["Location"] == "/account/confirm-email/"
    assert mail.outbox[0].subject == "You have an account already"
    assert len(people()) == 10


def test_a_mobile_is_verified_by_a_code_too(cast, browser):
    response = sign_up(browser, phone="98765 43211")
    assert response["Location"] == "/account/phone/verify/"
    assert mail.outbox[0].subject == "SMS to +919876543211"

    browser.post("/account/phone/verify/", {"code": code_in(mail.outbox[0])})

    assert User.objects.get(email="jaya@incometax.gov.in").mobile_verified
    response = browser.post("/account/confirm-email/", {"code": code_in(mail.outbox[1])})
    assert "_auth_user_id" in browser.session


@pytest.mark.parametrize("number", ["12345", "0000000000", "98765432101234567", "abc"])
def test_a_wrong_mobile_is_refused_in_words(cast, browser, number):
    assert "Write a mobile number of ten digits." in sign_up(browser, phone=number).content.decode()
    assert len(people()) == 9


@pytest.mark.parametrize("password", ["short", "12345678901", "password123", "jaya@incometax.gov.in"])
def test_a_weak_password_is_refused(cast, browser, password):
    assert sign_up(browser, password1=password, password2=password).status_code == 200
    assert len(people()) == 9


@pytest.fixture
def listed(cast):
    """Jaya, whom Railways' HR system listed with her address before she had a login."""
    with everywhere(reason="test", audited=False):
        person = Person.objects.create(full_name="Jaya Menon", home_organisation_id=cast.railways.pk)
        Official.objects.create(
            person=person, employer=cast.railways, home_organisation_id=cast.railways.pk, employee_code="R1",
            email="Jaya@railwaymail.in", created_at=datetime(2026, 11, 1, tzinfo=UTC),
        )  # fmt: skip
    return person


def test_an_official_listed_with_the_address_gets_the_login_and_keeps_every_record(cast, browser, listed):
    sign_up(browser, email="jaya@railwaymail.in")
    assert User.objects.get(email="jaya@railwaymail.in").person_id != listed.pk

    browser.post("/account/confirm-email/", {"code": code_in(mail.outbox[0])})

    user = User.objects.get(email="jaya@railwaymail.in")
    assert user.person_id == listed.pk
    with everywhere(reason="test", audited=False):
        assert Person.objects.filter(merged_into=listed).count() == 1
    assert "Ministry of Railways" in browser.get("/account/").content.decode()


def test_an_address_that_two_officials_share_is_nobodys(cast, browser, listed):
    with everywhere(reason="test", audited=False):
        Official.objects.create(
            person=cast.bilal, employer=cast.railways, home_organisation_id=cast.railways.pk, employee_code="R2",
            email="jaya@railwaymail.in", created_at=datetime(2026, 11, 1, tzinfo=UTC),
        )  # fmt: skip

    response = sign_up(browser, email="jaya@railwaymail.in")

    assert "Addresses of this kind are not approved" in response.content.decode()


def test_an_official_who_has_a_login_keeps_it(cast, browser, listed):
    with everywhere(reason="test", audited=False):
        User.objects.create_user("other@railwaymail.in", person=listed)

    assert "Addresses of this kind" in sign_up(browser, email="jaya@railwaymail.in").content.decode()


def test_a_password_set_by_somebody_else_before_the_address_was_verified_opens_nothing(cast, browser):
    """An attacker signs up with Jaya's address and a password of his own; Jaya then comes by a code."""
    sign_up(Client(headers={"host": "localhost"}))
    mail.outbox.clear()
    cache.clear()
    response = browser.post("/account/login/code/", {"email": "jaya@incometax.gov.in"})
    browser.post(response["Location"], {"code": code_in(mail.outbox[0])})

    attacker = Client(headers={"host": "localhost"})
    attacker.post("/account/login/", {"login": "jaya@incometax.gov.in", "password": PASSWORD})

    assert "_auth_user_id" not in attacker.session


def test_the_owner_of_the_address_sets_a_password_anew_and_signs_in_with_it(cast, browser):
    sign_up(Client(headers={"host": "localhost"}), phone="98765 43211")
    mail.outbox.clear()
    cache.clear()
    browser.post("/account/password/reset/", {"email": "jaya@incometax.gov.in"})
    response = browser.post("/account/password/reset/confirm/", {"code": code_in(mail.outbox[0])})
    new = "eleven-blue-parrots"
    browser.post(response["Location"], {"password1": new, "password2": new})

    cache.clear()
    browser.post("/account/login/", {"login": "jaya@incometax.gov.in", "password": new})

    assert "_auth_user_id" in browser.session
    assert User.objects.get(email="jaya@incometax.gov.in").mobile is None


def test_the_password_chosen_at_signing_up_is_kept_when_verified_there(cast, browser):
    sign_up(browser)
    browser.post("/account/confirm-email/", {"code": code_in(mail.outbox[0])})

    later = Client(headers={"host": "localhost"})
    later.post("/account/login/", {"login": "jaya@incometax.gov.in", "password": PASSWORD})

    assert "_auth_user_id" in later.session
