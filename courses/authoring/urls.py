from django.urls import path

from courses.authoring.api import captions as api_captions
from courses.authoring.api import chapters as api_chapters
from courses.authoring.api import courses as api_courses
from courses.authoring.api import imports as api_imports
from courses.authoring.api import outline as api_outline
from courses.authoring.api import quizzes as api_quizzes
from courses.authoring.api import resources as api_resources
from courses.authoring.api import reviews as api_reviews
from courses.authoring.api import scorm as api_scorm
from courses.authoring.api import sections as api_sections
from courses.authoring.api import versions as api_versions
from courses.authoring.pages import (
    captions,
    chapters,
    courses,
    discarding,
    outline,
    packages,
    preview,
    quizzes,
    resources,
    reviews,
    scorm,
    sections,
)

PROVIDER = "provider/<slug:organisation>/"
COURSE = PROVIDER + "courses/<slug:code>/"
RESOURCE = COURSE + "resources/<uuid:uuid>/"
API = "api/v1/" + PROVIDER
API_COURSE = API + "courses/<slug:code>/"
API_RESOURCE = API_COURSE + "resources/<uuid:uuid>/"

urlpatterns = [
    path(PROVIDER + "courses/", courses.courses, name="authoring-courses"),
    path(PROVIDER + "courses/new/", courses.new, name="authoring-new"),
    path(PROVIDER + "reviews/", reviews.reviews, name="authoring-reviews"),
    path(COURSE + "details/", courses.details, name="authoring-details"),
    path(COURSE + "versions/", courses.next_version, name="authoring-next-version"),
    path(COURSE + "versions/<int:number>/discarding/", discarding.discarding, name="authoring-discarding"),
    path(COURSE + "retirement/", courses.retirement, name="authoring-retirement"),
    path(COURSE + "outline/", outline.outline, name="authoring-outline"),
    path(COURSE + "outline/changes/", outline.change, name="authoring-outline-change"),
    path(COURSE + "preview/", preview.preview, name="authoring-preview"),
    path(COURSE + "preview/<uuid:uuid>/", preview.preview_resource, name="authoring-preview-resource"),
    path(
        COURSE + "preview/<uuid:uuid>/captions/<slug:language>.vtt", preview.preview_captions,
        name="authoring-preview-captions",
    ),
    path(COURSE + "review/", reviews.review, name="authoring-review"),
    path(COURSE + "submission/", reviews.submission, name="authoring-submission"),
    path(COURSE + "comments/", reviews.comments, name="authoring-comments"),
    path(COURSE + "comments/<uuid:uuid>/settlement/", reviews.settlement, name="authoring-settlement"),
    path(COURSE + "return/", reviews.giving_back, name="authoring-return"),
    path(COURSE + "publication/", reviews.publication, name="authoring-publication"),
    path(RESOURCE, resources.resource, name="authoring-resource"),
    path(RESOURCE + "file/", resources.file, name="authoring-resource-file"),
    path(RESOURCE + "status-policy/", packages.status_policy, name="authoring-status-policy"),
    path(RESOURCE + "trial/", scorm.trial, name="authoring-trial"),
    path(RESOURCE + "trial/said/", scorm.trial_said, name="authoring-trial-said"),
    path(
        RESOURCE + "file/<slug:language>/removal/", resources.file_removal, name="authoring-resource-file-removal"
    ),
    path(RESOURCE + "chapters/", chapters.chapters, name="authoring-chapters"),
    path(RESOURCE + "captions/", captions.captions, name="authoring-captions"),
    path(RESOURCE + "captions/<slug:language>/removal/", captions.removal, name="authoring-captions-removal"),
    path(RESOURCE + "questions/file/", quizzes.questions_file, name="authoring-questions-file"),
    path(RESOURCE + "questions/new/", quizzes.new_question, name="authoring-question-new"),
    path(RESOURCE + "questions/<uuid:question_uuid>/", quizzes.question, name="authoring-question"),
    path(RESOURCE + "questions/<uuid:question_uuid>/removal/", quizzes.removal, name="authoring-question-removal"),
    path(RESOURCE + "sections/", sections.sections, name="authoring-sections"),
    path(RESOURCE + "sections/<uuid:section_uuid>/", sections.section, name="authoring-section"),
    path(RESOURCE + "sections/<uuid:section_uuid>/removal/", sections.removal, name="authoring-section-removal"),
    path(RESOURCE + "questions/<uuid:question_uuid>/place/", sections.place, name="authoring-question-place"),
    path(RESOURCE + "imports/", quizzes.bring, name="authoring-import"),
    path(RESOURCE + "imports/<uuid:import_uuid>/", quizzes.report, name="authoring-import-report"),
    path(
        RESOURCE + "imports/<uuid:import_uuid>/application/", quizzes.application, name="authoring-import-application"
    ),
    path(API + "courses/", api_courses.Courses.as_view(), name="api-provider-courses"),
    path(API + "reviews/", api_reviews.Reviews.as_view(), name="api-reviews"),
    path(API_COURSE, api_courses.CourseDetail.as_view(), name="api-provider-course"),
    path(API_COURSE + "modules/", api_outline.Modules.as_view(), name="api-modules"),
    path(API_COURSE + "modules/<uuid:uuid>/", api_outline.ModulePart.as_view(), name="api-module"),
    path(API_COURSE + "modules/<uuid:uuid>/moves/", api_outline.ModuleMoves.as_view(), name="api-module-moves"),
    path(API_COURSE + "resources/", api_outline.Resources.as_view(), name="api-resources"),
    path(API_COURSE + "submissions/", api_reviews.Submissions.as_view(), name="api-submissions"),
    path(API_COURSE + "versions/", api_courses.Versions.as_view(), name="api-versions"),
    path(API_COURSE + "versions/<int:number>/", api_versions.Version.as_view(), name="api-version"),
    path(API_COURSE + "comments/", api_reviews.Comments.as_view(), name="api-comments"),
    path(API_COURSE + "comments/<uuid:uuid>/settlement/", api_reviews.Settlement.as_view(), name="api-settlement"),
    path(API_COURSE + "returns/", api_reviews.Returns.as_view(), name="api-returns"),
    path(API_COURSE + "publications/", api_reviews.Publications.as_view(), name="api-publications"),
    path(API_COURSE + "retirements/", api_courses.Retirements.as_view(), name="api-retirements"),
    path(API_RESOURCE, api_outline.ResourcePart.as_view(), name="api-resource"),
    path(API_RESOURCE + "moves/", api_outline.ResourceMoves.as_view(), name="api-resource-moves"),
    path(API_RESOURCE + "text/", api_resources.Text.as_view(), name="api-resource-text"),
    path(API_RESOURCE + "file/", api_resources.File.as_view(), name="api-resource-file"),
    path(
        API_RESOURCE + "chapters/<slug:language>/", api_chapters.ChaptersOf.as_view(), name="api-resource-chapters"
    ),
    path(API_RESOURCE + "link/", api_resources.Link.as_view(), name="api-resource-link"),
    path(API_RESOURCE + "files/<slug:language>/", api_resources.FileOf.as_view(), name="api-resource-file-of"),
    path(
        API_RESOURCE + "captions/<slug:language>/", api_captions.CaptionsOf.as_view(), name="api-resource-captions"
    ),
    path(API_RESOURCE + "package/", api_resources.PackageOf.as_view(), name="api-resource-package"),
    path(API_RESOURCE + "status-policy/", api_scorm.StatusPolicyOf.as_view(), name="api-status-policy"),
    path(API_RESOURCE + "trial/", api_scorm.Trial.as_view(), name="api-trial"),
    path(API_RESOURCE + "trial/commits/", api_scorm.TrialCommits.as_view(), name="api-trial-commits"),
    path(API_RESOURCE + "terms/", api_resources.Terms.as_view(), name="api-resource-terms"),
    path(API_RESOURCE + "paper/", api_sections.PaperRules.as_view(), name="api-resource-paper"),
    path(API_RESOURCE + "questions/file/", api_quizzes.QuestionsFile.as_view(), name="api-questions-file"),
    path(API_RESOURCE + "questions/", api_quizzes.Questions.as_view(), name="api-questions"),
    path(API_RESOURCE + "questions/<uuid:question_uuid>/", api_quizzes.Question.as_view(), name="api-question"),
    path(API_RESOURCE + "sections/", api_sections.Sections.as_view(), name="api-sections"),
    path(API_RESOURCE + "sections/<uuid:section_uuid>/", api_sections.Section.as_view(), name="api-section"),
    path(
        API_RESOURCE + "questions/<uuid:question_uuid>/place/", api_sections.QuestionPlace.as_view(),
        name="api-question-place",
    ),
    path(API_RESOURCE + "imports/", api_imports.Imports.as_view(), name="api-imports"),
    path(API_RESOURCE + "imports/<uuid:import_uuid>/", api_imports.Import.as_view(), name="api-import"),
    path(
        API_RESOURCE + "imports/<uuid:import_uuid>/application/", api_imports.ImportApplication.as_view(),
        name="api-import-application",
    ),
]  # fmt: skip
