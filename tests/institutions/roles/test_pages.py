from datetime import UTC, datetime

import pytest
from django.test import Client

from core.audit.actor import platform
from core.tenancy.context import everywhere
from institutions import facade as institutions
from institutions.roles.models import Membership

LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)


def as_(cast, name):
    browser = Client(headers={"host": "localhost"})
    browser.force_login(cast.user(name))
    return browser


def appoint(cast, name, role, organisation):
    with everywhere(reason="test", audited=False):
        institutions.appoint(
            person_id=cast.people[name].pk, organisation_id=cast.organisations[organisation].pk, role=role,
            actor=platform(), at=LONG_AGO,
        )  # fmt: skip
        institutions.forget(cast.people[name].pk)
        return Membership.objects.get(person=cast.people[name], role=role)


def roles(cast, name):
    with everywhere(reason="test", audited=False):
        return list(Membership.objects.filter(person=cast.people[name], active_to=None).values_list("role", flat=True))


def page_of(response):
    return " ".join(response.content.decode().split())


def test_lists_who_holds_which_role_here_and_below(cast):
    appoint(cast, "indu", "content_creator", "cbdt")

    page = page_of(as_(cast, "chitra").get("/mdo/finance/people-and-roles/"))

    assert "Chitra Nair" in page
    assert "Ministry admin" in page
    assert "Indu Sharma" in page
    assert "Central Board of Direct Taxes" in page
    assert "Dev Malhotra" not in page
    assert page.count("<h1") == 1


def test_a_role_given_is_held_at_once(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_(cast, "chitra").post(
            "/mdo/cbdt/people-and-roles/grant/", {"address": "Asha@karmayogi.localhost", "role": "content_creator"}
        )

    assert (response.status_code, response["Location"]) == (302, "/mdo/cbdt/people-and-roles/")
    assert roles(cast, "asha") == ["content_creator"]


@pytest.mark.parametrize(
    ("address", "role", "sentence"),
    [
        ("asha@karmayogi.localhost", "mdo_leader", "Your role does not let you give this role."),
        ("asha@karmayogi.localhost", "cbc_member", "An organisation of this kind does not have this role."),
        ("bilal@karmayogi.localhost", "content_creator", "Nobody with this address belongs to this organisation"),
        ("nobody@karmayogi.localhost", "content_creator", "Nobody with this address belongs to this organisation"),
    ],
)
def test_a_refusal_is_said_in_words_and_nothing_is_given(cast, address, role, sentence):
    response = as_(cast, "chitra").post("/mdo/cbdt/people-and-roles/grant/", {"address": address, "role": role})

    assert response.status_code == 422
    assert sentence in page_of(response)
    assert roles(cast, "asha") == roles(cast, "bilal") == []


def test_twice_by_a_double_press_is_a_sentence_and_not_an_error(cast):
    browser = as_(cast, "chitra")
    form = {"address": "asha@karmayogi.localhost", "role": "content_creator"}
    browser.post("/mdo/cbdt/people-and-roles/grant/", form)

    response = browser.post("/mdo/cbdt/people-and-roles/grant/", form)

    assert response.status_code == 422
    assert "This person holds this role here already." in page_of(response)
    assert roles(cast, "asha") == ["content_creator"]


def test_the_last_admin_is_not_ended(cast):
    mine = appoint_of(cast, "chitra")

    response = as_(cast, "chitra").post(f"/mdo/finance/people-and-roles/{mine.uuid}/end/")

    assert response.status_code == 422
    assert "Nobody else could give roles here afterwards." in page_of(response)
    assert roles(cast, "chitra") == ["mdo_admin"]


def test_a_role_ended_is_gone(cast):
    given = appoint(cast, "asha", "content_creator", "cbdt")

    response = as_(cast, "chitra").post(f"/mdo/finance/people-and-roles/{given.uuid}/end/")

    assert response.status_code == 302
    assert roles(cast, "asha") == []


def test_a_platform_admin_gives_a_role_at_the_nation(cast):
    appoint(cast, "gita", "platform_admin", "india")

    response = as_(cast, "gita").post(
        "/mdo/india/people-and-roles/grant/", {"address": "esther@karmayogi.localhost", "role": "national_viewer"}
    )

    assert response.status_code == 302
    assert "national_viewer" in roles(cast, "esther")


def test_a_platform_admin_makes_the_first_leader_of_a_ministry(cast):
    appoint(cast, "gita", "platform_admin", "india")

    as_(cast, "gita").post(
        "/mdo/railways/people-and-roles/grant/", {"address": "bilal@karmayogi.localhost", "role": "mdo_leader"}
    )

    assert roles(cast, "bilal") == ["mdo_leader"]


@pytest.mark.parametrize("name", ["asha", "bilal", "dev", "esther"])
@pytest.mark.parametrize("path", ["people-and-roles/", "may/"])
def test_the_pages_are_not_found_by_those_without_a_role_here(cast, name, path):
    assert as_(cast, name).get(f"/mdo/finance/{path}").status_code == 404


def test_an_admin_of_railways_finds_no_role_of_finance(cast):
    appoint(cast, "bilal", "mdo_leader", "railways")
    of_finance = appoint(cast, "asha", "content_creator", "cbdt")
    bilal = as_(cast, "bilal")

    assert "Asha" not in page_of(bilal.get("/mdo/railways/people-and-roles/"))
    assert bilal.post(f"/mdo/railways/people-and-roles/{of_finance.uuid}/end/").status_code == 404
    assert bilal.post(f"/mdo/finance/people-and-roles/{of_finance.uuid}/end/").status_code == 404
    answer = bilal.get(
        "/mdo/railways/may/", {"person": "asha@karmayogi.localhost", "permission": "courses.authoring.write"}
    )
    assert "Nobody with this address has to do with this organisation." in page_of(answer)
    assert roles(cast, "asha") == ["content_creator"]


def test_strangers_are_asked_to_sign_in(cast):
    response = Client(headers={"host": "localhost"}).get("/mdo/finance/people-and-roles/")

    assert response["Location"].startswith("/account/login/?next=")


def test_yes_says_by_which_role_where_and_from_whom(cast):
    page = page_of(
        as_(cast, "chitra").get(
            "/mdo/cbdt/may/", {"person": "chitra@karmayogi.localhost", "permission": "policy.plans.publish"}
        )
    )

    assert "Chitra Nair may do this here: Publish training plans." in page
    assert "By the role Ministry admin at Ministry of Finance, given by the platform on 1 Apr 2024." in page


def test_no_says_which_role_would_do_and_who_could_give_it(cast):
    page = page_of(
        as_(cast, "chitra").get(
            "/mdo/cbdt/may/", {"person": "asha@karmayogi.localhost", "permission": "courses.authoring.write"}
        )
    )

    assert "Asha Verma may not do this here: Write courses." in page
    assert "One of these roles would allow it: Course author." in page
    assert "Chitra Nair, Ministry admin at Ministry of Finance" in page


def test_a_role_held_above_the_asker_is_given_as_the_reason(cast):
    appoint(cast, "indu", "mdo_admin", "cbdt")

    page = page_of(
        as_(cast, "indu").get(
            "/mdo/cbdt/may/", {"person": "chitra@karmayogi.localhost", "permission": "ehrms.officials.view"}
        )
    )

    assert "By the role Ministry admin at Ministry of Finance" in page


def test_what_no_role_allows_here_is_said(cast):
    page = page_of(
        as_(cast, "chitra").get(
            "/mdo/cbdt/may/", {"person": "asha@karmayogi.localhost", "permission": "monitoring.national.view"}
        )
    )

    assert "No role at an organisation of this kind allows it." in page


def test_the_account_shows_name_organisations_and_roles_with_the_reason(cast):
    page = page_of(as_(cast, "chitra").get("/account/"))

    assert "Chitra Nair" in page
    assert "Ministry of Finance" in page
    assert "Given by the platform on 1 Apr 2024." in page
    assert "Publish training plans" in page
    assert page.count("<h1") == 1


def test_the_account_of_a_learner_says_that_learning_needs_no_role(cast):
    page = page_of(as_(cast, "asha").get("/account/", headers={"accept-language": "en"}))

    assert "You hold no special role. Everybody may learn." in page
    assert "Central Board of Direct Taxes, Department of Revenue, Ministry of Finance, Government of India" in page


def appoint_of(cast, name):
    with everywhere(reason="test", audited=False):
        return Membership.objects.get(person=cast.people[name])
