"""Transfers by the action, whatever door or job calls it: within the part of the tree acted for, and once."""

from datetime import date

import pytest

from core.audit.actor import platform
from core.audit.models import AuditEntry
from core.outbox.models import OutboxEvent
from core.tenancy.context import acting_in, everywhere
from ehrms.officials.actions import PostingRefused, post, transfer
from ehrms.officials.models import Official, Posting
from tests.policy.making import AT, chitra, designation, employ

SINCE = date(2026, 11, 1)


@pytest.fixture
def asha(cast) -> Official:
    employ(cast, [cast.asha.pk])
    with everywhere(reason="test", audited=False):
        return Official.objects.get(person=cast.asha)


def move(cast, official, office: str, since: date = SINCE) -> Posting:
    return transfer(
        official=official, organisation=cast.organisations[office], designation=designation(), since=since,
        actor=chitra(cast), at=AT,
    )  # fmt: skip


def written() -> tuple[int, int, int]:
    with everywhere(reason="test", audited=False):
        return Posting.objects.count(), AuditEntry.objects.count(), OutboxEvent.objects.count()


@pytest.mark.parametrize("office", ["railways", "personnel", "india"])
def test_out_of_the_part_of_the_tree_acted_for_is_refused_in_words_and_nothing_is_written(cast, asha, office):
    before = written()

    with acting_in(cast.organisation_scope("finance", "chitra")), pytest.raises(PostingRefused) as refused:
        move(cast, asha, office)

    assert refused.value.reason == "NOT_YOUR_ORGANISATION"
    assert str(refused.value) == "You can only post to an organisation you act for."
    assert written() == before


def test_within_it_the_person_goes_with_everything(cast, asha):
    with acting_in(cast.organisation_scope("finance", "chitra")):
        posting = move(cast, asha, "revenue")

    assert (posting.organisation_id, posting.active_from) == (cast.revenue.pk, SINCE)
    with everywhere(reason="test", audited=False):
        assert Official.objects.get(pk=asha.pk).home_organisation_id == cast.revenue.pk


def test_the_platform_transfers_between_ministries(cast, asha):
    with everywhere(reason="test", audited=False):
        transfer(
            official=asha, organisation=cast.railways, designation=designation(), since=SINCE,
            actor=platform("command"), at=AT,
        )  # fmt: skip

        assert Official.objects.get(pk=asha.pk).home_organisation_id == cast.railways.pk


@pytest.mark.parametrize("act", ["transfer", "post"])
def test_from_a_page_opened_before_another_transfer_is_refused_and_changes_nothing(cast, asha, act):
    stale = Official(**{field.attname: getattr(asha, field.attname) for field in Official._meta.concrete_fields})
    with acting_in(cast.organisation_scope("finance", "chitra")):
        move(cast, asha, "revenue")
    before = written()

    with acting_in(cast.organisation_scope("finance", "chitra")), pytest.raises(PostingRefused) as refused:
        if act == "transfer":
            move(cast, stale, "finance", date(2026, 11, 15))
        else:
            post(official=stale, designation=designation(), since=date(2026, 11, 15), actor=chitra(cast), at=AT)

    assert refused.value.reason == "MOVED_MEANWHILE"
    assert written() == before
