"""The page of the nightly checker."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.display.dates import in_datetime
from core.display.numbers import in_num
from core.doors import permitted
from monitoring.integrity.models import IntegrityRun

NAMES = {
    "completion_has_one_certificate": gettext_lazy("Every completion has one certificate"),
    "certificate_has_a_completion": gettext_lazy("Every certificate has its completion"),
    "certificate_and_public_face_agree": gettext_lazy("What the public sees of a certificate is its state"),
    "enrolment_and_completion_agree": gettext_lazy("Completed enrolments have a completion, and no others"),
    "completion_is_in_the_passbook": gettext_lazy("Every completion is in the passbook"),
    "places_are_counted": gettext_lazy("Taken places are those of enrolments"),
    "figures_are_those_counted_from_the_facts": gettext_lazy("Figures are those counted from the facts"),
    "sums_are_those_of_the_cells": gettext_lazy("Sums of ministries are those of their offices"),
}


@permitted("monitoring.national.view")
def latest(request: HttpRequest) -> HttpResponse:
    """What the last run compared, and what differed."""
    run = IntegrityRun.objects.order_by("-started_at").first()
    rows = [
        [
            str(NAMES.get(name, name)),
            in_num(counts["compared"]),
            {"text": in_num(counts["broken"]), "chip": _("Differs") if counts["broken"] else _("Agrees"),
             "chip_kind": "bad" if counts["broken"] else "ok"},
        ]
        for name, counts in (run.checked if run else {}).items()
    ]  # fmt: skip
    table = {
        "caption": _("What was compared"),
        "is_brief": True,
        "columns": [
            {"label": _("What must agree")},
            {"label": _("Compared"), "kind": "number"},
            {"label": _("Result"), "kind": "number", "phone": "end"},
        ],
        "rows": rows,
    }
    return render(
        request,
        "monitoring/integrity/latest.html",
        {
            "area": "national",
            "run_at": in_datetime(run.started_at) if run else None,
            "table": table,
            "discrepancies": list(run.discrepancies.order_by("pk")[:200]) if run else [],
        },
    )
