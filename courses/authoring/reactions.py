"""What follows from a step of a version: who reviews, or who made it, is told. Listed in karmayogi.reactions."""

from django.utils.translation import gettext_lazy as _

from courses.authoring.queries import makers_of
from courses.events import CoursePublished, VersionReturned, VersionSubmitted
from institutions import facade as institutions
from messages.facade import message_kind, notify

PUBLISHED = message_kind(
    "courses.version.published",
    label=_("A course I made was published"),
    subject=_("Published: %(title)s"),
    body=_("Version %(number)s of “%(title)s” is published. Learners get it from now on."),
)
RETURNED = message_kind(
    "courses.version.returned",
    label=_("A course I made was returned"),
    subject=_("Changes asked: %(title)s"),
    body=_("A reviewer returned version %(number)s of “%(title)s”: %(reason)s"),
)
SUBMITTED = message_kind(
    "courses.version.submitted",
    label=_("A course waits for my review"),
    subject=_("For review: %(title)s"),
    body=_("%(name)s sent version %(number)s of “%(title)s” for review."),
)


def tell_reviewers(events: list[VersionSubmitted]) -> None:
    """One message for each submission to the provider's reviewers, but not to who had a hand in the version."""
    for event in events:
        version = makers_of(event.version_id)
        if version is None or not version.is_in_review or event.organisation_id is None:
            continue
        reviewers = institutions.holders_of(
            role="content_reviewer", organisation_id=event.organisation_id, at=event.at
        )  # fmt: skip
        notify(
            person_ids=set(reviewers) - set(version.person_ids),
            kind="courses.version.submitted",
            key=f"version:{version.uuid}:submitted:{event.at.isoformat()}",
            params={
                "title": {"en": version.title, "hi": version.title_hi or version.title},
                "number": version.number,
                "name": version.sent_by,
            },
            link=f"/provider/{version.organisation}/courses/{version.code}/review/",
            at=event.at,
        )


def tell_author(events: list[CoursePublished | VersionReturned]) -> None:
    """One message for each decision to everybody who had a hand in the version."""
    for event in events:
        version = makers_of(event.version_id)
        if version is None:
            continue
        is_return = isinstance(event, VersionReturned)
        notify(
            person_ids=version.person_ids,
            kind="courses.version.returned" if is_return else "courses.version.published",
            key=f"version:{version.uuid}:{'returned' if is_return else 'published'}:{event.at.isoformat()}",
            params={
                "title": {"en": version.title, "hi": version.title_hi or version.title},
                "number": version.number,
                "reason": version.reason,
            },
            link=f"/provider/{version.organisation}/courses/{version.code}/review/",
            at=event.at,
        )
