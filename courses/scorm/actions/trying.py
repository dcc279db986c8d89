"""What a package says while its provider tries it out: kept beside, counted for nobody."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.packages.models import Package
from courses.scorm.actions.committing import Commit
from courses.scorm.actions.refusals import PackageRefused
from courses.scorm.models import ScoTrial
from courses.scorm.queries import part_of
from courses.scorm.rules import MOST_LOGGED, Said, merged

NOT_VALUES = ("sco", "session", "sequence", "active", "said", "interactions")


@transaction.atomic
def try_out(*, package: Package, kept: Commit, person_id: int, at: datetime) -> ScoTrial:
    """Keep a commit of the person's own trial. An older number of the same session changes nothing."""
    if not part_of(package, kept.sco):
        raise PackageRefused("NO_SUCH_PART")
    mine = ScoTrial.objects.filter(resource_id=package.resource_id, person_id=person_id)
    mine.exclude(package=package.uuid).delete()  # of a package that was replaced
    begun = ScoTrial(
        resource_id=package.resource_id, package=package.uuid, sco=kept.sco, person_id=person_id,
        organisation_id=package.owner_id, session=kept.session, sequence=0, kept={"interactions": {}},
        started_at=at, updated_at=at,
    )  # fmt: skip
    ScoTrial.objects.bulk_create([begun], ignore_conflicts=True)
    trial = mine.select_for_update().get(sco=kept.sco)
    if trial.session == kept.session and kept.sequence <= trial.sequence:
        return trial
    if trial.session != kept.session:
        trial.session, trial.session_active = kept.session, 0
    trial.active += max(0, kept.active - trial.session_active)
    trial.session_active = max(kept.active, trial.session_active)
    trial.sequence = kept.sequence
    changed = _take(trial.kept, kept)
    trial.log = [*trial.log, {"at": at.isoformat(), "sequence": kept.sequence, "changed": changed}][-MOST_LOGGED:]
    trial.updated_at = at
    trial.save()
    return trial


def _take(values: dict[str, Any], kept: Commit) -> list[str]:
    """Put what was said into the values; returns the names of what is new."""
    before = {name: values.get(name) for name in (*values, "said")}
    said = {name: value for name, value in asdict(kept).items() if name not in NOT_VALUES and value is not None}
    values.update(said)
    old = Said(**values["said"]) if "said" in values else None
    values["said"] = asdict(merged(old, kept.said))
    for row in kept.interactions:
        values["interactions"][str(row["number"])] = dict(row)
    names = [name for name in said if said[name] != before.get(name)]
    if values["said"] != before["said"]:
        names.append("said")
    return names + (["interactions"] if kept.interactions else [])


@transaction.atomic
def forget_trial(*, package: Package, person_id: int) -> None:
    """Begin the person's own trial anew. Twice is the same as once."""
    ScoTrial.objects.filter(resource_id=package.resource_id, person_id=person_id).delete()
