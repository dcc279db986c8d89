"""Messages when a job ended; mails in the language a person chose. Listed in karmayogi.reactions."""

from django.utils.translation import gettext_lazy as _

from core.jobs.events import JobFinished
from core.preferences.events import LanguageChosen
from messages.inbox.actions import notify, set_language
from messages.inbox.kinds import message_kind

FINISHED = message_kind(
    "core.job.finished",
    label=_("Work I started is over"),
    subject=_("Finished: %(title)s"),
    body=_("“%(title)s” is finished: %(done)s done, %(refused)s not taken."),
)
FAILED = message_kind(
    "core.job.failed",
    label=_("Work I started has stopped"),
    subject=_("Stopped: %(title)s"),
    body=_("“%(title)s” has stopped. %(failure)s"),
)
CANCELLED = message_kind(
    "core.job.cancelled",
    label=_("Work I cancelled has ended"),
    subject=_("Cancelled: %(title)s"),
    body=_("“%(title)s” was cancelled after %(done)s were done."),
    by_email=False,
)


def tell_starters(events: list[JobFinished]) -> None:
    """One message for each job, however often the event is handled."""
    for event in events:
        if event.person_id is not None:
            notify(
                person_ids=[event.person_id],
                kind=f"core.job.{event.state}",
                key=f"job:{event.job_uuid}:ended",
                params={
                    "title": event.title,
                    "done": event.done,
                    "refused": event.refused,
                    "failure": event.failure,
                },
                link=f"/jobs/{event.job_uuid}/",
                at=event.at,
            )


def write_in_their_language(events: list[LanguageChosen]) -> None:
    """Mails follow the language of the pages. An event handled late or again does not undo a later choice."""
    for event in events:
        set_language(person_id=event.person_id, language=event.language, at=event.at)
