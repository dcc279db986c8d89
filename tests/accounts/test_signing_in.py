import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from accounts.sessions import note_sign_in
from accounts.tasks import forget_ended_sessions

PASSWORD = "seven-green-parrots"


@pytest.fixture
def asha(cast):
    user = cast.user("asha")
    user.set_password(PASSWORD)
    user.mobile, user.mobile_verified = "+919876543210", True
    user.save()
    return user


@pytest.fixture
def browser():
    return Client(headers={"host": "localhost"})


def is_signed_in(browser):
    return "_auth_user_id" in browser.session


def sign_in(browser, login, password=PASSWORD):
    return browser.post("/account/login/", {"login": login, "password": password})


def code_in(message):
    return re.search(r"\b\d{8}\b", message.body).group()


@pytest.mark.parametrize(
    "login", ["asha@karmayogi.localhost", " ASHA@karmayogi.localhost", "+919876543210", "98765 43210"]
)
def test_works_by_address_or_mobile_with_the_password(asha, browser, login):
    response = sign_in(browser, login)

    assert (response.status_code, response["Location"]) == (302, "/home/")
    assert is_signed_in(browser)


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(asha, browser):
    wrong = sign_in(browser, "asha@karmayogi.localhost", "wrong-wrong-wrong")
    unknown = sign_in(browser, "nobody@karmayogi.localhost", "wrong-wrong-wrong")

    sentence = "The address or number, or the password, is not right."
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()
    assert wrong.status_code == unknown.status_code
    assert not is_signed_in(browser)


def test_costs_the_same_on_the_tenth_device_and_forgets_the_devices_whose_sessions_ended(asha, browser):
    sign_in(browser, "asha@karmayogi.localhost")
    with CaptureQueriesContext(connection) as first:
        sign_in(Client(headers={"host": "localhost"}), "asha@karmayogi.localhost")
    for _device in range(7):
        sign_in(Client(headers={"host": "localhost"}), "asha@karmayogi.localhost")
    ended = UserSession.objects.filter(user=asha).first()
    Session.objects.filter(session_key=ended.session_key).update(expire_date=timezone.now())

    tenth = Client(headers={"host": "localhost", "user-agent": "A" * 500})
    with CaptureQueriesContext(connection) as last:
        sign_in(tenth, "asha@karmayogi.localhost")

    listed = UserSession.objects.filter(user=asha)
    assert len(last) == len(first)
    assert listed.count() == 9
    assert ended not in listed
    assert listed.get(session_key=tenth.session.session_key).user_agent == "A" * 200


def test_signing_in_over_somebody_elses_session_in_another_tab_notes_the_new_session(asha, browser):
    """Django empties a session that was another person's: at that moment it has no key yet."""
    request = RequestFactory().get("/")
    request.session = SessionStore()

    note_sign_in(request=request, user=asha)
    note_sign_in(request=request, user=asha)  # told twice, noted once

    assert UserSession.objects.get(user=asha).session_key == request.session.session_key


def test_what_ended_by_itself_is_forgotten_in_the_night_and_who_is_signed_in_stays_so(asha, browser):
    elsewhere = Client(headers={"host": "localhost"})
    sign_in(elsewhere, "asha@karmayogi.localhost")
    sign_in(browser, "asha@karmayogi.localhost")
    Session.objects.filter(session_key=elsewhere.session.session_key).update(expire_date=timezone.now())

    assert forget_ended_sessions() == 1

    assert UserSession.objects.get(user=asha).session_key == browser.session.session_key
    assert is_signed_in(browser)
    assert forget_ended_sessions() == 0


def test_the_session_changes_when_signing_in(asha, browser):
    session = browser.session
    session["planted"] = True
    session.save()

    sign_in(browser, "asha@karmayogi.localhost")

    assert browser.session.session_key != session.session_key


def test_a_closed_account_does_not_sign_in(asha, browser):
    User.objects.filter(pk=asha.pk).update(is_active=False)

    response = sign_in(browser, "asha@karmayogi.localhost")

    assert response["Location"] == "/account/inactive/"
    assert not is_signed_in(browser)


def test_five_wrong_passwords_lock_the_address_even_for_the_right_one(asha, browser):
    for _try in range(5):
        sign_in(browser, "asha@karmayogi.localhost", "wrong-wrong-wrong")

    response = sign_in(browser, "asha@karmayogi.localhost")

    assert "Too many failed login attempts. Try again later." in response.content.decode()
    assert not is_signed_in(browser)


def test_wrong_passwords_of_one_mobile_do_not_lock_another(asha, browser, cast):
    for _try in range(5):
        sign_in(browser, "+919000000001", "wrong-wrong-wrong")

    sign_in(browser, "+919876543210")

    assert is_signed_in(browser)


def test_too_many_tries_from_one_place_get_a_page_that_says_so(asha, browser):
    for _try in range(30):
        browser.post("/account/login/", {})

    response = browser.post("/account/login/", {})

    assert response.status_code == 429
    assert "Wait a few minutes, then try again." in response.content.decode()


def test_works_by_a_code_that_is_sent_by_mail(asha, browser):
    response = browser.post("/account/login/code/", {"email": "asha@karmayogi.localhost"})
    assert response["Location"] == "/account/login/code/confirm/"
    assert mail.outbox[0].subject == "Your sign-in code"

    response = browser.post(response["Location"], {"code": code_in(mail.outbox[0])})

    assert (response.status_code, response["Location"]) == (302, "/home/")
    assert is_signed_in(browser)


@pytest.mark.parametrize("typed", ["asha@karmayogi.localhost", "98765 43210", "asha", "😀"])
def test_what_does_not_match_is_said_in_the_same_words_in_hindi_too(asha, browser, typed):
    browser.cookies["django_language"] = "hi"

    page = browser.post("/account/login/", {"login": typed, "password": "not the right one"}).content.decode()

    assert "पता या नंबर, या पासवर्ड, सही नहीं है।" in page


def test_a_code_needs_somewhere_to_be_sent(asha, browser):
    response = browser.post("/account/login/code/", {"email": "", "phone": ""})

    assert response.status_code == 200
    assert "Write where the code is to be sent." in response.content.decode()
    assert mail.outbox == []


def test_a_wrong_code_three_times_ends_the_trial(asha, browser):
    browser.post("/account/login/code/", {"email": "asha@karmayogi.localhost"})
    for _try in range(3):
        browser.post("/account/login/code/confirm/", {"code": "00000000"})

    browser.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert not is_signed_in(browser)


def test_asking_a_code_for_an_unknown_address_looks_the_same(asha, browser):
    response = browser.post("/account/login/code/", {"email": "nobody@karmayogi.localhost"})

    assert (response.status_code, response["Location"]) == (302, "/account/login/code/confirm/")
    assert mail.outbox[0].subject == "No account with this address"


def test_a_forgotten_password_is_set_anew_by_a_code(asha, browser):
    browser.post("/account/password/reset/", {"email": "asha@karmayogi.localhost"})
    response = browser.post("/account/password/reset/confirm/", {"code": code_in(mail.outbox[0])})
    new = "eleven-blue-parrots"

    browser.post(response["Location"], {"password1": new, "password2": new})

    sign_in(browser, "asha@karmayogi.localhost", new)
    assert is_signed_in(browser)


def test_signing_out_elsewhere_ends_the_other_sessions(asha, browser):
    other = Client(headers={"host": "localhost", "user-agent": "Another phone"})
    sign_in(browser, "asha@karmayogi.localhost")
    sign_in(other, "asha@karmayogi.localhost")
    third = Client(headers={"host": "localhost", "user-agent": "Mozilla/5.0 (Android 14; rv:128.0) Firefox/128.0"})
    sign_in(third, "asha@karmayogi.localhost")
    page = browser.get("/account/sessions/").content.decode()
    assert '<bdi lang="en">Another phone</bdi>' in page
    assert "Firefox on Android" in page

    browser.post("/account/sessions/")

    assert other.get("/account/").status_code == 302
    assert browser.get("/account/").status_code == 200


def test_changing_the_password_ends_the_other_sessions(asha, browser, django_capture_on_commit_callbacks):
    other = Client(headers={"host": "localhost"})
    sign_in(browser, "asha@karmayogi.localhost")
    sign_in(other, "asha@karmayogi.localhost")
    new = "eleven-blue-parrots"

    other.get("/account/")  # now the login is kept between requests
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert other.get("/account/").status_code == 302
    assert browser.get("/account/").status_code == 200
    assert mail.outbox[-1].subject == "Your password was changed"


@pytest.mark.parametrize(
    "path",
    [
        "/account/email/",
        "/account/password/change/",
        "/account/phone/change/",
        "/account/sessions/",
    ],
)
def test_pages_of_the_account_show_to_their_owner_and_to_nobody_else(asha, browser, path):
    assert browser.get(path)["Location"].startswith("/account/login/")

    sign_in(browser, "asha@karmayogi.localhost")

    assert browser.get(path).content.decode().count("<h1") == 1


def test_signing_out_asks_first_and_ends_the_session(asha, browser):
    sign_in(browser, "asha@karmayogi.localhost")
    assert "Do you want to sign out on this device?" in browser.get("/account/logout/").content.decode()
    assert is_signed_in(browser)

    browser.post("/account/logout/")

    assert not is_signed_in(browser)


@pytest.mark.parametrize(
    "path",
    ["/account/login/", "/account/signup/", "/account/login/code/", "/account/password/reset/", "/account/inactive/"],
)
def test_pages_for_strangers_show(cast, browser, path):
    response = browser.get(path)

    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


def test_the_address_of_every_login_of_the_cast_is_verified(cast):
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 9
