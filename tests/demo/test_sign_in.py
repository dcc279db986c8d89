import pytest
from allauth.account.authentication import get_authentication_records
from allauth.usersessions.models import UserSession
from django.test import Client, RequestFactory

from karmayogi.demo.cast import CAST


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEMO, settings.BIND = True, "127.0.0.1"


@pytest.fixture
def browser():
    return Client(headers={"host": "localhost:8000"})


def test_the_page_lists_the_cast_with_a_button_each(cast, browser):
    page = browser.get("/demo/").content.decode()

    for person in CAST:
        assert person.name in page
        assert f'name="person" value="{person.key}"' in page
    assert "Central Board of Direct Taxes" in page


@pytest.mark.parametrize("person", CAST, ids=lambda person: person.key)
def test_signs_in_with_one_press(cast, browser, person):
    response = browser.post("/demo/sign-in/", {"person": person.key})

    assert response.status_code == 302
    assert response["Location"] in (*person.area, "/")
    assert browser.session["_auth_user_id"] == str(cast.user(person.key).pk)


def test_the_session_says_that_a_second_factor_was_shown(cast, browser):
    browser.post("/demo/sign-in/", {"person": "asha"})

    request = RequestFactory().get("/")
    request.session = browser.session
    records = get_authentication_records(request, cast.user("asha"))
    assert [(record["method"], record.get("type")) for record in records] == [("password", None), ("mfa", "totp")]


def test_changing_the_person_starts_a_fresh_session(cast, browser):
    browser.post("/demo/sign-in/", {"person": "asha"})
    first = browser.session.session_key

    browser.post("/demo/sign-in/", {"person": "bilal"})

    assert browser.session.session_key != first
    assert browser.session["_auth_user_id"] == str(cast.user("bilal").pk)
    assert UserSession.objects.filter(user=cast.user("bilal"), session_key=browser.session.session_key).exists()


def test_a_session_known_before_signing_in_is_not_kept(cast, browser):
    session = browser.session
    session["planted"] = True
    session.save()

    browser.post("/demo/sign-in/", {"person": "asha"})

    assert browser.session.session_key != session.session_key
    assert "planted" not in browser.session


@pytest.mark.parametrize("person", ["", "nobody", "asha@karmayogi.localhost"])
def test_somebody_else_is_not_found(cast, browser, person):
    assert browser.post("/demo/sign-in/", {"person": person}).status_code == 404
    assert "_auth_user_id" not in browser.session


def test_needs_a_form_of_our_own(cast):
    browser = Client(headers={"host": "localhost:8000"}, enforce_csrf_checks=True)

    assert browser.post("/demo/sign-in/", {"person": "asha"}).status_code == 403


def test_a_link_does_not_sign_in(cast, browser):
    answer = browser.get("/demo/sign-in/?person=asha")

    assert (answer.status_code, answer["Location"]) == (302, "/demo/")
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("path", ["/demo/", "/demo/mailbox/"])
@pytest.mark.parametrize("headers", [{"host": "testserver"}, {"host": "localhost", "x-forwarded-for": "10.0.0.1"}])
def test_the_pages_do_not_exist_for_others(cast, path, headers):
    assert Client(headers=headers).get(path).status_code == 404


def test_nobody_else_signs_in(cast):
    stranger = Client(headers={"host": "testserver"})

    assert stranger.post("/demo/sign-in/", {"person": "asha"}).status_code == 404
    assert "_auth_user_id" not in stranger.session


def test_the_pages_do_not_exist_without_demo_mode(cast, browser, settings):
    settings.DEMO = False

    assert browser.get("/demo/").status_code == 404
    assert browser.post("/demo/sign-in/", {"person": "asha"}).status_code == 404
    assert browser.get("/demo/mailbox/").status_code == 404


def test_the_mailbox_shows_what_was_sent(cast, browser, settings):
    settings.EMAIL_BACKEND = "messages.delivery.mailbox.DemoMailbox"
    browser.post("/account/login/code/", {"email": "asha@karmayogi.localhost"})

    page = browser.get("/demo/mailbox/").content.decode()

    assert "Your sign-in code" in page
    assert "asha@karmayogi.localhost" in page
