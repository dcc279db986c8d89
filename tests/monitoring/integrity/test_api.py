"""The last run of the checker for programs."""

from django.utils import timezone

from core.tenancy.context import everywhere
from monitoring.integrity.models import Discrepancy, IntegrityRun
from tests.accounts.keys.making import make, program

API = "/api/v1/national/integrity/"


def test_before_the_first_run_it_says_so(cast):
    assert program(make(cast, "gita")).get(API).json() == {
        "started_at": None, "finished_at": None, "checked": {}, "discrepancies": [],
    }  # fmt: skip


def test_the_newest_run_is_told_with_what_differed(cast):
    with everywhere(reason="test", audited=False):
        IntegrityRun.objects.create(started_at=timezone.now(), checked={"old": {"compared": 1, "broken": 0}})
        checked = {"places_are_counted": {"compared": 7, "broken": 1}}
        run = IntegrityRun.objects.create(started_at=timezone.now(), checked=checked)
        Discrepancy.objects.create(run=run, invariant="places_are_counted", subject="batch 4", expected="2", found="3")

    told = program(make(cast, "gita")).get(API).json()

    assert told["checked"] == checked
    assert told["discrepancies"] == [
        {"invariant": "places_are_counted", "subject": "batch 4", "expected": "2", "found": "3"}
    ]


def test_whoever_does_not_watch_the_nation_finds_nothing(cast):
    assert [program(make(cast, name)).get(API).status_code for name in ("asha", "chitra", "dev")] == [404] * 3
    assert program(None).get(API).status_code == 401
