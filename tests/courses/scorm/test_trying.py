"""A provider tries a package out, sees what it sends, and chooses when it is done. Nothing of it counts."""

from uuid import uuid4

import pytest
from django.test import Client

from core.tenancy.context import everywhere
from courses.authoring.actions import outline
from courses.authoring.actions.packaging import bring_package
from courses.catalogue.models import Module, Resource
from courses.enrolment.models import Completion
from courses.progress.models import LearningDay, ResourceProgress
from courses.scorm.models import ScoState, ScoTrial
from tests.courses.authoring.making import AT, actor, at_istm
from tests.courses.scorm.making import package


@pytest.fixture
def resource(cast, filled):
    by = {"actor": actor(cast, "dev"), "at": AT}
    with at_istm(cast):
        module = Module.objects.select_related("version").get()
        made = outline.add_resource(module=module, kind="package", title="A case", title_hi="", seen=None, **by)
        bring_package(resource=made, upload=package(parts=("one", "two")), **by)
        return Resource.objects.select_related("version").get(pk=made.pk)


@pytest.fixture
def dev(cast):
    client = Client()
    client.force_login(cast.user("dev"))
    return client


def at(resource, what):
    return f"/api/v1/provider/istm/courses/noting-and-drafting/resources/{resource.uuid}/{what}"


def said(client, resource, part="one", sequence=1, session=None, **values):
    body = {"part": part, "session": str(session or uuid4()), "sequence": sequence, **values}
    return client.post(at(resource, "trial/commits/"), body, "application/json")


def test_what_it_sends_is_shown_and_counts_for_nobody(dev, resource):
    asked = [{"number": 0, "id": "q1", "type": "choice", "response": "a", "result": "wrong", "correct": ["b"]}]
    told = said(
        dev, resource, lesson_status="completed", location="7", suspend_data="x" * 5000, interactions=asked, active=10
    )

    assert (told.status_code, told.json()["is_kept"], told.json()["is_complete"]) == (200, True, False)
    page = dev.get(at(resource, "trial/said/").replace("/api/v1", "")).content.decode()
    assert "Its memory is longer than the standard grants (4096 letters)." in page
    assert "“Part two” is not opened yet." in page
    assert "q1" in page
    with everywhere(reason="test", audited=False):
        assert not ScoState.objects.exists()
        assert not ResourceProgress.objects.exists()
        assert not LearningDay.objects.exists()
        assert not Completion.objects.exists()


def test_an_old_number_changes_nothing_and_a_new_start_remembers(dev, resource):
    session = uuid4()
    said(dev, resource, session=session, sequence=2, location="two", active=20)
    said(dev, resource, session=session, sequence=1, location="one", active=500)
    told = said(dev, resource, location="three", active=5)

    assert told.json()["active"] == 25
    start = dev.get(at(resource, "trial/?part=one")).json()["start"]
    assert start["cmi"]["core"]["lesson_location"] == "three"


def test_beginning_anew_forgets_the_own_trial_only(dev, cast, resource):
    said(dev, resource)
    with everywhere(reason="test", audited=False):
        mine = ScoTrial.objects.get()
        mine.pk, mine.uuid, mine.person = None, uuid4(), cast.hari
        mine.save()

    assert [dev.delete(at(resource, "trial/")).status_code for _ in range(2)] == [204, 204]

    with everywhere(reason="test", audited=False):
        assert [trial.person_id for trial in ScoTrial.objects.all()] == [cast.hari.pk]


def test_another_package_in_its_place_begins_anew(dev, cast, resource):
    said(dev, resource, location="old")
    with at_istm(cast):
        bring_package(resource=resource, upload=package("2004"), actor=actor(cast, "dev"), at=AT)

    assert dev.get(at(resource, "trial/")).json()["said"] == []
    said(dev, resource, completion_status="completed")
    assert [row["part"] for row in dev.get(at(resource, "trial/")).json()["said"]] == ["one"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"policy": "score", "pass_score": 75}, 200, None), ({"policy": "visited"}, 200, None),
        ({"policy": "score"}, 409, "NO_PASS_SCORE"), ({"policy": "score", "pass_score": 101}, 400, "INVALID"),
        ({"policy": "whatever"}, 400, "INVALID"),
    ],
)  # fmt: skip
def test_when_it_is_done_is_chosen(dev, resource, body, status, code):
    answer = dev.put(at(resource, "status-policy/"), body, "application/json")

    assert (answer.status_code, answer.json().get("code")) == (status, code)
    with everywhere(reason="test", audited=False):
        kept = Resource.objects.get(pk=resource.pk)
    assert kept.status_policy == (body["policy"] if status == 200 else "status")


def test_a_choice_without_its_score_is_said_beside_the_field(dev, resource):
    address = at(resource, "status-policy/").replace("/api/v1", "")

    answer = dev.post(address, {"policy": "score"})

    assert answer.status_code == 422
    assert "Say which score is enough: from 1 to 100 percent." in answer.content.decode()


def test_web_pages_have_no_trial_and_no_choice(dev, cast, resource):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.courses.packages.making import HTML, zipped

    with at_istm(cast):
        upload = SimpleUploadedFile("pages.zip", zipped(HTML))
        bring_package(resource=resource, upload=upload, actor=actor(cast, "dev"), at=AT)

    assert dev.get(at(resource, "trial/")).status_code == 404
    answer = dev.put(at(resource, "status-policy/"), {"policy": "visited"}, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (409, "NOT_A_SCORM_PACKAGE")


def test_the_page_of_the_package_lists_its_parts_and_leads_to_the_trial(dev, resource):
    page = dev.get(at(resource, "").replace("/api/v1", "")).content.decode()

    assert "Part two" in page
    assert at(resource, "trial/").replace("/api/v1", "") in page
