"""What the platform does when something happened: the only list. Read it to know the behaviour.

A line says: when this is announced, these hear of it. Handlers are named by path, so that this page imports no pillar's
insides; the path is also the subscriber's name, under which its position is kept.
"""

from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from accounts.events import ApiKeyIssued, PersonJoined
from competencies.events import AttainmentRecorded
from core.jobs.events import JobFinished
from core.outbox.events import Event
from core.outbox.relay import Subscription
from core.preferences.events import LanguageChosen
from courses.events import (
    AccommodationEnded,
    AccommodationGranted,
    AttemptMarked,
    CertificateIssued,
    CertificateReissued,
    CertificateRevoked,
    CorrectionApplied,
    CorrectionAsked,
    CorrectionDeclined,
    CorrectionFinished,
    CorrectionProposed,
    CourseAssigned,
    CourseCompleted,
    CoursePublished,
    LearnerEnrolled,
    LearnerWithdrew,
    LearningStarted,
    MarksCorrected,
    RatingHidden,
    RatingReplied,
    RatingReported,
    VersionReturned,
    VersionSubmitted,
)
from ehrms.events import OfficialsJoined, OfficialsPosted, OfficialTransferred
from institutions.events import MembershipEnded, MembershipGranted
from policy.events import DueDateChanged, PlanPublished

# event -> handlers; a handler named with "@organisation" gets one organisation's events at a time, in its scope.
REACTIONS: dict[type[Event], list[str]] = {
    # people
    PersonJoined: [
        "institutions.roles.reactions.read_joiners_anew",
        "courses.certificates.reactions.follow_merges",
    ],
    LanguageChosen: ["messages.inbox.reactions.write_in_their_language"],
    ApiKeyIssued: ["messages.inbox.reactions.tell_owners_of_keys"],
    MembershipGranted: ["institutions.roles.reactions.read_roles_anew", "institutions.roles.reactions.tell_person"],
    MembershipEnded: ["institutions.roles.reactions.read_roles_anew", "institutions.roles.reactions.tell_person"],
    OfficialsJoined: [
        "policy.plans.reactions.include_joiners",
        "monitoring.readmodels.reactions.keep_figures",
    ],
    OfficialsPosted: ["policy.plans.reactions.include_joiners"],
    OfficialTransferred: [
        "competencies.passbook.reactions.follow_transfers",
        "courses.progress.reactions.follow_transfers",
        "courses.regrading.reactions.follow_transfers",
        "courses.h5p.reactions.follow_transfers",
        "courses.scorm.reactions.follow_transfers",
        "courses.certificates.reactions.follow_transfers",
        "monitoring.readmodels.reactions.keep_figures",
    ],
    # making courses
    VersionSubmitted: ["courses.authoring.reactions.tell_reviewers"],
    VersionReturned: ["courses.authoring.reactions.tell_author"],
    CoursePublished: ["courses.authoring.reactions.tell_author"],
    # learning
    CourseAssigned: ["monitoring.readmodels.reactions.keep_figures"],
    LearnerEnrolled: [
        "courses.enrolment.reactions.tell_offered",
        "monitoring.readmodels.reactions.keep_figures",
    ],
    LearnerWithdrew: [
        "courses.enrolment.reactions.offer_freed_places",
        "monitoring.readmodels.reactions.keep_figures",
    ],
    LearningStarted: ["monitoring.readmodels.reactions.keep_figures"],
    CourseCompleted: [
        "courses.certificates.reactions.issue_for_completions",
        "monitoring.readmodels.reactions.keep_figures",
    ],
    AccommodationGranted: [
        "courses.attempts.reactions.give_more_time",
        "courses.accommodations.reactions.tell_person",
    ],
    AccommodationEnded: ["courses.accommodations.reactions.tell_person"],
    AttemptMarked: ["courses.statistics.reactions.count_attempts"],
    CorrectionProposed: ["courses.regrading.reactions.carry_on"],
    CorrectionApplied: ["courses.regrading.reactions.carry_on"],
    MarksCorrected: ["courses.regrading.reactions.tell_learners"],
    CorrectionFinished: ["courses.statistics.reactions.count_attempts"],
    AttainmentRecorded: [],
    CertificateIssued: [
        "courses.certificates.reactions.draw_after_issue",
        "courses.certificates.reactions.tell_holders",
    ],
    CertificateRevoked: ["courses.certificates.reactions.tell_holders"],
    CertificateReissued: [
        "courses.certificates.reactions.draw_after_issue",
        "courses.certificates.reactions.tell_holders",
    ],
    CorrectionAsked: ["courses.certificates.reactions.tell_deciders"],
    CorrectionDeclined: ["courses.certificates.reactions.tell_askers"],
    RatingReplied: ["courses.ratings.reactions.tell_writers"],
    RatingHidden: ["courses.ratings.reactions.tell_writers"],
    RatingReported: ["courses.ratings.reactions.tell_moderators"],
    # duties and work in the background
    PlanPublished: [],
    DueDateChanged: [],
    JobFinished: ["messages.inbox.reactions.tell_starters"],
}


def subscriptions() -> list[Subscription]:
    """One subscription for each handler, with all the topics it hears."""
    topics: dict[str, set[str]] = {}
    for event, handlers in REACTIONS.items():
        for handler in handlers:
            topics.setdefault(handler, set()).add(event.topic)
    return [
        Subscription(
            name=path.partition("@")[0],
            topics=frozenset(heard),
            handler=import_string(path.partition("@")[0]),
            scope=path.partition("@")[2] or "platform",
        )
        for path, heard in topics.items()
    ]


SUBSCRIPTIONS = SimpleLazyObject(subscriptions)
