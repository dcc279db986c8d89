"""Messages when a job ended; mails in the language a person chose. Listed in karmayogi.reactions."""

from django.utils.translation import gettext_lazy as _

from accounts.events import ApiKeyIssued
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
KEY_ISSUED = message_kind(
    "accounts.api-key-issued",
    label=_("A key for programs was made in my name"),
    subject=_("A key was made: %(name)s"),
    body=_(
        "A program can now act in your name with the key “%(name)s”. If you did not make it, revoke it on your account"
        " page and change your password."
    ),
    is_optional=False,
)


def tell_owners_of_keys(events: list[ApiKeyIssued]) -> None:
    for event in events:
        notify(
            person_ids=[event.person_id],
            kind=KEY_ISSUED.name,
            key=f"api-key:{event.key_uuid}:issued",
            params={"name": event.name},
            link="/account/keys/",
            at=event.at,
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
