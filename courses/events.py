"""What the courses pillar announces. Plain values: ids inside the database, uuids for the outside."""

from dataclasses import dataclass, field
from datetime import date

from core.outbox.events import Event


@dataclass(frozen=True, kw_only=True)
class CoursePublished(Event):
    """A version went live. `organisation_id` is the provider's."""

    offering_id: int
    offering_uuid: str
    version_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class VersionSubmitted(Event):
    """A draft was sent for review. `organisation_id` is the provider's."""

    version_id: int
    by_person_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class VersionReturned(Event):
    """A reviewer asked for changes. `organisation_id` is the provider's."""

    version_id: int
    by_person_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CourseAssigned(Event):
    """A source asked a chunk of people of one organisation to take an offering."""

    offering_id: int
    offering_uuid: str
    person_ids: list[int] = field(default_factory=list)
    due_date: date | None = None
    source_kind: str = ""
    source_uuid: str = ""
    reason: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LearnerEnrolled(Event):
    """People got places in an offering: one by hand, or a chunk in bulk, and then `organisation_id` is who enrolled
    them and they may serve in many offices below it."""

    offering_id: int
    offering_uuid: str
    batch_id: int
    person_ids: list[int] = field(default_factory=list)
    is_waiting: bool = False
    from_waiting: bool = False  # a place became free for somebody who waited


@dataclass(frozen=True, kw_only=True)
class LearnerWithdrew(Event):
    """A person left a course; `gave_place` when a place became free."""

    offering_id: int
    batch_id: int
    person_id: int
    enrolment_uuid: str
    gave_place: bool


@dataclass(frozen=True, kw_only=True)
class LearningStarted(Event):
    """The first thing a person did in an enrolment."""

    offering_id: int
    person_id: int
    enrolment_uuid: str


@dataclass(frozen=True, kw_only=True)
class CourseCompleted(Event):
    """An enrolment was completed: certificate, service record, plans and figures follow."""

    offering_id: int
    offering_uuid: str
    version_id: int
    enrolment_uuid: str
    completion_uuid: str
    person_id: int
    provider_id: int
    grade: str
    minutes: int
    score: int | None = None


@dataclass(frozen=True, kw_only=True)
class CertificateIssued(Event):
    """Certificates of one chunk of completions; the lists run side by side."""

    certificate_uuids: list[str] = field(default_factory=list)
    completion_uuids: list[str] = field(default_factory=list)
    person_ids: list[int] = field(default_factory=list)
    offering_ids: list[int] = field(default_factory=list)
    organisation_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CertificateRevoked(Event):
    """A provider took a certificate back. `reason` is a code, `organisation_id` the provider."""

    certificate_uuid: str
    completion_uuid: str
    person_id: int
    offering_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class CertificateReissued(Event):
    """A certificate took the place of another. `reason` is a code, `organisation_id` the provider."""

    certificate_uuid: str
    superseded_uuid: str
    completion_uuid: str
    person_id: int
    offering_id: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class CorrectionAsked(Event):
    """A holder says that a certificate states something wrongly. `organisation_id` is the provider's."""

    correction_uuid: str
    certificate_uuid: str
    person_id: int


@dataclass(frozen=True, kw_only=True)
class CorrectionDeclined(Event):
    """The provider leaves a certificate as it is. `organisation_id` is the provider's."""

    correction_uuid: str
    certificate_uuid: str
    person_id: int


@dataclass(frozen=True, kw_only=True)
class AccommodationGranted(Event):
    """A person was given more time or attempts by `organisation_id`; in every quiz when no offering is named."""

    accommodation_uuid: str
    person_id: int
    offering_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class AccommodationEnded(Event):
    """What a person was given no longer holds for attempts that start now."""

    accommodation_uuid: str
    person_id: int


@dataclass(frozen=True, kw_only=True)
class AttemptMarked(Event):
    """An attempt at a test was handed in, by its learner or by the clock, and marked."""

    attempt_id: int


@dataclass(frozen=True, kw_only=True)
class CorrectionProposed(Event):
    """Somebody wants to know what the correction of a key would do. `organisation_id` is the provider's."""

    correction_id: int


@dataclass(frozen=True, kw_only=True)
class CorrectionApplied(Event):
    """The key of a question was corrected; whoever was marked before is to be marked anew."""

    correction_id: int


@dataclass(frozen=True, kw_only=True)
class MarksCorrected(Event):
    """A correction changed the marks of a chunk of enrolments, in one quiz each."""

    correction_id: int
    enrolment_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CorrectionFinished(Event):
    """Everybody who was marked before a correction is marked anew."""

    correction_id: int
    question_version_id: int


@dataclass(frozen=True, kw_only=True)
class RatingReplied(Event):
    """The provider answered what a learner wrote. `organisation_id` is the provider's."""

    rating_uuid: str


@dataclass(frozen=True, kw_only=True)
class RatingReported(Event):
    """Somebody says that the words of a rating should not be read. `reason` is a code."""

    rating_uuid: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RatingHidden(Event):
    """A moderator hid the words of a rating. `reason` is a code."""

    rating_uuid: str
    reason: str
