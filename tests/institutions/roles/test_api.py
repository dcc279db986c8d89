import pytest
from rest_framework.test import APIClient

from tests.institutions.roles.test_pages import appoint, appoint_of, roles


def as_(cast, name):
    client = APIClient(headers={"host": "localhost"})
    client.force_login(cast.user(name))
    return client


def test_grants_and_ends_a_role(cast):
    chitra = as_(cast, "chitra")

    given = chitra.post(
        "/api/v1/organisations/cbdt/grants/",
        {"address": "asha@karmayogi.localhost", "role": "content_creator"}, format="json",
    )  # fmt: skip
    assert given.status_code == 201
    assert (given.data["person_name"], given.data["role"], given.data["organisation"], given.data["granted_by"]) == (
        "Asha Verma", "content_creator", "cbdt", "Chitra Nair",
    )  # fmt: skip
    assert roles(cast, "asha") == ["content_creator"]

    ended = chitra.post(f"/api/v1/organisations/cbdt/memberships/{given.data['uuid']}/ending/")
    assert ended.status_code == 204
    assert roles(cast, "asha") == []


def test_a_refusal_is_a_problem_with_the_same_sentence(cast):
    response = as_(cast, "chitra").post(
        "/api/v1/organisations/cbdt/grants/",
        {"address": "asha@karmayogi.localhost", "role": "mdo_leader"}, format="json",
    )  # fmt: skip

    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    assert (response.data["code"], response.data["detail"]) == (
        "ROLE_NOT_YOURS_TO_GRANT", "Your role does not let you give this role. Ask somebody above you.",
    )  # fmt: skip
    assert roles(cast, "asha") == []


def test_somebody_of_another_organisation_is_not_known_here(cast):
    response = as_(cast, "chitra").post(
        "/api/v1/organisations/finance/grants/",
        {"address": "bilal@karmayogi.localhost", "role": "content_creator"}, format="json",
    )  # fmt: skip

    assert response.status_code == 400
    assert roles(cast, "bilal") == []


def test_the_same_request_sent_again_is_answered_again(cast):
    chitra = as_(cast, "chitra")
    body = {"address": "asha@karmayogi.localhost", "role": "content_creator"}
    first, second = (
        chitra.post("/api/v1/organisations/cbdt/grants/", body, format="json", headers={"idempotency-key": "k1"})
        for _time in range(2)
    )

    assert (first.status_code, second.status_code) == (201, 201)
    assert second["Idempotent-Replayed"] == "true"
    assert roles(cast, "asha") == ["content_creator"]


def test_answers_may_and_why(cast):
    answer = as_(cast, "chitra").get(
        "/api/v1/organisations/cbdt/permissions/",
        {"person": "asha@karmayogi.localhost", "permission": "courses.authoring.write"},
    )

    assert answer.data["may"] is False
    assert [holder["person_name"] for holder in answer.data["could_grant"]] == ["Chitra Nair"]


def test_lists_ones_own_roles_and_permissions(cast):
    dev = as_(cast, "dev")

    assert [(m["role"], m["organisation"]) for m in dev.get("/api/v1/memberships/").data] == [
        ("content_creator", "istm")
    ]
    assert dev.get("/api/v1/permissions/").data == {
        "istm": ["core.jobs.view", "courses.authoring.view", "courses.authoring.write"]
    }


@pytest.mark.parametrize(
    ("name", "status"), [("chitra", 200), ("asha", 404), ("bilal", 404), ("dev", 404), (None, 401)]
)
def test_who_may_list_the_roles_of_finance(cast, name, status):
    client = as_(cast, name) if name else APIClient(headers={"host": "localhost"})

    assert client.get("/api/v1/organisations/finance/memberships/").status_code == status


def test_an_admin_of_railways_ends_nothing_of_finance(cast):
    appoint(cast, "bilal", "mdo_leader", "railways")
    of_finance = appoint_of(cast, "chitra")
    bilal = as_(cast, "bilal")

    assert bilal.post(f"/api/v1/organisations/railways/memberships/{of_finance.uuid}/ending/").status_code == 404
    assert bilal.post(f"/api/v1/organisations/finance/memberships/{of_finance.uuid}/ending/").status_code == 404
    assert roles(cast, "chitra") == ["mdo_admin"]


def test_the_tree_is_open_to_everybody(cast):
    client = APIClient(headers={"host": "localhost"})

    below = client.get("/api/v1/organisations/", {"parent": "finance"}).data
    found = client.get("/api/v1/organisations/", {"q": "direct"}).data

    assert [node["code"] for node in below] == ["revenue"]
    assert found[0]["path_names"] == ["Government of India", "Ministry of Finance", "Department of Revenue"]
