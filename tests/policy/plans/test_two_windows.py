"""The plan builder open in two windows: one conflict is one sentence, and nobody's work is lost without a word."""

import re

import pytest

from core.audit.models import AuditEntry
from core.tenancy.context import everywhere
from policy.plans.models import CapacityBuildingPlan, Publication
from tests.courses.making import published
from tests.policy.making import DUE, employ

PAGE = "/mdo/finance/plans/"


@pytest.fixture
def here(client, cast) -> str:
    """The builder's address, signed in as Chitra."""
    client.force_login(cast.user("chitra"))
    client.post(PAGE + "new/", {"title": "Plan", "title_hi": "", "financial_year": "2026-27"})
    return f"{PAGE}{plan().uuid}/"


def plan() -> CapacityBuildingPlan:
    with everywhere(reason="test", audited=False):
        return CapacityBuildingPlan.objects.select_related("audience_organisation").get()


def opened(client, here: str) -> list[str]:
    """The marks that a window was opened with: of the audience, and of title and year."""
    return re.findall(r'name="seen" value="([0-9a-f]+)"', client.get(here).content.decode())


def changes(action: str) -> int:
    with everywhere(reason="test", audited=False):
        return AuditEntry.objects.filter(action=f"policy.plan.{action}").count()


def test_a_title_changed_in_both_is_one_conflict_and_keeps_what_was_typed(client, here):
    _audience, mark = opened(client, here)
    title = {"title": "From the first", "title_hi": "", "financial_year": "2026-27", "seen": mark}
    assert client.post(here + "details/", title).status_code == 302

    second = client.post(here + "details/", {**title, "title": "From the second"})

    page = second.content.decode()
    assert second.status_code == 422
    assert "now it says “From the first, 2026-27”. Nothing was overwritten." in page
    assert 'value="From the second"' in page
    assert plan().title == "From the first"
    _audience, new_mark = re.findall(r'name="seen" value="([0-9a-f]+)"', page)
    assert client.post(here + "details/", {**title, "title": "From the second", "seen": new_mark}).status_code == 302
    assert plan().title == "From the second"


def test_an_audience_changed_in_both_is_one_conflict(client, here):
    mark, _details = opened(client, here)
    client.post(here + "audience/", {"office": "cbdt", "designations": ["section-officer"], "seen": mark})

    second = client.post(here + "audience/", {"office": "revenue", "designations": [], "seen": mark})

    assert second.status_code == 422
    assert "now it says “Central Board of Direct Taxes: Section Officer”" in second.content.decode()
    assert plan().audience_organisation.code == "cbdt"


def test_title_in_one_and_audience_in_the_other_do_not_disturb_each_other(client, here):
    audience, details = opened(client, here)
    title = {"title": "New", "title_hi": "", "financial_year": "2026-27", "seen": details}

    assert client.post(here + "details/", title).status_code == 302
    assert client.post(here + "audience/", {"office": "cbdt", "designations": [], "seen": audience}).status_code == 302
    assert (plan().title, plan().audience_organisation.code) == ("New", "cbdt")


def test_the_same_form_sent_twice_is_once(client, here):
    audience, details = opened(client, here)
    title = {"title": "New", "title_hi": "", "financial_year": "2026-27", "seen": details}
    office = {"office": "cbdt", "designations": ["section-officer"], "seen": audience}

    answers = [client.post(here + path, said) for path, said in (("details/", title), ("audience/", office)) * 2]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 302]
    assert (changes("described"), changes("audience_set")) == (1, 1)


def test_a_course_added_and_removed_twice_is_once(client, cast, here):
    item = {"offering": str(published(cast).offering.uuid), "due_on": DUE.isoformat()}
    added = [client.post(here + "items/", item) for _ in range(2)]
    with everywhere(reason="test", audited=False):
        uuid = plan().items.get().uuid
    removed = [client.post(f"{here}items/{uuid}/removal/") for _ in range(2)]

    assert [answer.status_code for answer in added] == [302, 422]
    assert "This course is in the plan already." in added[1].content.decode()
    assert [answer.status_code for answer in removed] == [302, 302]
    assert (changes("item_added"), changes("item_removed")) == (1, 1)


def test_a_draft_published_in_the_other_window_says_so(client, cast, here):
    employ(cast, [cast.asha.pk])
    client.post(here + "items/", {"offering": str(published(cast).offering.uuid), "due_on": DUE.isoformat()})
    audience, details = opened(client, here)
    assert [client.post(here + "publication/").status_code for _ in range(2)] == [302, 302]

    title = {"title": "Late", "title_hi": "", "financial_year": "2026-27", "seen": details}
    late = [
        client.post(here + "details/", title),
        client.post(here + "audience/", {"office": "cbdt", "seen": audience}),
    ]

    for answer in late:
        assert answer.status_code == 422
        assert (
            "This plan has been published. You can add courses to it, but not change this." in answer.content.decode()
        )
    assert plan().title == "Plan"
    with everywhere(reason="test", audited=False):
        assert Publication.objects.count() == 1
