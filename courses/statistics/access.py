"""Which corrections and wordings of a provider's course may be reached. Others look as if absent (404)."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from courses.catalogue.models import Course
from courses.questions.models import PaperQuestion, QuestionVersion
from courses.regrading.models import Correction


def get_wording_for(course: Course, question: UUID, number: int) -> QuestionVersion:
    """A wording that a published quiz of the course asks or asked."""
    asked = PaperQuestion.objects.filter(
        paper__resource__version__offering_id=course.pk, paper__is_published=True, paper__mode="test"
    )
    versions = QuestionVersion.objects.select_related("question").filter(pk__in=asked.values("question_version_id"))
    return get_object_or_404(versions, owner_id=course.owner_id, question__uuid=question, number=number)


def get_correction_for(course: Course, uuid: UUID) -> Correction:
    corrections = Correction.objects.select_related("question_version__question")
    return get_object_or_404(corrections, owner_id=course.owner_id, offering_id=course.pk, uuid=uuid)
