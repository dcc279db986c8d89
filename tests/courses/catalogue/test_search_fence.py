"""What Finance offers only to itself: Bilal of Railways never comes upon it, by whatever door of the search."""

import pytest

from core.tenancy.context import acting_in, everywhere
from courses.authoring.actions.publishing import retire
from courses.catalogue.actions import list_offering
from courses.catalogue.models import Course, Offering, OrganisationSearchEntry, OrganisationSearchWord
from courses.catalogue.queries.facets import counts
from courses.catalogue.queries.search import Search, corrected_words, search
from courses.catalogue.rules.cursors import cursor_of
from tests.courses.catalogue.making import listed
from tests.courses.making import LATER, actor_of, draft


@pytest.fixture
def secret(cast):
    listed(cast, "open", title="Public Finance")
    return listed(
        cast,
        "secret",
        title="Zanzibar Ledger",
        title_hi="ज़ांज़ीबार बही",
        owner="finance",
        visibility="organisation",
        level=5,
    )


ASKED = [
    {}, {"words": "zanzibar"}, {"words": "zanzi"}, {"words": "ज़ांज़ीबार"}, {"words": "janjibar"}, {"words": "zanzebra ledger"},
    {"providers": ("finance",)}, {"levels": ("5",)}, {"sort": "shortest"}, {"words": "ledger", "sort": "newest"},
]  # fmt: skip


@pytest.mark.parametrize("wanted", ASKED)
def test_bilal_never_finds_it_and_asha_does(cast, secret, wanted):
    with acting_in(cast.learner_scope("bilal")):
        found = search(Search(**wanted))
        counted = counts(Search(**wanted), mine=cast.learner_scope("bilal").above_ids)
    with acting_in(cast.learner_scope("asha")):
        ours = search(Search(**wanted))

    assert secret not in [row["code"] for row in found.rows]
    assert found.corrected == ""
    assert "5" not in counted.of.get("level", {})
    assert "finance" not in counted.of.get("provider", {})
    assert counted.found == len(found.rows)
    assert secret in [row["code"] for row in ours.rows]


def test_his_typing_errors_are_not_corrected_to_its_words(cast, secret):
    with acting_in(cast.learner_scope("bilal")):
        assert corrected_words(["zanzibaar", "zanzebar"]) == ["zanzibaar", "zanzebar"]
        assert not OrganisationSearchWord.objects.exists()
    with acting_in(cast.learner_scope("asha")):
        assert corrected_words(["zanzebar"]) == ["zanzibar"]


def test_its_cursor_leads_him_past_it(cast, secret):
    with acting_in(cast.learner_scope("asha")):
        page = search(Search(), size=1)
        assert [row["code"] for row in page.rows] == ["open"]
        beyond = search(Search(), after=cursor_of(page.after, "newest"), size=1)
        assert [row["code"] for row in beyond.rows] == [secret]
    with acting_in(cast.learner_scope("bilal")):
        assert search(Search(), after=cursor_of(page.after, "newest"), size=1).rows == []
        assert [r["code"] for r in search(Search(), before=cursor_of(beyond.before, "newest")).rows] == ["open"]


@pytest.mark.parametrize(
    "address", ["/courses/", "/courses/?q=zanzibar", "/api/v1/offerings/?facets=true", "/api/v1/offerings/?q=zanzibar"]
)
def test_no_answer_to_him_or_a_stranger_names_it(client, cast, secret, address):
    stranger = client.get(address).content.decode()
    client.force_login(cast.user("bilal"), backend="accounts.backend.Backend")
    bilal = client.get(address).content.decode()
    client.force_login(cast.user("asha"), backend="accounts.backend.Backend")

    for answer in (stranger, bilal):
        assert "Ledger" not in answer
        assert "secret" not in answer
        assert "Ministry of Finance" not in answer
    assert "secret" in client.get(address).content.decode()


def test_a_retired_course_vanishes_from_results_counts_and_words(cast, secret):
    with acting_in(cast.organisation_scope("finance", "hari")):
        retire(course=Course.objects.get(offering__code=secret), actor=actor_of(cast, "hari"), at=LATER)

    with acting_in(cast.learner_scope("asha")):
        assert [row["code"] for row in search(Search()).rows] == ["open"]
        assert counts(Search()).found == 1
        assert corrected_words(["zanzebar"]) == ["zanzebar"]
        assert not OrganisationSearchEntry.objects.exists()


def test_a_draft_is_in_no_search_not_even_its_owners(cast):
    draft(cast, title="Unfinished Business")

    with acting_in(cast.organisation_scope("istm", "dev")):
        assert search(Search(words="unfinished")).rows == []
        assert counts(Search()).found == 0


def test_a_course_that_becomes_the_organisations_own_leaves_the_open_table(cast):
    listed(cast, "moved", title="Zebra", owner="finance")
    with everywhere(reason="test", audited=False):
        Offering.objects.filter(code="moved").update(visibility="organisation")
        list_offering(offering=Offering.objects.select_related("owner", "published_version").get(code="moved"))

    with acting_in(cast.learner_scope("bilal")):
        assert search(Search(words="zebra")).rows == []
        assert corrected_words(["zebrra"]) == ["zebrra"]
    with acting_in(cast.learner_scope("asha")):
        assert [row["code"] for row in search(Search(words="zebra")).rows] == ["moved"]
