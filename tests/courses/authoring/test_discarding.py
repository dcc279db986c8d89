"""Giving a draft up: what goes, what stays, and who was faster."""

import pytest
from django.test import Client

from core.audit.models import AuditEntry
from core.tenancy.context import everywhere
from courses.authoring.actions import contents, drafts, reviewing
from courses.authoring.actions.discarding import discard
from courses.authoring.actions.drafts import DraftRefused
from courses.authoring.queries import draft_mark
from courses.catalogue.models import Course, CourseVersion, NationalSearchEntry, Offering, Resource
from tests.courses.authoring.making import AT, actor, at_istm, begin, fill, published

CODE = "noting-and-drafting"
PAGE = f"/provider/istm/courses/{CODE}/versions/1/discarding/"
API = f"/api/v1/provider/istm/courses/{CODE}/versions/1/"


@pytest.fixture
def draft(cast) -> CourseVersion:
    with at_istm(cast):
        version = begin(cast).draft
        fill(cast, version)
        return CourseVersion.objects.get(pk=version.pk)


def by(cast, name: str = "dev"):
    return {"actor": actor(cast, name), "at": AT}


def browser(cast, name: str) -> Client:
    client = Client()
    client.force_login(cast.user(name), backend="accounts.backend.Backend")
    return client


def write(cast, version) -> None:
    """Somebody changes a text of the draft."""
    text = Resource.objects.select_related("version").get(version=version, kind="text")
    contents.write_text(resource=text, body="More", body_hi="", minutes=1, is_required=True, seen=None, **by(cast))


def traces() -> list[dict]:
    with everywhere(reason="test", audited=False):
        return list(AuditEntry.objects.filter(action="courses.version.discarded").values_list("facts", flat=True))


def test_a_course_never_published_goes_with_its_draft_and_twice_is_once(cast, draft):
    with at_istm(cast):
        for _twice in range(2):
            assert discard(version=draft, seen=draft_mark(draft), **by(cast)).state == "discarded"

        assert Course.objects.get().draft_id is None
    assert traces() == [{"number": 1}]
    dev = browser(cast, "dev")
    assert CODE not in dev.get("/provider/istm/courses/").content.decode()
    assert dev.get(f"/provider/istm/courses/{CODE}/outline/").status_code == 404
    assert dev.get(f"/api/v1/provider/istm/courses/{CODE}/").status_code == 404


def test_of_a_published_course_only_the_version_in_work_goes(cast):
    with at_istm(cast):
        first = published(cast)
        course = Course.objects.get()
        second = drafts.open_next_version(course=course, **by(cast))
        discard(version=second, seen=None, **by(cast))

        assert Offering.objects.get().published_version_id == first.pk
        assert NationalSearchEntry.objects.get().code == CODE
        third = drafts.open_next_version(course=Course.objects.get(), **by(cast))
        assert (third.number, third.state) == (3, "draft")
    assert traces() == [{"number": 2}]


def test_a_draft_that_changed_meanwhile_is_kept(cast, draft):
    with at_istm(cast):
        seen = draft_mark(draft)
        write(cast, draft)

        with pytest.raises(DraftRefused) as refused:
            discard(version=draft, seen=seen, **by(cast))

        assert refused.value.reason == "OVERTAKEN"
        assert CourseVersion.objects.get().state == "draft"
    assert traces() == []


@pytest.mark.parametrize(("state", "reason"), [("in_review", "IN_REVIEW"), ("published", "NOT_A_DRAFT")])
def test_what_is_in_review_or_published_is_not_discarded(cast, state, reason):
    with at_istm(cast):
        if state == "published":
            version = published(cast)
        else:
            version = begin(cast).draft
            fill(cast, version)
            reviewing.submit(version=version, **by(cast))

        with pytest.raises(DraftRefused) as refused:
            discard(version=version, seen=None, **by(cast))

        assert refused.value.reason == reason
        assert CourseVersion.objects.get().state == state


def test_nothing_is_written_into_a_discarded_draft(cast, draft):
    with at_istm(cast):
        discard(version=draft, seen=None, **by(cast))
        with pytest.raises(DraftRefused) as refused:
            write(cast, draft)
    assert refused.value.reason == "DISCARDED"


def test_it_is_asked_for_on_a_page_and_done_by_it(cast, draft):
    dev = browser(cast, "dev")
    assert PAGE in dev.get(f"/provider/istm/courses/{CODE}/outline/").content.decode()
    asked = dev.get(PAGE)
    assert "1 module is given up, with all it holds." in asked.content.decode()
    assert "The course was never published." in asked.content.decode()
    seen = asked.context["mark"]
    with at_istm(cast):
        write(cast, draft)

    overtaken = dev.post(PAGE, {"seen": seen})
    assert overtaken.status_code == 409
    assert "Somebody changed this since you opened it." in overtaken.content.decode()
    answers = [dev.post(PAGE, {"seen": overtaken.context["mark"]}) for _twice in range(2)]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/provider/istm/courses/")] * 2
    assert dev.get(PAGE).status_code == 404
    assert len(traces()) == 1


def test_the_page_of_a_second_version_says_that_the_first_stays(cast):
    with at_istm(cast):
        published(cast)
        drafts.open_next_version(course=Course.objects.get(), **by(cast))
    dev, page = browser(cast, "dev"), PAGE.replace("/1/", "/2/")

    asked = dev.get(page)
    done = dev.post(page, {"seen": asked.context["mark"]})

    assert "Version 1 stays published." in asked.content.decode()
    assert done["Location"] == f"/provider/istm/courses/{CODE}/outline/"
    assert "Start a new version" in dev.get(done["Location"]).content.decode()


def test_a_program_discards_the_state_it_saw(cast, draft):
    dev = browser(cast, "dev")
    shown = dev.get(API).json()
    assert (shown["number"], shown["state"]) == (1, "draft")

    overtaken = dev.delete(API + "?seen=another")
    answers = [dev.delete(f"{API}?seen={shown['mark']}").status_code for _twice in range(2)]

    assert (overtaken.status_code, overtaken.json()["code"]) == (409, "OVERTAKEN")
    assert answers == [204, 204]
    assert dev.get(API).json()["state"] == "discarded"
    assert dev.delete(API.replace("/1/", "/99999999999999999999/")).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("hari", 403), ("bilal", 404), ("asha", 404)])
def test_who_does_not_write_discards_nothing(cast, draft, name, status):
    someone = browser(cast, name)

    answers = [someone.get(PAGE), someone.post(PAGE), someone.get(API), someone.delete(API)]

    assert [answer.status_code for answer in answers] == [status] * 4
    with at_istm(cast):
        assert CourseVersion.objects.get().state == "draft"
