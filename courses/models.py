"""Gathers the tables of the courses pillar."""

from courses.accommodations.models import Accommodation
from courses.attempts.models import Answer, Attempt, LateAnswer
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
    Chapters,
    Course,
    CourseVersion,
    Module,
    NationalSearchEntry,
    NationalSearchWord,
    Offering,
    OrganisationSearchEntry,
    OrganisationSearchWord,
    Rendition,
    Resource,
    VersionCompetency,
)
from courses.certificates.models import Certificate, CertificateCorrection, CertificateFace
from courses.enrolment.models import Assignment, Batch, BatchPlaces, Completion, Enrolment
from courses.films.models import FilmCopies
from courses.h5p.models import H5PState, H5PStatement
from courses.notes.models import Note
from courses.packages.models import Package
from courses.player.models import LearningChoices
from courses.progress.models import LearningClock, LearningDay, ProgressBatch, ProgressSession, ResourceProgress
from courses.questions.models import Bank, Paper, PaperQuestion, PaperSection, Question, QuestionVersion
from courses.ratings.models import Rating, RatingReport, RatingSummary
from courses.regrading.models import Correction, Regrade
from courses.scorm.models import ScoInteraction, ScoSession, ScoState, ScoTrial
from courses.statistics.models import ItemChoice, ItemStatistic, PackagedQuestion, PackagedResponse

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
    "CertificateCorrection",
    "CertificateFace",
    "Chapters",
    "Completion",
    "Contribution",
    "Correction",
    "Course",
    "CourseVersion",
    "Enrolment",
    "FilmCopies",
    "H5PState",
    "H5PStatement",
    "ItemChoice",
    "ItemStatistic",
    "LateAnswer",
    "LearningChoices",
    "LearningClock",
    "LearningDay",
    "Module",
    "NationalSearchEntry",
    "NationalSearchWord",
    "Note",
    "Offering",
    "OrganisationSearchEntry",
    "OrganisationSearchWord",
    "OutlineChange",
    "Package",
    "PackagedQuestion",
    "PackagedResponse",
    "Paper",
    "PaperQuestion",
    "PaperSection",
    "ProgressBatch",
    "ProgressSession",
    "Question",
    "QuestionImport",
    "QuestionVersion",
    "Rating",
    "RatingReport",
    "RatingSummary",
    "Regrade",
    "Rendition",
    "Resource",
    "ResourceProgress",
    "ReviewComment",
    "ReviewDecision",
    "ScoInteraction",
    "ScoSession",
    "ScoState",
    "ScoTrial",
    "VersionCompetency",
    "WorkingCopy",
]
