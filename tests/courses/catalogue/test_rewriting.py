"""Writing the search anew: the same as what publishing keeps, in chunks, twice, and after an upgrade."""

import pytest
from django.core.management import call_command

from core.tenancy.context import acting_in, everywhere
from courses.catalogue.actions import recount_words, rewrite_entries, unlist_offering
from courses.catalogue.models import (
    NationalSearchEntry,
    NationalSearchWord,
    Offering,
    OrganisationSearchEntry,
    OrganisationSearchWord,
)
from courses.catalogue.queries.search import Search, search
from courses.catalogue.rules.entries import EDITION
from courses.catalogue.tasks import rewrite_stale
from tests.courses.catalogue.making import listed
from tests.courses.making import published

TABLES = (NationalSearchEntry, OrganisationSearchEntry, NationalSearchWord)


@pytest.fixture
def kept(cast):
    published(cast)
    listed(cast, "a", title="Audit of Stores", title_hi="लेखापरीक्षा", languages=("en", "hi"))
    listed(cast, "b", title="Audit", minutes=200, level=4)
    listed(cast, "c", title="Own Audit", owner="finance", visibility="organisation")
    gone = listed(cast, "gone", title="Audit of the Past")
    with everywhere(reason="test", audited=False):
        Offering.objects.filter(code=gone).update(state="retired")
        unlist_offering(offering=Offering.objects.get(code=gone))
    return everything()


def everything():
    with everywhere(reason="test", audited=False):
        rows = [list(table.objects.order_by("pk").values()) for table in TABLES]
        return [
            *rows,
            list(OrganisationSearchWord.objects.order_by("word").values("owner", "word", "sound", "entries")),
        ]


def test_the_kept_search_equals_the_rewritten(kept):
    with everywhere(reason="test", audited=False):
        for table in (*TABLES, OrganisationSearchWord):
            table.objects.all().delete()

    call_command("rewrite_search", verbosity=0)

    assert everything() == kept
    assert [len(rows) for rows in kept[:2]] == [3, 1]


def test_twice_is_the_same_as_once_and_any_chunk_may_be_the_last(kept):
    with everywhere(reason="test", audited=False):
        NationalSearchEntry.objects.filter(code="b").update(title="Spoilt", facets=[], titles=None)
        NationalSearchWord.objects.create(word="nonsense", sound="nonsens", entries=7)
        after = 0
        while after is not None:
            after = rewrite_entries(after=after, most=1)
        recount_words()

    assert everything() == kept


def test_entries_of_an_older_edition_are_written_anew_by_the_worker(kept, cast):
    with everywhere(reason="test", audited=False):
        NationalSearchEntry.objects.update(edition=0, titles=None, facets=[], document="")
        OrganisationSearchEntry.objects.update(edition=0, titles=None, facets=[])
        NationalSearchWord.objects.all().delete()
        OrganisationSearchWord.objects.all().delete()
    with acting_in(cast.learner_scope("asha")):
        assert search(Search(words="stores")).rows == []

    rewrite_stale()

    assert everything() == kept
    assert {row["edition"] for row in kept[0]} == {EDITION}


def test_a_word_is_counted_once_for_each_entry_that_has_it(kept):
    words = {row["word"]: row["entries"] for row in kept[2]}

    assert (words["audit"], words["stores"], words["लेखापरीक्षा"]) == (2, 1, 1)
    assert "past" not in words
