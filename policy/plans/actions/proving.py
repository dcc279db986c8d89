"""The certificates of a plan's completions as one ZIP with a list of them, for whoever must show proof of training."""

import tempfile
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from core.audit import entries
from core.audit.actor import Actor
from core.exports.writer import CSV, Table, written
from core.files import rules as file_rules
from core.files.actions import store
from core.jobs import actions as jobs
from core.jobs.kinds import Chunk, Work
from core.jobs.models import Job
from core.refusals import Refusal
from core.tenancy.context import everywhere
from courses import facade as courses
from policy.plans import queries
from policy.plans.access import get_plan
from policy.plans.exports import columns, line
from policy.plans.models import CapacityBuildingPlan

MOST = 2000  # certificates in one file: some 150 MB
A_CHUNK = 25


class ProofsRefused(Refusal):
    SENTENCES = {
        "NOTHING_COMPLETED": gettext_lazy(
            "Nobody in this list has completed the course yet, so there is nothing to download."
        ),
        "TOO_MANY": gettext_lazy(
            "These are %(number)s certificates; one file holds %(most)s. Choose one course, or the first letters of names."
        ),
    }


def start_proofs(*, plan: CapacityBuildingPlan, wanted: queries.Wanted, actor: Actor, at: datetime) -> Job:
    """Have a worker draw what is missing and put all together; the job, of who asked, leads to the file."""
    number = queries.completions(plan, wanted, timezone.localdate(at))
    if not number:
        raise ProofsRefused("NOTHING_COMPLETED")
    if number > MOST:
        raise ProofsRefused("TOO_MANY", number=number, most=MOST)
    return jobs.start(
        kind="policy.plans.proofs",
        title=ngettext("%(n)s certificate of %(plan)s", "%(n)s certificates of %(plan)s", number)
        % {"n": number, "plan": plan.title_in(get_language() or "en")},
        params={
            "plan": str(plan.uuid),
            "organisation_id": actor.organisation_id,
            "wanted": asdict(wanted) | {"state": wanted.state or "completed"},
        },
        steps=[_("Draw the certificates"), _("Write the file")],
        total=number,
        actor=actor,
        at=at,
    )


def proofs_chunk(work: Work) -> Chunk:
    """Draw the next ones; after the last, the file. In the scope of who asked, so it finds what they may see."""
    plan = get_plan(UUID(work.params["plan"]), work.params["organisation_id"])
    cursor = work.cursor or {"after": "", "is_drawn": False}
    if cursor["is_drawn"]:
        return _file(work, plan)
    rows, after = _rows(work, plan, cursor["after"], A_CHUNK)
    courses.draw_missing([row.proof.uuid for row in rows if row.proof])
    return Chunk(cursor={"after": after, "is_drawn": not after}, done=len(rows), step=0 if after else 1)


def _rows(work: Work, plan: CapacityBuildingPlan, after: str, limit: int) -> tuple[list[queries.CompletionRow], str]:
    wanted = queries.Wanted(**work.params["wanted"])
    return queries.completion_page(plan, wanted, timezone.localdate(work.at), get_language() or "en", after, limit)


def _file(work: Work, plan: CapacityBuildingPlan) -> Chunk:
    title = plan.title_in(get_language() or "en")
    rows, _after = _rows(work, plan, "", MOST)
    proven = [(row, row.proof) for row in rows if row.proof]
    index = written(Table(title, columns(), map(line, rows), work.actor.name, work.at), CSV)
    paths = {
        proof.uuid: courses.path_of_proof(course=row.title, code=row.code, name=row.name, number=proof.number)
        for row, proof in proven
    }
    with tempfile.TemporaryFile() as target:
        courses.write_proofs(paths, index, target)
        with everywhere(reason="proofs kept for who asked", audited=False):
            file = store(
                upload=File(target, name="proofs.zip"),
                name=f"{slugify(title, allow_unicode=True) or 'plan'}.zip",
                kind="policy.proofs",
                accept=frozenset({file_rules.ZIP}),
                actor=work.actor,
                at=work.at,
            )
            entries.record(
                work.actor, "policy.plan.proofs_made", plan, work.at, organisation_id=plan.organisation_id,
                certificates=len(proven),
            )  # fmt: skip
    return Chunk(cursor=work.cursor, is_last=True, result={"file": str(file.uuid)})
