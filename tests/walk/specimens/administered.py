"""What administrators keep: plans, a file of officials, feedback."""

import time
from datetime import datetime, timedelta
from typing import Any

from core.tenancy.context import acting_in, everywhere
from tests.walk.specimens.people import who

OFFICIALS = """Employee code,Name,Name in Hindi,Designation,Office
MOF-9001,Kavita Menon,कविता मेनन,Section Officer,cbdt
MOF-9002,Nobody Known,,Grand Vizier,cbdt
MOF-0101,Somebody Renamed,नया नाम,Section Officer,cbdt
"""


def planned(cast: Any, at: datetime) -> dict[str, str]:
    from courses.enrolment.models import Assignment
    from policy.plans import actions
    from policy.plans.models import CapacityBuildingPlan

    by = {**who(cast, "chitra", "finance"), "at": at}
    with acting_in(cast.organisation_scope("finance", "chitra")):
        plan = CapacityBuildingPlan.objects.get(state="published")
        draft = actions.create_plan(
            organisation_id=cast.finance.pk, title="Notes for all", title_hi="सबके लिए टिप्पण", financial_year="2026-27",
            **by,
        )  # fmt: skip
        actions.create_plan(
            organisation_id=cast.finance.pk, title="Not begun", title_hi="अभी आरंभ नहीं", financial_year="2026-27", **by
        )
        item = plan.items.select_related("offering").first()
        actions.add_item(
            plan=draft, offering_uuid=item.offering.uuid, due_on=at.date() + timedelta(days=60), **by
        )  # fmt: skip
    with acting_in(cast.learner_scope("asha")):
        asked = Assignment.objects.filter(person=cast.asha).first()
    base = "/mdo/finance/plans/"
    return {
        "plan": f"{base}{plan.uuid}/",
        "due_date": f"{base}{plan.uuid}/items/{item.uuid}/due-date/",
        "plan_draft": f"{base}{draft.uuid}/",
        "why": f"/plan/why/{asked.uuid}/",
    }


def exchanged(cast: Any, at: datetime) -> dict[str, str]:
    from django.utils import translation

    import ehrms.tasks  # noqa: F401 (declares the kinds of jobs, as a worker does)
    from core.jobs.actions import work
    from core.jobs.models import Job
    from ehrms.exchange.actions import receive
    from ehrms.officials.models import Official

    with acting_in(cast.organisation_scope("finance", "chitra")), translation.override("hi"):
        exchange = receive(
            organisation_id=cast.finance.pk, file_name="officials.csv", content=OFFICIALS.encode(), at=at,
            **who(cast, "chitra", "finance"),
        )  # fmt: skip
        official = Official.objects.get(person=cast.asha)
    with everywhere(reason="specimens", audited=False):
        job = Job.objects.get(params__exchange=str(exchange.uuid))
    for _turn in range(60):  # a worker may be at it already
        if work(job_uuid=job.uuid) == "ended":
            break
        time.sleep(0.5)
    return {
        "exchange": f"/mdo/finance/officials/exchanges/{exchange.uuid}/",
        "official": f"/mdo/finance/officials/{official.uuid}/",
        "job": f"/jobs/{job.uuid}/",
        "organisation_job": f"/mdo/finance/jobs/{job.uuid}/",
    }


def told(cast: Any, at: datetime) -> dict[str, str]:
    from messages.feedback.actions import give_feedback
    from messages.inbox.models import Message

    given = give_feedback(
        category="problem", text="पृष्ठ धीरे खुलता है।", contact="", page="/home/", language="hi", address="127.0.0.1", at=at,
        **who(cast, "asha"),
    )  # fmt: skip
    with everywhere(reason="specimens", audited=False):
        message = Message.objects.filter(person=cast.asha).first()
    return {
        "thanks": f"/feedback/thanks/{given.reference}/",
        "message": f"/messages/{message.uuid}/" if message else "/messages/",
    }
