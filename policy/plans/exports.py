"""The completion list as a file."""

import uuid

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.exports.kinds import Arguments, export_kind
from policy.plans.access import get_plan
from policy.plans.queries import STATE_NAMES, CompletionRow, Wanted, completion_page


def columns() -> list[str]:
    return [
        _("Employee code"), _("Name"), _("Designation"), _("Office"), _("Course"), _("Due by"), _("State"),
        _("Progress in percent"), _("Completed on"), _("Certificate number"), _("Verify at"),
    ]  # fmt: skip


def line(row: CompletionRow) -> list[object]:
    return [
        row.code, row.name, row.designation, row.organisation, row.title,
        row.due_on.isoformat() if row.due_on else "", str(STATE_NAMES[row.state]), row.progress,
        row.completed_on.isoformat() if row.completed_on else "",
        row.proof.number if row.proof else "", row.proof.verify_url if row.proof else "",
    ]  # fmt: skip


def _page(arguments: Arguments, after: str | None, limit: int) -> tuple[list[list[object]], str | None]:
    plan = get_plan(uuid.UUID(arguments["plan"]), arguments["organisation_id"])
    wanted = Wanted(**arguments["wanted"])
    language = get_language() or "en"
    rows, next_after = completion_page(plan, wanted, timezone.localdate(), language, after or "", limit)
    return [line(row) for row in rows], next_after or None


COMPLETION = export_kind(
    "policy.plans.completion",
    title=lambda arguments: _("Completion of %(plan)s") % {"plan": arguments["title"]},
    columns=lambda _arguments: columns(),
    page=_page,  # type: ignore[arg-type]
)
