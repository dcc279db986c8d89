from datetime import UTC, datetime

from core.tenancy.context import everywhere
from courses.enrolment.models import Assignment
from ehrms.officials.models import Official, Posting
from karmayogi.demo.loading import load
from policy.plans.models import CapacityBuildingPlan

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def counted():
    with everywhere(reason="test", audited=False):
        return [model.objects.count() for model in (Official, Posting, CapacityBuildingPlan, Assignment)]


def test_loading_again_changes_nothing(cast):
    load(NOW)
    once = counted()
    load(NOW)

    # 309 officials; Farah has two postings. The plan reaches 300 colleagues, Asha, Indu and Chitra: three courses each.
    assert counted() == once == [309, 310, 1, 909]


def test_indu_supervises_asha_and_farah_serves_in_railways(cast):
    load(NOW)
    with everywhere(reason="test", audited=False):
        assert Posting.objects.get(person_id=cast.asha.pk).supervisor_id == cast.indu.pk
        farah = Official.objects.get(person=cast.farah)
        assert farah.home_organisation_id == cast.railways.pk
        mine = Assignment.objects.filter(person=cast.asha).order_by("due_date")
        codes = ["noting-and-drafting", "code-of-conduct", "rti-act-2005-basics"]
        assert list(mine.values_list("offering__code", flat=True)) == codes
        assert not Assignment.objects.filter(person__in=[cast.farah, cast.bilal]).exists()
