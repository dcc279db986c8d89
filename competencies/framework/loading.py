"""Bringing a published version of the model into the catalogue. Twice is the same as once."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from competencies.framework.models import Competency, CompetencyKind
from competencies.framework.rules import Entry, entries
from core.audit import entries as audit
from core.audit.actor import Actor
from core.tenancy.context import everywhere

MODEL_FILE = Path(__file__).resolve().parents[2] / "karmayogi" / "data" / "competencies.json"


@dataclass(frozen=True, slots=True)
class Loaded:
    version: str
    added: int
    changed: int
    retired: int
    kept: int


def read_model(file: Path = MODEL_FILE) -> dict[str, Any]:
    model: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return model


@transaction.atomic
def load(*, model: dict[str, Any], actor: Actor, at: datetime) -> Loaded:
    """Add what is new, rename what is renamed, retire what the model no longer names, bring back what it names."""
    wanted, version = entries(model), str(model["version"])
    with everywhere(reason=f"load the competency model {version}", audited=False):
        rows = {row.code: row for row in Competency.objects.select_for_update().order_by("pk")}
        added = changed = 0
        for kind in CompetencyKind:  # parents before what stands below them
            new = []
            for place, entry in enumerate(wanted, start=1):
                if entry.kind != kind:
                    continue
                parent_id = rows[entry.parent].pk if entry.parent else None
                values = _values(entry, parent_id, place, version)
                row = rows.get(entry.code)
                if row is None:
                    new.append(Competency(code=entry.code, **values))
                elif any(getattr(row, name) != value for name, value in values.items()):
                    Competency.objects.filter(pk=row.pk).update(**values)
                    changed += 1
            rows |= {row.code: row for row in Competency.objects.bulk_create(new)}
            added += len(new)
        retired = Competency.objects.in_force().exclude(code__in=[entry.code for entry in wanted]).update(retired_at=at)
        loaded = Loaded(version, added, changed, retired, len(wanted) - added - changed)
        if added or changed or retired:
            audit.record(
                actor,
                "competencies.framework.loaded",
                None,
                at,
                version=version,
                added=added,
                changed=changed,
                retired=retired,
            )
    return loaded


def _values(entry: Entry, parent_id: int | None, place: int, version: str) -> dict[str, Any]:
    return {
        "kind": CompetencyKind(entry.kind),
        "area": entry.area,
        "parent_id": parent_id,
        "name": entry.name,
        "name_hi": entry.name_hi,
        "place": place,
        "version": version,
        "retired_at": None,
    }
