"""Gathers the tables of the courses pillar."""

from courses.accommodations.models import Accommodation
from courses.attempts.models import Answer, Attempt
from courses.authoring.models import (
    Contribution,
    OutlineChange,
    QuestionImport,
    ReviewComment,
    ReviewDecision,
    WorkingCopy,
)
from courses.catalogue.models import (
    Captions,
    Course,
    CourseVersion,
    Module,
    NationalSearchEntry,
    Offering,
    OrganisationSearchEntry,
    Rendition,
    Resource,
    VersionCompetency,
)
from courses.certificates.models import Certificate, CertificateFace
from courses.enrolment.models import Assignment, Batch, BatchPlaces, Completion, Enrolment
from courses.h5p.models import H5PState, H5PStatement
from courses.packages.models import Package
from courses.player.models import LearningChoices
from courses.progress.models import LearningClock, LearningDay, ProgressBatch, ProgressSession, ResourceProgress
from courses.questions.models import Bank, Paper, PaperQuestion, Question, QuestionVersion

__all__ = [
    "Accommodation",
    "Answer",
    "Assignment",
    "Attempt",
    "Bank",
    "Batch",
    "BatchPlaces",
    "Captions",
    "Certificate",
    "CertificateFace",
    "Completion",
    "Contribution",
    "Course",
    "CourseVersion",
    "Enrolment",
    "H5PState",
    "H5PStatement",
    "LearningChoices",
    "LearningClock",
    "LearningDay",
    "Module",
    "NationalSearchEntry",
    "Offering",
    "OrganisationSearchEntry",
    "OutlineChange",
    "Package",
    "Paper",
    "PaperQuestion",
    "ProgressBatch",
    "ProgressSession",
    "Question",
    "QuestionImport",
    "QuestionVersion",
    "Rendition",
    "Resource",
    "ResourceProgress",
    "ReviewComment",
    "ReviewDecision",
    "VersionCompetency",
    "WorkingCopy",
]
