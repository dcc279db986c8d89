"""What of a provider's courses may be reached. Not the organisation's own looks as if absent (404)."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from courses.authoring.models import QuestionImport, ReviewComment
from courses.catalogue.models import Course, CourseVersion, Module, Resource
from courses.packages.models import Package
from courses.questions.models import Paper, PaperQuestion, PaperSection
from courses.scorm.queries import scorm_of
from institutions.organisations.models import Organisation


def courses_of(organisation: Organisation) -> QuerySet[Course]:
    """A course whose only draft was discarded is gone."""
    left = Course.objects.filter(owner=organisation).exclude(draft=None, offering__published_version=None)
    return left.select_related("offering", "draft", "offering__published_version")


def get_course_for(organisation: Organisation, code: str) -> Course:
    return get_object_or_404(courses_of(organisation), offering__code=code)


def get_draft_for(organisation: Organisation, code: str) -> CourseVersion:
    """The version being worked on. A course without one has no outline to change."""
    course = get_course_for(organisation, code)
    return get_object_or_404(CourseVersion.objects.select_related("offering"), pk=course.draft_id, owner=organisation)


def get_version_for(organisation: Organisation, code: str, number: int) -> CourseVersion:
    """Any version by its number, a discarded one too: so that a button pressed twice finds what it was about."""
    versions = CourseVersion.objects.select_related("offering")
    return get_object_or_404(versions, owner=organisation, offering__code=code, number=number)


def get_module_for(version: CourseVersion, uuid: UUID) -> Module:
    return get_object_or_404(Module, version=version, uuid=uuid)


def get_resource_for(version: CourseVersion, uuid: UUID) -> Resource:
    return get_object_or_404(Resource.objects.select_related("module"), version=version, uuid=uuid)


def get_paper_for(version: CourseVersion, uuid: UUID) -> Paper:
    """The paper of the quiz resource with this uuid."""
    return get_object_or_404(Paper.objects.select_related("resource"), resource__version=version, resource__uuid=uuid)


def get_pool_question_for(paper: Paper, uuid: UUID) -> PaperQuestion:
    pool = PaperQuestion.objects.select_related("question_version__question")
    return get_object_or_404(pool, paper=paper, question_version__question__uuid=uuid)


def get_section_for(paper: Paper, uuid: UUID) -> PaperSection:
    return get_object_or_404(PaperSection.objects.select_related("paper__resource__version"), paper=paper, uuid=uuid)


def get_import_for(paper: Paper, uuid: UUID) -> QuestionImport:
    return get_object_or_404(QuestionImport, paper=paper, uuid=uuid)


def get_comment_for(version: CourseVersion, uuid: UUID) -> ReviewComment:
    return get_object_or_404(ReviewComment, version=version, uuid=uuid)


def get_package_for(organisation: Organisation, code: str, uuid: UUID) -> tuple[Course, Resource, Package]:
    """A SCORM package of the draft, or without one of the published version: to be tried out."""
    course = get_course_for(organisation, code)
    version = course.draft or course.offering.published_version
    resource = get_object_or_404(Resource.objects.select_related("module"), version=version, uuid=uuid)
    if (package := scorm_of(resource)) is None:
        raise Http404
    return course, resource, package
