"""What the figures listen to. One subscriber for everything, so that one position says how fresh they are."""

from collections import defaultdict
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from core.outbox.events import Event
from courses.events import CourseAssigned, CourseCompleted, LearnerEnrolled, LearnerWithdrew, LearningStarted
from monitoring.readmodels.actions import INDIA, Activity, refresh
from monitoring.readmodels.queries import homes_of, organisations_of_duties, organisations_of_enrolments


def keep_figures(events: list[Event]) -> None:
    """Count anew every cell that these events touched."""
    cells: set[tuple[int, date]] = set()
    heads: set[int] = set()
    people: set[int] = set()
    done: set[tuple[int, int]] = set()
    enrolled: dict[date, set[tuple[int, int]]] = defaultdict(set)
    activities: list[Activity] = []
    for event in events:
        organisation_id = event.organisation_id
        if organisation_id is not None:
            heads.add(organisation_id)
        match event:
            case LearnerEnrolled() | LearnerWithdrew():
                if organisation_id is not None:
                    cells.add((organisation_id, _indian_day(event)))
                if isinstance(event, LearnerEnrolled):  # by a ministry, perhaps: they count where they serve
                    enrolled[_indian_day(event)].update((person, event.offering_id) for person in event.person_ids)
            case LearningStarted() if organisation_id is not None:
                activities.append(Activity(event.person_id, organisation_id, event.at))
            case CourseCompleted() if organisation_id is not None:
                cells.add((organisation_id, _indian_day(event)))
                activities.append(Activity(event.person_id, organisation_id, event.at))
                done.add((event.person_id, event.offering_id))
            case CourseAssigned():
                people.update(event.person_ids)
            case _:  # people came or moved
                people.update(getattr(event, "person_ids", []))
    for day, pairs in enrolled.items():
        cells.update((organisation, day) for organisation in organisations_of_enrolments(pairs))
    heads |= homes_of(people) | organisations_of_duties(done)
    refresh(cells=cells, heads=heads, activities=activities, at=timezone.now())


def _indian_day(event: Event) -> date:
    return event.at.astimezone(ZoneInfo(INDIA)).date()
