from datetime import UTC, datetime

from core.tenancy.context import everywhere
from courses.certificates.models import Certificate
from courses.enrolment.models import Completion, Enrolment
from courses.progress.models import ResourceProgress
from karmayogi.demo.loading import load
from monitoring.integrity.actions import check

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_holds_every_invariant(cast):
    import time

    t = time.time()
    load(NOW, share=0.1)
    print("LOAD", time.time() - t)
    with everywhere(reason="test", audited=False):
        print(
            Enrolment.objects.count(),
            Completion.objects.count(),
            Certificate.objects.count(),
            ResourceProgress.objects.count(),
        )
        t = time.time()
        run = check(at=NOW)
        print(run.checked, time.time() - t)
    assert 0
