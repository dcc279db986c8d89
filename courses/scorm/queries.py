"""Reading the parts of a package, what they said, and what is still missing of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from core.display.measures import duration
from courses.catalogue.models import Resource
from courses.packages.models import Package
from courses.progress import rules as progress
from courses.progress.models import ResourceProgress
from courses.scorm import rules
from courses.scorm.memory import Memory, cmi
from courses.scorm.models import ScoSession, ScoState, ScoTrial
from courses.scorm.rules import Decision, Piece, Said, Terms

SAID = ("completion", "success", "score", "measure")
EDITIONS = {"scorm12": "1.2", "scorm2004": "2004"}


def pieces_of(parts: Sequence[Mapping[str, Any]], said: Mapping[str, Said]) -> tuple[list[Piece], dict[str, Said]]:
    """The parts that can be started, and what they said, with those marked that cannot speak."""
    pieces = [
        Piece(
            identifier=part["identifier"],
            title=part["title"],
            prerequisites=part.get("prerequisites", ""),
            is_choice=part.get("is_choice", True),
            is_forward_only=part.get("is_forward_only", False),
        )
        for part in parts
        if part["launch"]
    ]
    assets = {part["identifier"] for part in parts if part["launch"] and not part.get("is_sco", True)}
    return pieces, {name: replace(state, is_asset=name in assets) for name, state in said.items()}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a learner is in a package. `parts`: as the manifest lists them, headings too."""

    parts: Sequence[Mapping[str, Any]]
    pieces: Sequence[Piece]
    said: Mapping[str, Said]
    decision: Decision
    is_complete: bool
    active_seconds: int


def scorm_of(resource: Resource) -> Package | None:
    """The package of a resource, when it is a SCORM one."""
    return Package.objects.select_related("resource").filter(resource=resource, kind__in=EDITIONS).first()


def progress_of(package: Package, enrolment_id: int) -> Progress:
    reached = ResourceProgress.objects.filter(enrolment_id=enrolment_id, resource_id=package.resource_id).first()
    seen = progress.ranges(reached.seen) if reached else []
    active = seen[-1][1] if seen else 0
    parts = package.details["parts"]
    pieces, said = pieces_of(parts, said_in(enrolment_id, package.resource_id))
    return Progress(
        parts=parts,
        pieces=pieces,
        said=said,
        decision=rules.decide(terms_of(package.resource), pieces, said, active_seconds=active),
        is_complete=bool(reached and reached.completed_at),
        active_seconds=active,
    )


def part_of(package: Package, identifier: str) -> Mapping[str, Any]:
    """A part that can be started, and {} for what is none."""
    parts = package.details["parts"]
    return next((part for part in parts if part["identifier"] == identifier and part["launch"]), {})


def chosen(reached: Progress, asked: str) -> str:
    """The part to open: the one asked for when it may be started, else the first that is not done, else the first."""
    names = [piece.identifier for piece in reached.pieces]
    startable = {piece.identifier for piece in reached.pieces if rules.may_start(piece, reached.pieces, reached.said)}
    if asked in startable:
        return asked
    lacking = [name for name, _reason in reached.decision.missing if name in startable]
    unopened = [name for name in names if name not in reached.said and name in startable]
    return next(iter([*lacking, *unopened, *names]))


def start_of(
    package: Package, part: Mapping[str, Any], memory: Memory, *, learner_id: str, learner_name: str
) -> dict[str, Any]:  # fmt: skip
    """What our page around the package is told first: frontend/js/packages/scorm.js."""
    edition = EDITIONS[package.kind]
    return {
        "title": part["title"],
        "launch": part["launch"],
        "cmi": cmi(edition, part, memory, learner_id=learner_id, learner_name=learner_name),
        "settings": {"mastery_override": part.get("mastery_score") is not None} if edition == "1.2" else {},
    }


def said_in(enrolment_id: int, resource_id: int) -> dict[str, Said]:
    rows = ScoState.objects.filter(enrolment_id=enrolment_id, resource_id=resource_id)
    return {sco: Said(*values) for sco, *values in rows.values_list("sco", *SAID)}


def memory_of(enrolment_id: int, resource_id: int, sco: str) -> Memory:
    """What one part left behind for its next start."""
    its = {"enrolment_id": enrolment_id, "resource_id": resource_id, "sco": sco}
    if (state := ScoState.objects.filter(**its).first()) is None:
        return Memory()
    return Memory(
        said=Said(state.completion, state.success, state.score, state.measure),
        location=state.location,
        suspend_data=state.suspend_data,
        exit=state.exit,
        score_raw=state.score_raw,
        score_min=state.score_min,
        score_max=state.score_max,
        objectives=state.objectives,
        preferences=state.preferences,
        seconds=ScoSession.objects.filter(**its).aggregate(Sum("said_seconds"))["said_seconds__sum"] or 0,
    )


def told(decision: Decision, pieces: Sequence[Piece], said: Mapping[str, Said]) -> dict[str, Any]:
    """For a page or a program: the state of each part and what is missing, in words."""
    titles = {piece.identifier: piece.title for piece in pieces}
    lacking = {name for name, _reason in decision.missing}
    missing = [
        {"part": name, "reason": reason, "sentence": sentence(reason, titles[name], said.get(name))}
        for name, reason in decision.missing
    ]
    if decision.seconds_left:
        missing.append(
            {
                "part": "",
                "reason": "MORE_TIME",
                "sentence": _("Stay with it for %(time)s more: so long it takes at the least.")
                % {"time": duration(decision.seconds_left)},
            }
        )
    return {
        "percent": decision.percent,
        "seconds_left": decision.seconds_left,
        "missing": missing,
        "parts": {
            name: _("Not begun") if name not in said else _("Begun") if name in lacking else _("Done")
            for name in titles
        },
    }


def sentence(reason: str, title: str, said: Said | None) -> str:
    sentences = {
        "NOT_OPENED": _("“%(title)s” is not opened yet."),
        "NOT_COMPLETED": _("“%(title)s” does not call itself completed yet."),
        "FAILED": _("“%(title)s” calls itself failed. Try it again."),
        "NO_SCORE": _("“%(title)s” has sent no score."),
        "SCORE_TOO_LOW": _("“%(title)s” has sent %(score)s%%, which is not enough."),
    }
    return sentences[reason] % {"title": title, "score": said.score if said and said.score is not None else 0}


def missing_in(enrolment_id: int, active_seconds: Mapping[str, int]) -> dict[str, list[str]]:
    """Resource -> what is missing, part by part. `active_seconds`: by the resource's uuid, of those to look at."""
    packages = list(
        Package.objects.filter(resource__uuid__in=active_seconds, kind__in=EDITIONS).select_related("resource")
    )
    states: dict[int, dict[str, Said]] = defaultdict(dict)
    rows = ScoState.objects.filter(enrolment_id=enrolment_id, resource_id__in=[one.resource_id for one in packages])
    for resource_id, sco, *values in rows.values_list("resource_id", "sco", *SAID):
        states[resource_id][sco] = Said(*values)
    found = {}
    for package in packages:
        uuid = str(package.resource.uuid)
        pieces, said = pieces_of(package.details["parts"], states[package.resource_id])
        decision = rules.decide(terms_of(package.resource), pieces, said, active_seconds=active_seconds[uuid])
        found[uuid] = [line["sentence"] for line in told(decision, pieces, said)["missing"]]
    return found


def terms_of(resource: Resource) -> Terms:
    return Terms(resource.status_policy, resource.pass_score, resource.minutes)


def trial_of(package: Package, person_id: int) -> list[ScoTrial]:
    """What each part said in the person's own trial of exactly this package."""
    mine = {"resource_id": package.resource_id, "person_id": person_id, "package": package.uuid}
    return list(ScoTrial.objects.filter(**mine).order_by("started_at", "pk"))


def trial_progress(package: Package, trials: Sequence[ScoTrial], policy: Terms | None = None) -> Progress:
    """How far the package would be with these trials, by its own policy or another."""
    parts = package.details["parts"]
    pieces, said = pieces_of(parts, {trial.sco: Said(**trial.kept.get("said", {})) for trial in trials})
    active = sum(trial.active for trial in trials)
    decision = rules.decide(policy or terms_of(package.resource), pieces, said, active_seconds=active)
    return Progress(parts, pieces, said, decision, decision.is_done, active)


def trial_memory(trials: Sequence[ScoTrial], sco: str) -> Memory:
    """What a part left behind in a trial."""
    if (trial := next((one for one in trials if one.sco == sco), None)) is None or "said" not in trial.kept:
        return Memory()
    kept = trial.kept
    names = ("location", "suspend_data", "exit", "score_raw", "score_min", "score_max", "objectives", "preferences")
    return Memory(
        said=Said(**kept["said"]),
        seconds=kept.get("said_seconds", 0),
        **{name: kept[name] for name in names if kept.get(name) is not None},
    )
