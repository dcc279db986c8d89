"""Roles that ask for a second step of signing in: what opens without it, who is led where, and the time of grace."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.audit.actor import platform
from core.display.dates import IST
from core.tenancy.context import everywhere
from institutions.roles.actions import appoint
from institutions.roles.principal import forget_everybody, second_step_policy
from institutions.roles.rules import HeldRole, SecondStepPolicy
from tests.accounts.test_second_step import code_of, set_up

PASSWORD = "a long pass phrase"
PAGES = {
    "chitra": "/mdo/finance/people-and-roles/",
    "dev": "/provider/istm/courses/",
    "hari": "/provider/istm/reviews/",
    "gita": "/national/",
}


def by_password(cast, name):
    user = cast.user(name)
    user.set_password(PASSWORD)
    user.save()
    client = Client(headers={"host": "localhost"})
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def leads_to_second_step(answer, path):
    return (answer.status_code, answer["Location"]) == (302, f"/account/second-step/?next={path}")


def give(cast, name, role, code, days_ago):
    with everywhere(reason="test", audited=False):
        appoint(
            person_id=cast.people[name].pk, organisation_id=cast.organisations[code].pk, role=role,
            actor=platform(), at=timezone.now() - timedelta(days=days_ago),
        )  # fmt: skip
    forget_everybody()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_role_leads_to_the_second_step_and_learning_stays_open(cast, name):
    browser = by_password(cast, name)

    assert leads_to_second_step(browser.get(PAGES[name]), PAGES[name])
    for path in ("/home/", "/courses/", "/plan/", "/certificates/", "/account/", "/account/2fa/"):
        assert browser.get(path).status_code == 200, path


def test_an_endpoint_of_the_role_is_refused_with_a_code_to_act_on(cast):
    answer = by_password(cast, "chitra").get("/api/v1/organisations/finance/memberships/")

    assert answer.status_code == 403
    assert answer.json() == {
        "type": "about:blank", "title": "Forbidden", "status": 403, "code": "SECOND_STEP_NEEDED",
        "detail": "Your role here asks for two-step sign-in, and this session has used one step only.",
    }  # fmt: skip


def test_a_form_that_was_sent_is_not_acted_on(cast):
    browser = by_password(cast, "chitra")
    form = {"address": "asha@karmayogi.localhost", "role": "content_creator"}

    answer = browser.post("/mdo/finance/people-and-roles/grant/", form)

    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/second-step/")
    assert browser.post("/api/v1/organisations/finance/grants/", form, "application/json").status_code == 403
    client = Client()
    client.force_login(cast.user("asha"))
    assert client.get("/api/v1/memberships/").json() == []


def test_who_holds_nothing_there_learns_nothing_from_it(cast):
    browser = by_password(cast, "dev")

    assert browser.get("/mdo/finance/people-and-roles/").status_code == 404
    assert browser.get("/provider/istm/reviews/").status_code == 403


def test_the_page_says_what_waits_and_leads_to_setting_it_up(cast):
    browser = by_password(cast, "chitra")
    page = browser.get("/account/second-step/", {"next": PAGES["chitra"]}).content.decode()
    assert "Ministry admin, Ministry of Finance" in page
    assert 'href="/account/2fa/totp/activate/"' in page
    assert browser.session["second_step_way_on"] == PAGES["chitra"]


def test_a_session_from_before_is_asked_for_the_step_that_is_set_up(cast):
    browser = by_password(cast, "chitra")
    secret = generate_totp_secret()
    TOTP.activate(cast.user("chitra"), secret)
    assert leads_to_second_step(browser.get(PAGES["chitra"]), PAGES["chitra"])
    page = browser.get("/account/second-step/", {"next": PAGES["chitra"]}).content.decode()
    assert f'href="/account/2fa/reauthenticate/?next={PAGES["chitra"]}"' in page

    answer = browser.post("/account/2fa/reauthenticate/", {"code": code_of(secret), "next": PAGES["chitra"]})

    assert answer["Location"] == PAGES["chitra"]
    assert browser.get(PAGES["chitra"]).status_code == 200


def test_another_persons_step_in_the_same_browser_does_not_count(cast):
    browser = by_password(cast, "chitra")
    session = browser.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 1.0}]
    session["account_authentication_methods_user"] = str(cast.user("hari").pk)
    session.save()

    assert leads_to_second_step(browser.get(PAGES["chitra"]), PAGES["chitra"])


def test_a_new_role_opens_for_a_week_and_every_page_says_until_when(cast):
    give(cast, "indu", "mdo_admin", "cbdt", days_ago=6)
    browser = by_password(cast, "indu")

    assert browser.get("/mdo/cbdt/people-and-roles/").status_code == 200
    assert "your role opens only after two-step sign-in." in browser.get("/home/").content.decode()

    give(cast, "asha", "mdo_admin", "cbdt", days_ago=7)
    assert leads_to_second_step(
        by_password(cast, "asha").get("/mdo/cbdt/people-and-roles/"), "/mdo/cbdt/people-and-roles/"
    )


def test_a_platform_admin_has_no_time_of_grace(cast):
    give(cast, "indu", "platform_admin", "india", days_ago=0)

    browser = by_password(cast, "indu")

    assert leads_to_second_step(browser.get("/national/operations/"), "/national/operations/")


def test_a_role_that_waits_adds_nothing_to_a_page_that_another_role_opens(cast, settings):
    """Dev may write; what reviewing adds to the same page is not there before the second step."""
    settings.SECOND_STEP_ROLES = ["content_reviewer"]
    give(cast, "dev", "content_reviewer", "istm", days_ago=30)
    browser = by_password(cast, "dev")

    page = browser.get("/provider/istm/courses/")

    assert page.status_code == 200
    assert ">Reviews</a>" not in page.content.decode()
    assert leads_to_second_step(browser.get("/provider/istm/reviews/"), "/provider/istm/reviews/")


def test_a_deployment_may_ask_nobody(cast, settings):
    settings.SECOND_STEP_ROLES = []

    assert by_password(cast, "chitra").get(PAGES["chitra"]).status_code == 200


def test_a_deployment_that_turns_it_on_gives_everybody_the_same_time(cast, settings):
    settings.SECOND_STEP_SINCE = timezone.localdate() - timedelta(days=3)
    browser = by_password(cast, "chitra")

    assert browser.get(PAGES["chitra"]).status_code == 200
    assert "your role opens only after two-step sign-in." in browser.get("/home/").content.decode()


def test_a_wrong_word_in_the_settings_is_named(settings):
    settings.SECOND_STEP_ROLES = ["mdo_admin:soon"]

    with pytest.raises(ImproperlyConfigured, match="SECOND_STEP_ROLES has 'mdo_admin:soon'; allowed are mdo_leader"):
        second_step_policy()


def test_the_last_factor_of_a_role_that_asks_for_it_stays(cast):
    browser = by_password(cast, "chitra")
    browser.get("/account/2fa/totp/activate/")
    browser.post("/account/reauthenticate/", {"password": PASSWORD})
    set_up(browser)

    page = browser.post("/account/2fa/totp/deactivate/").content.decode()

    assert "A role of yours asks for two-step sign-in, so the last way of it stays." in page
    assert Authenticator.objects.filter(user=cast.user("chitra"), type="totp").exists()


def test_what_is_asked_on_each_request_costs_no_query(cast):
    browser = by_password(cast, "gita")
    cache.clear()
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            browser.get("/account/second-step/")
        counts.append([query["sql"] for query in asked if "mfa_authenticator" in query["sql"]])
    with CaptureQueriesContext(connection) as asked:
        browser.get("/national/")

    assert not [query for query in asked if "mfa_authenticator" in query["sql"] or "membership" in query["sql"]]
    assert all(len(asked) == 1 for asked in counts)


def test_an_address_of_another_site_is_no_way_on(cast):
    browser = by_password(cast, "chitra")

    page = browser.get("/account/second-step/", {"next": "https://evil.example/"})

    assert 'href="https://evil.example' not in page.content.decode()
    assert browser.session["second_step_way_on"] == "/home/"


def test_dates_of_a_policy():
    policy = SecondStepPolicy({"mdo_admin": 7}, date(2026, 11, 10), IST)
    given = datetime(2026, 11, 1, tzinfo=UTC)

    assert policy.asks_from(HeldRole("mdo_admin", 1, given)) == datetime(2026, 11, 17, tzinfo=IST)
    later = datetime(2026, 11, 20, tzinfo=UTC)
    assert policy.asks_from(HeldRole("mdo_admin", 1, later)) == datetime(2026, 11, 27, tzinfo=UTC)
    assert policy.asks_from(HeldRole("content_creator", 1, given)) is None
