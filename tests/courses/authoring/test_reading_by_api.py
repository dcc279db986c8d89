"""What authors and reviewers read of a course by API: what it is about, its texts, the remarks on it."""

import pytest

from courses.authoring.actions import linking, outline, reviewing
from courses.catalogue.models import CourseVersion, Module, Resource
from tests.accounts.keys.making import make, program
from tests.courses.authoring.making import AT, DETAILS, actor, at_istm, begin, fill, published
from tests.courses.authoring.test_doors import another_provider

API = "/api/v1/provider/istm/courses/noting-and-drafting/"


@pytest.fixture
def draft(cast) -> CourseVersion:
    with at_istm(cast):
        version = begin(cast).draft
        fill(cast, version)
    return version


def text_of(cast, version: CourseVersion) -> str:
    with at_istm(cast):
        return f"{API}resources/{Resource.objects.get(version=version, kind='text').uuid}/text/"


def test_what_a_course_is_about_is_read_in_the_shape_in_which_it_is_written(cast, draft):
    dev = program(make(cast, "dev"))

    course = dev.get(API).json()
    about = {name: course[name] for name in (*DETAILS, "visibility", "competencies")}
    written = dev.put(API, about | {"summary": "How files move on."}, "application/json")

    assert about == DETAILS | {
        "visibility": "national", "competencies": [{"competency": "noting-and-drafting", "level": 3}],
    }  # fmt: skip
    assert written.status_code == 200
    assert dev.get(API).json()["summary"] == "How files move on."
    assert dev.get(API).json()["outcomes_hi"] == DETAILS["outcomes_hi"]


def test_a_reviewer_reads_a_draft_text_and_does_not_write_it(cast, draft):
    hari, address = program(make(cast, "hari")), text_of(cast, draft)

    read = hari.get(address)
    written = hari.put(address, {"body": "Mine", "minutes": 1}, "application/json")

    assert read.json() == {"body": "<p>A note.</p>", "body_hi": "<p>एक टिप्पणी।</p>", "minutes": 4, "is_required": True}
    assert written.status_code == 403


def test_a_published_text_is_read_too(cast):
    with at_istm(cast):
        version = published(cast)

    assert program(make(cast, "dev")).get(text_of(cast, version)).json()["minutes"] == 4


def test_where_a_link_leads_is_read(cast, draft):
    by = {"actor": actor(cast, "dev"), "at": AT}
    with at_istm(cast):
        module = Module.objects.get(version=draft)
        link = outline.add_resource(module=module, kind="link", title="Rules", title_hi="", seen=None, **by)
        linking.set_link(
            resource=link, url="https://dopt.gov.in/", url_hi="", body="Look", body_hi="", minutes=5, is_required=False,
            **by,
        )  # fmt: skip
    hari = program(make(cast, "hari"))

    said = hari.get(f"{API}resources/{link.uuid}/link/").json()

    assert (said["url"], said["minutes"], said["is_required"]) == ("https://dopt.gov.in/", 5, False)
    assert hari.get(f"{API}resources/{link.uuid}/text/").status_code == 404


def test_remarks_are_read_by_author_and_reviewer_with_their_places(cast, draft):
    with at_istm(cast):
        reviewing.submit(version=draft, actor=actor(cast, "dev"), at=AT)
        part = Resource.objects.select_related("module").get(version=draft, kind="text")
    hari, dev = program(make(cast, "hari")), program(make(cast, "dev"))
    bodies = [
        {"body": "Say more", "resource": str(part.uuid)},
        {"body": "Good", "module": str(part.module.uuid)},
        {"body": "All"},
    ]
    made = [hari.post(f"{API}comments/", body, "application/json").json()["uuid"] for body in bodies]

    page = dev.get(f"{API}comments/").json()

    assert [(one["uuid"], one["body"], one["place"]) for one in page["results"]] == [
        (made[0], "Say more", "Read"), (made[1], "Good", "Files"), (made[2], "All", ""),
    ]  # fmt: skip
    assert [(one["resource"], one["module"]) for one in page["results"]] == [
        (str(part.uuid), None), (None, str(part.module.uuid)), (None, None),
    ]  # fmt: skip
    assert {(one["person_name"], one["settled_at"]) for one in page["results"]} == {("Hari Prasad", None)}
    assert hari.get(f"{API}comments/").json() == page
    assert dev.post(f"{API}comments/", {"body": "Mine"}, "application/json").status_code == 403


@pytest.mark.parametrize("name", ["asha", "chitra", "bilal"])
def test_nobody_of_another_organisation_reads_any_of_it(cast, draft, name):
    another_provider(cast)  # Bilal writes and reviews for Railways
    outsider = program(make(cast, name))

    for address in (API, text_of(cast, draft), f"{API}comments/"):
        assert outsider.get(address).status_code == 404, address
        assert outsider.get(address.replace("istm", "railways")).status_code == 404, address
        assert program(None).get(address).status_code == 401
