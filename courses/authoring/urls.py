from django.urls import path

from courses.authoring import api
from courses.authoring.pages import courses, outline, preview, quizzes, resources, reviews

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
    path(COURSE + "retirement/", courses.retirement, name="authoring-retirement"),
    path(COURSE + "outline/", outline.outline, name="authoring-outline"),
    path(COURSE + "outline/changes/", outline.change, name="authoring-outline-change"),
    path(COURSE + "preview/", preview.preview, name="authoring-preview"),
    path(COURSE + "preview/<uuid:uuid>/", preview.preview_resource, name="authoring-preview-resource"),
    path(COURSE + "review/", reviews.review, name="authoring-review"),
    path(COURSE + "submission/", reviews.submission, name="authoring-submission"),
    path(COURSE + "comments/", reviews.comments, name="authoring-comments"),
    path(COURSE + "comments/<uuid:uuid>/settlement/", reviews.settlement, name="authoring-settlement"),
    path(COURSE + "return/", reviews.giving_back, name="authoring-return"),
    path(COURSE + "publication/", reviews.publication, name="authoring-publication"),
    path(RESOURCE, resources.resource, name="authoring-resource"),
    path(RESOURCE + "file/", resources.file, name="authoring-resource-file"),
    path(RESOURCE + "questions/new/", quizzes.new_question, name="authoring-question-new"),
    path(RESOURCE + "questions/<uuid:question_uuid>/", quizzes.question, name="authoring-question"),
    path(RESOURCE + "questions/<uuid:question_uuid>/removal/", quizzes.removal, name="authoring-question-removal"),
    path(RESOURCE + "imports/", quizzes.bring, name="authoring-import"),
    path(RESOURCE + "imports/<uuid:import_uuid>/", quizzes.report, name="authoring-import-report"),
    path(RESOURCE + "imports/<uuid:import_uuid>/application/", quizzes.application, name="authoring-import-application"),
]
