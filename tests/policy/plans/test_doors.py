"""Plans by page and by endpoint, with the job a worker does; and who is refused."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import policy.tasks  # noqa: F401 (declares the kinds of jobs, as a worker does)
from core.jobs.actions import work
from core.jobs.models import Job
from core.tenancy.context import acting_in, everywhere
from courses.enrolment.models import Assignment
from policy.plans import actions
from policy.plans.models import CapacityBuildingPlan, Publication
from tests.courses.making import published
from tests.policy.making import AT, DUE, carried, chitra, employ, plan_of

PAGE = "/mdo/finance/plans/"
API = "/api/v1/organisations/finance/plans/"


def work_all() -> None:
    with everywhere(reason="test", audited=False):
        waiting = list(Job.objects.filter(state="waiting").values_list("uuid", flat=True))
    for job_uuid in waiting:
        assert work(job_uuid=job_uuid) == "ended"


def only_plan() -> CapacityBuildingPlan:
    with everywhere(reason="test", audited=False):
        return CapacityBuildingPlan.objects.get()


@pytest.fixture
def course(cast):
    employ(cast, [cast.asha.pk, cast.indu.pk])
    return published(cast).offering


@pytest.fixture
def given(cast, course) -> CapacityBuildingPlan:
    """A published plan that reached its two people."""
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan = plan_of(cast, course)
        carried(cast, actions.publish_plan(plan=plan, actor=chitra(cast), at=AT))
    return plan


def test_a_list_of_plans_costs_the_same_statements_however_many_there_are(client, cast, course):
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(API).status_code == 200
        return len(captured.captured_queries)

    client.force_login(cast.user("chitra"))
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan_of(cast, course, title="First")
    client.get(API)  # fills what is kept
    one = statements()
    with acting_in(cast.organisation_scope("finance", "chitra")):
        for number in range(4):
            plan_of(cast, course, title=f"Plan {number}")

    assert statements() == one
    assert [len(plan["items"]) for plan in client.get(API).json()] == [1] * 5


def test_the_whole_way_by_pages(client, cast, course):
    client.force_login(cast.user("chitra"))
    assert "No plan yet" in client.get(PAGE).content.decode()
    assert client.get(PAGE + "new/").status_code == 200
    assert client.post(PAGE + "new/", {"title": "Plan", "title_hi": "", "financial_year": "2026-27"}).status_code == 302
    here = f"{PAGE}{only_plan().uuid}/"
    assert "Noting and Drafting" in client.get(here + "?q=noting").content.decode()
    assert client.post(here + "items/", {"offering": str(course.uuid), "due_on": "2027-01-31"}).status_code == 302
    assert client.post(here + "audience/", {"office": "cbdt", "designations": ["section-officer"]}).status_code == 302
    assert "2 officials" in client.get(here).content.decode()
    review = client.get(here + "review/").content.decode()
    assert "2 officials are given these courses and enrolled in them." in review

    assert client.post(here + "publication/").status_code == 302
    assert client.post(here + "publication/").status_code == 302  # a double click
    work_all()

    with everywhere(reason="test", audited=False):
        assert Publication.objects.count() == 1
        assert Assignment.objects.count() == 2
    assert "The plan reached 2 officials" in client.get(here).content.decode()
    listed = client.get(here + "completion/").content.decode()
    assert "Asha Verma" in listed
    assert "Section Officer" in listed
    export = client.get(here + "completion/export/")
    assert "Asha Verma" in export.content.decode("utf-8-sig")
    assert client.post(here + "closure/").status_code == 302
    assert only_plan().state == "closed"


def test_the_whole_way_by_the_api(client, cast, course):
    client.force_login(cast.user("chitra"))
    json = {"content_type": "application/json"}
    made = client.post(API, {"title": "Plan", "financial_year": "2026-27"}, **json)
    assert made.status_code == 201
    here = f"{API}{made.json()['uuid']}/"
    item = client.post(here + "items/", {"offering": str(course.uuid), "due_on": "2027-01-31"}, **json)
    assert item.status_code == 201
    again = client.post(here + "items/", {"offering": str(course.uuid), "due_on": "2027-01-31"}, **json)
    assert (again.status_code, again.json()["code"]) == (409, "IN_THE_PLAN")
    reach = client.put(here + "audience/", {"office": "cbdt", "designations": []}, **json)
    assert reach.json() == {"in_organisation": 2, "with_designation": 2, "emptied_by": None}
    run = client.post(here + "publication/")
    assert run.status_code == 202
    assert client.post(here + "publication/").json()["uuid"] == run.json()["uuid"]
    work_all()

    assert client.get(here + "publication/").json()["assigned"] == 2
    assert client.get(here).json()["state"] == "published"
    assert [row["name"] for row in client.get(here + "completion/").json()["results"]] == ["Asha Verma", "Indu Sharma"]
    gone = client.delete(f"{here}items/{item.json()['uuid']}/")
    assert (gone.status_code, gone.json()["code"]) == (409, "ITEM_PUBLISHED")
    client.force_login(cast.user("asha"))
    (duty,) = client.get("/api/v1/plan/").json()
    assert (duty["title"], duty["due_on"], duty["plan"]) == ("Noting and Drafting", "2027-01-31", "Plan")


def test_refusals_are_shown_in_the_page(client, cast, course):
    client.force_login(cast.user("chitra"))
    client.post(PAGE + "new/", {"title": "Plan", "financial_year": "2026-27"})
    here = f"{PAGE}{only_plan().uuid}/"
    empty = client.post(here + "publication/")
    late = client.post(here + "items/", {"offering": str(course.uuid), "due_on": "2028-01-31"})
    nonsense = client.post(here + "items/", {"offering": "x", "due_on": ""})
    title = client.post(PAGE + "new/", {"title": "x" * 71, "financial_year": "2026-27"})

    assert "The plan has no courses yet." in empty.content.decode()
    assert "The due date must lie within the plan&#x27;s year, from 1 Apr 2026 to 31 Mar 2027." in late.content.decode()
    assert [answer.status_code for answer in (empty, late, nonsense, title)] == [422, 422, 422, 422]
    assert (
        client.post(API, {"title": "Plan", "financial_year": "2019-20"}, content_type="application/json").status_code
        == 409
    )


@pytest.mark.parametrize("after", ["²:Asha", "9" * 250 + ":Asha", ":", "x"])
def test_a_key_that_is_no_number_is_the_beginning_of_the_completion_list(client, cast, given, after):
    client.force_login(cast.user("chitra"))

    assert "Asha Verma" in client.get(f"{PAGE}{given.uuid}/completion/", {"after": after}).content.decode()
    names = [row["name"] for row in client.get(f"{API}{given.uuid}/completion/", {"after": after}).json()["results"]]
    assert names == ["Asha Verma", "Indu Sharma"]


def test_asha_reads_why_and_nobody_else_does(client, cast, given):
    with everywhere(reason="test", audited=False):
        uuid = Assignment.objects.get(person=cast.asha).uuid
    client.force_login(cast.user("asha"))
    shown = client.get(f"/plan/why/{uuid}/").content.decode()
    assert "Ministry of Finance asks you to learn this, by the plan “Finance plan”." in shown
    assert "Central Board of Direct Taxes" in shown
    assert client.get(f"/api/v1/plan/{uuid}/reason/").json()["conditions"][0]["is_met"] is True

    for name in ("bilal", "indu"):
        client.force_login(cast.user(name))
        assert client.get(f"/plan/why/{uuid}/").status_code == 404
        assert client.get(f"/api/v1/plan/{uuid}/reason/").status_code == 404


@pytest.mark.parametrize("name", ["bilal", "asha", "dev"])
def test_nobody_else_comes_in_by_any_door(client, cast, given, name):
    client.force_login(cast.user(name))
    page, api = f"{PAGE}{given.uuid}/", f"{API}{given.uuid}/"
    for path in (PAGE, PAGE + "new/", page, page + "review/", page + "completion/", page + "completion/export/", API, api,
                 api + "completion/", api + "publication/"):  # fmt: skip
        assert client.get(path).status_code in (403, 404), path
    for path in (page + "details/", page + "items/", page + "audience/", page + "publication/", page + "closure/",
                 page + "completion/certificates/", api + "completion/certificates/",
                 api + "items/", api + "publication/", api + "closure/"):  # fmt: skip
        assert client.post(path).status_code in (403, 404), path
    assert only_plan().state == "published"


@pytest.mark.django_db(transaction=True)
def test_two_threads_publish_one_plan_once(transactional_db):
    """Builds its own state: a transactional test empties the tables."""
    from tests.cast import Cast, build_cast

    build_cast()
    cast = Cast.load()
    employ(cast, [cast.asha.pk, cast.indu.pk])
    offering = published(cast).offering
    scope = cast.organisation_scope("finance", "chitra")
    with acting_in(scope):
        plan = plan_of(cast, offering, due=DUE)
    faults: list[BaseException] = []

    def publish() -> None:
        try:
            with acting_in(scope):
                run = actions.publish_plan(plan=plan, actor=chitra(cast), at=AT)
            for _chunk in range(3):
                with acting_in(scope):
                    actions.publish_chunk(publication=run, actor=chitra(cast), at=AT)
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    with everywhere(reason="test", audited=False):
        assert Publication.objects.count() == 1
        assert Assignment.objects.count() == 2
        assert Publication.objects.get().people == 2
