"""The doors of a SCORM package: its page, its calls, and who finds nothing there."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.tenancy.context import everywhere
from courses.packages.models import Package
from courses.scorm.models import ScoState
from tests.courses.attacks.player import enrolled
from tests.courses.scorm.making import Player, course

MASTERY = {"two": "<adlcp:masteryscore>80</adlcp:masteryscore>"}
FIRST = {"two": '<adlcp:prerequisites type="aicc_script">one</adlcp:prerequisites>', "one": ""}


@pytest.fixture
def made(cast):
    return course(cast, parts=("one", "two"), extra={"two": MASTERY["two"] + FIRST["two"]})


@pytest.fixture
def asha(cast):
    client = Client()
    client.force_login(cast.user("asha"))
    return client


def page_of(made, **query):
    return reverse("courses:learn", args=["packaged", made.texts[0].uuid], query=query or None)


def parts_of(enrolment, made, **query):
    return reverse("courses:api-scorm-parts", args=[enrolment.uuid, made.texts[0].uuid], query=query or None)


def commit(client, enrolment, made, **values):
    body = {
        "enrolment": str(enrolment.uuid), "resource": str(made.texts[0].uuid), "part": "one", "session": str(uuid4()),
        "sequence": 1, **values,
    }  # fmt: skip
    return client.post(reverse("courses:api-scorm-commits"), body, "application/json")


def begun(answer):
    """What the page tells the package."""
    (said,) = re.findall(rb'<script id="package-begin" type="application/json">(.*?)</script>', answer.content)
    return json.loads(said)


def test_the_page_tells_the_package_where_it_was_and_nobody_else_anything(cast, made, asha):
    enrolment = enrolled(cast, made)
    Player(cast, enrolment, made.texts[0]).say("incomplete", at=0, location="page-2", suspend_data="memory")

    answer = asha.get(page_of(made))

    said = begun(answer)
    assert said["ids"]["part"] == "one"
    assert said["begin"]["launch"] == "one.html"
    assert said["begin"]["cmi"]["suspend_data"] == "memory"
    assert said["begin"]["cmi"]["core"]["lesson_location"] == "page-2"
    assert said["begin"]["cmi"]["core"]["entry"] == "resume"
    assert said["begin"]["cmi"]["core"]["student_name"] == "Asha Verma"
    assert b"Opens after the parts it needs" in answer.content


def test_a_part_is_opened_only_after_those_it_needs(cast, made, asha):
    enrolment = enrolled(cast, made)
    assert begun(asha.get(page_of(made, part="two")))["ids"]["part"] == "one"

    commit(asha, enrolment, made, lesson_status="completed")

    said = begun(asha.get(page_of(made, part="two")))
    assert said["ids"]["part"] == "two"
    assert said["begin"]["cmi"]["student_data"] == {"mastery_score": "80"}
    assert said["begin"]["settings"] == {"mastery_override": True}


def test_the_course_page_says_what_is_missing_part_by_part(cast, made, asha):
    enrolment = enrolled(cast, made)
    asha.get(page_of(made))
    commit(asha, enrolment, made, lesson_status="completed")

    answer = asha.get(reverse("courses:course", args=["packaged"]))

    assert "“Part two” is not opened yet." in answer.content.decode()


def test_a_program_can_do_what_the_page_does(cast, made, asha):
    enrolment = enrolled(cast, made)
    assert asha.get(parts_of(enrolment, made)).json()["titles"] == {"one": "Part one", "two": "Part two"}
    start = asha.get(parts_of(enrolment, made, part="one")).json()["start"]
    assert (start["launch"], start["cmi"]["core"]["entry"]) == ("one.html", "ab-initio")
    assert start["frame_url"].endswith("/scorm12/")

    told = commit(asha, enrolment, made, lesson_status="completed", score={"raw": "70"}, location="9").json()

    assert (told["is_kept"], told["is_current"], told["is_complete"], told["percent"]) == (True, True, False, 50)
    assert [line["reason"] for line in told["missing"]] == ["NOT_OPENED", "MORE_TIME"]
    core = asha.get(parts_of(enrolment, made, part="one")).json()["start"]["cmi"]["core"]
    assert (core["lesson_status"], core["lesson_location"], core["score"]) == ("completed", "9", {"raw": "70"})


def test_the_parts_of_a_package_for_2004_are_kept_apart_and_all_must_be_done(cast, asha):
    made = course(cast, edition="2004", parts=("one", "two"), minutes=1)
    enrolment = enrolled(cast, made)
    Player(cast, enrolment, made.texts[0]).stay(30)  # the least time, passed before
    passed = {
        "completion_status": "completed", "success_status": "passed", "score": {"scaled": "0.9", "raw": "9"},
        "location": "p9", "suspend_data": "of one",
    }  # fmt: skip
    begun = {
        "part": "two", "completion_status": "incomplete", "success_status": "failed", "score": {"scaled": 0.2},
        "location": "p2", "suspend_data": "of two", "measure": "0.5",
    }  # fmt: skip

    first = commit(asha, enrolment, made, **passed).json()
    second = commit(asha, enrolment, made, **begun).json()

    assert [(said["is_complete"], said["percent"]) for said in (first, second)] == [(False, 50), (False, 75)]
    assert [(line["part"], line["reason"]) for line in second["missing"]] == [("two", "FAILED")]
    cmi = {part: asha.get(parts_of(enrolment, made, part=part)).json()["start"]["cmi"] for part in ("one", "two")}
    names = ("completion_status", "success_status", "location", "suspend_data")
    assert {part: tuple(values[name] for name in names) for part, values in cmi.items()} == {
        "one": ("completed", "passed", "p9", "of one"), "two": ("incomplete", "failed", "p2", "of two"),
    }  # fmt: skip
    with everywhere(reason="test", audited=False):
        assert dict(ScoState.objects.values_list("sco", "score")) == {"one": 90, "two": 20}

    last = commit(asha, enrolment, made, part="two", completion_status="completed", success_status="passed").json()

    assert (last["is_complete"], last["percent"], last["missing"]) == (True, 100, [])


def test_what_is_no_part_or_no_package_is_refused(cast, made, asha):
    enrolment = enrolled(cast, made)

    assert asha.get(parts_of(enrolment, made, part="gone")).json()["code"] == "NO_SUCH_PART"
    assert commit(asha, enrolment, made, part="gone").json()["code"] == "NO_SUCH_PART"
    assert commit(asha, enrolment, made, resource=str(uuid4())).json()["code"] == "NOT_ENROLLED"


def test_bilal_finds_nothing_of_asha(cast, made):
    enrolment = enrolled(cast, made)
    bilal = Client()
    bilal.force_login(cast.user("bilal"))

    assert bilal.get(parts_of(enrolment, made)).status_code == 404
    assert commit(bilal, enrolment, made, lesson_status="passed").status_code == 409
    assert Client().get(parts_of(enrolment, made)).status_code == 401
    assert commit(Client(), enrolment, made).status_code in (401, 403)
    with everywhere(reason="test", audited=False):
        assert not ScoState.objects.exists()


def test_a_replaced_package_leaves_learners_on_the_one_they_began_with(cast, made, asha):
    from courses.authoring.actions.drafts import open_next_version
    from courses.authoring.actions.packaging import bring_package
    from courses.catalogue.models import Course, CourseVersion, Resource
    from tests.courses import making
    from tests.courses.scorm.making import package

    enrolment = enrolled(cast, made)
    commit(asha, enrolment, made, lesson_status="incomplete", suspend_data="of the first")
    with everywhere(reason="test", audited=False):
        by = {"actor": making.actor_of(cast, "dev"), "at": timezone.now()}
        version = open_next_version(course=Course.objects.get(pk=made.offering.pk), **by)
        resource = Resource.objects.get(version=version)
        bring_package(resource=resource, upload=package("2004", ("new",)), **by)
        CourseVersion.objects.filter(pk=version.pk).update(state="in_review", submitted_by=cast.dev)
        making.publish(version=version, actor=making.actor_of(cast, "hari"), at=timezone.now())

    said = begun(asha.get(page_of(made)))

    assert (said["begin"]["launch"], said["begin"]["cmi"]["suspend_data"]) == ("one.html", "of the first")
    with everywhere(reason="test", audited=False):
        assert set(Package.objects.values_list("kind", flat=True)) == {"scorm12", "scorm2004"}


def test_what_was_done_follows_who_is_transferred(cast, made, asha):
    from courses.scorm.reactions import follow_transfers
    from ehrms.events import OfficialTransferred

    enrolment = enrolled(cast, made)
    commit(asha, enrolment, made, lesson_status="incomplete")
    event = OfficialTransferred(
        at=timezone.now(), organisation_id=cast.railways.pk, person_ids=(cast.asha.pk,),
        to_organisation_id=cast.railways.pk,
    )  # fmt: skip

    for _time in range(2):
        with everywhere(reason="test", audited=False):
            follow_transfers([event])

    with everywhere(reason="test", audited=False):
        state = ScoState.objects.get()
    assert (state.home_organisation_id, state.organisation_id) == (cast.railways.pk, enrolment.organisation_id)
