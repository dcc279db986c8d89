"""A SCORM package for its provider: when it counts as done, and trying it out to see what it sends."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.display.dates import in_time, time_patterns
from core.display.measures import duration
from core.doors import permitted
from courses.authoring import access
from courses.authoring.forms import StatusPolicyForm
from courses.authoring.pages.frame import VIEW, address, resource_frame
from courses.catalogue.models import Resource, StatusPolicy
from courses.packages.links import frame_url, framing
from courses.packages.models import Package
from courses.scorm import actions, menu, queries, rules
from courses.scorm.models import ScoTrial
from institutions.roles.requests import InScope

LONG = 300  # letters of a value that are shown
REMARKS = {
    "SUSPEND_DATA_LONG": gettext_lazy(
        "Its memory is longer than the standard grants (%(most)s letters). We keep it; other players may not."
    ),
    "LOCATION_LONG": gettext_lazy(
        "Its place is longer than the standard grants (%(most)s letters). We keep it; other players may not."
    ),
}


def about(request: InScope, part: Resource, package: Package | None, form: StatusPolicyForm | None) -> dict[str, Any]:
    """For the page of the package: its parts, what was put right, and its policy."""
    if package is None or package.kind not in queries.EDITIONS:
        return {}
    code = part.version.offering.code
    return {
        "scorm": {
            "parts": package.details["parts"],
            "remarks": [remark(code, facts) for code, facts in package.details["remarks"]],
            "policy": form or StatusPolicyForm(initial=StatusPolicyForm.of(part)),
            "policy_url": address(request, "status-policy", code, part.uuid),
            "trial_url": address(request, "trial", code, part.uuid),
            "least": duration(rules.least_seconds(part.minutes)),
        }
    }


def remark(code: str, facts: dict[str, str]) -> str:
    sentences = {
        "NO_RESOURCE": _("The manifest names nothing to start for “%(part)s”; it is shown as a heading."),
        "CASE": _("“%(part)s”: the manifest spells its file otherwise than it is; it was found all the same."),
        "NO_ORGANISATION": _("The manifest lists no parts; its resources are taken in their order."),
    }
    return sentences[code] % facts


@permitted(VIEW)
def trial(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """Play the package as a learner would, and see what it sends. Counts for nobody. POST: begin anew."""
    course, part, package = access.get_package_for(request.organisation, code, uuid)
    if request.method == "POST":
        actions.forget_trial(package=package, person_id=request.principal.person_id)
        messages.success(request, _("The trial begins anew."))
        return redirect(request.path)
    trials = queries.trial_of(package, request.principal.person_id)
    reached = queries.trial_progress(package, trials)
    current = queries.chosen(reached, request.GET.get("part", ""))
    start = queries.start_of(
        package, queries.part_of(package, current), queries.trial_memory(trials, current),
        learner_id=f"trial-{request.principal.person_uuid}"[:60], learner_name=request.principal.names["en"],
    )  # fmt: skip
    scorm = {
        "begin": {"ids": {"part": current, "session": str(uuid4())}, "begin": start, "times": time_patterns()},
        "commit_url": reverse("courses:api-trial-commits", args=[request.organisation.code, code, uuid]),
        **menu.shown(reached, current, request.path),
    }
    context = resource_frame(request, course, part) | said_so_far(package, trials) | {
        "scorm": scorm,
        "title": part.title,
        "frame_url": frame_url(package, request.principal.person_id),
        "said_url": address(request, "trial-said", code, uuid),
        "back_url": address(request, "resource", code, uuid) if course.draft else address(request, "preview", code),
    }  # fmt: skip
    return framing(render(request, "courses/authoring/trial.html", context))


@permitted(VIEW)
@require_safe
def trial_said(request: InScope, organisation: str, code: str, uuid: Any) -> HttpResponse:
    """What the package has said so far: the part of the trial page that is fetched again after each commit."""
    _course, _part, package = access.get_package_for(request.organisation, code, uuid)
    trials = queries.trial_of(package, request.principal.person_id)
    return render(request, "courses/authoring/_trial_said.html", said_so_far(package, trials))


def said_so_far(package: Package, trials: Sequence[ScoTrial]) -> dict[str, Any]:
    titles = {part["identifier"]: part["title"] for part in package.details["parts"]}
    edition = queries.EDITIONS[package.kind]
    reached = queries.trial_progress(package, trials)
    return {
        "verdicts": _verdicts(package, trials),
        "active": duration(reached.active_seconds),
        "least": duration(rules.least_seconds(package.resource.minutes)),
        "tried": [_said(trial, titles.get(trial.sco, trial.sco), edition) for trial in trials],
    }


def _verdicts(package: Package, trials: Sequence[ScoTrial]) -> list[dict[str, Any]]:
    """What each policy would make of what was said; the package's own first."""
    own = package.resource
    policies = sorted(StatusPolicy, key=lambda policy: policy != own.status_policy)
    found = []
    for policy in policies:
        score = (own.pass_score or 80) if policy == StatusPolicy.SCORE else None
        terms = rules.Terms(policy, score, own.minutes)
        reached = queries.trial_progress(package, trials, terms)
        label = str(policy.label)
        found.append(
            {
                "label": _("%(label)s (%(score)s%%)") % {"label": label, "score": score} if score else label,
                "is_own": policy == own.status_policy,
                "is_done": reached.decision.is_done,
                "missing": queries.told(reached.decision, reached.pieces, reached.said)["missing"],
            }
        )
    return found


def _said(trial: ScoTrial, title: str, edition: str) -> dict[str, Any]:
    kept, said = trial.kept, trial.kept.get("said", {})
    limits = {"SUSPEND_DATA_LONG": rules.SUSPEND_LIMITS[edition], "LOCATION_LONG": rules.LOCATION_LIMITS[edition]}
    location, suspended = kept.get("location") or "", kept.get("suspend_data") or ""
    return {
        "title": title,
        "rows": [
            (_("Completed"), said.get("completion", "")),
            (_("Passed"), said.get("success", "")),
            (_("Score"), "" if said.get("score") is None else f"{said['score']}%"),
            (_("Progress"), "" if said.get("measure") is None else f"{round(said['measure'] * 100)}%"),
            (_("Its place"), location[:LONG]),
            (_("Its memory"), f"{suspended[:LONG]}{'…' if len(suspended) > LONG else ''}"),
            (_("How it ended"), kept.get("exit") or ""),
            (_("Its own time"), duration(kept["said_seconds"]) if kept.get("said_seconds") else ""),
        ],
        "remarks": [
            REMARKS[name] % {"most": limits[name]}
            for name in rules.remarks(edition, location=len(location), suspended=len(suspended))
        ],
        "objectives": kept.get("objectives") or [],
        "interactions": sorted(kept.get("interactions", {}).values(), key=lambda row: row["number"]),
        "log": [
            {
                "at": in_time(datetime.fromisoformat(row["at"])),
                "number": row["sequence"],
                "changed": ", ".join(row["changed"]),
            }
            for row in reversed(trial.log)
        ],
    }
