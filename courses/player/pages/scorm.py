"""A SCORM package: its parts, the one that is open, and what is still missing until it is done."""

from typing import Any
from uuid import uuid4

from django.urls import reverse

from core.display.dates import time_patterns
from courses.packages.models import Package
from courses.player.access import Seat
from courses.scorm import menu, queries
from institutions.roles.requests import InScope


def shown(request: InScope, seat: Seat, package: Package) -> dict[str, Any]:
    """For the template; `begin` is what the page's script tells the package (frontend/js/player/packaged.js)."""
    reached = queries.progress_of(package, seat.enrolment.pk)
    current = queries.chosen(reached, request.GET.get("part", ""))
    start = queries.start_of(
        package,
        queries.part_of(package, current),
        queries.memory_of(seat.enrolment.pk, seat.resource.pk, current),
        learner_id=seat.enrolment.uuid.hex,
        learner_name=request.principal.names["en"],
    )
    ids = {
        "enrolment": str(seat.enrolment.uuid), "resource": str(seat.resource.uuid), "part": current,
        "session": str(uuid4()),
    }  # fmt: skip
    here = reverse("courses:learn", args=[seat.offering.code, seat.resource.uuid])
    return {
        "scorm": {
            "begin": {"ids": ids, "begin": start, "times": time_patterns()},
            "commit_url": reverse("courses:api-scorm-commits"),
            **menu.shown(reached, current, here),
        }
    }
