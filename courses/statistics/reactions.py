"""What statistics do when attempts were marked. Listed in karmayogi.reactions, run as the platform."""

from collections.abc import Sequence

from core.outbox.events import Event
from core.outbox.models import Subscriber
from courses.events import AttemptMarked, CorrectionFinished
from courses.statistics.actions import fold, recount

SUBSCRIBER = "courses.statistics.reactions.count_attempts"


def count_attempts(events: Sequence[Event]) -> None:
    """AttemptMarked: the questions of these attempts. Effect and position of the relay are one transaction.

    CorrectionFinished: the question and those beside it anew, from the attempts heard of so far.
    """
    marked = [event.attempt_id for event in events if isinstance(event, AttemptMarked)]
    fold(attempt_ids=marked)
    for version_id in {event.question_version_id for event in events if isinstance(event, CorrectionFinished)}:
        position = Subscriber.objects.values_list("position", flat=True).get(name=SUBSCRIBER)
        recount(version_id=version_id, heard=marked, topic=AttemptMarked.topic, position=position)
