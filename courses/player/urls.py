from django.urls import path

from courses.player import api, choices_api, h5p_api, resources_api, scorm_api
from courses.player.pages import course, learning, media, quiz

urlpatterns = [
    path("api/v1/progress/", api.Progress.as_view(), name="api-progress"),
    path("api/v1/scorm-commits/", scorm_api.Commits.as_view(), name="api-scorm-commits"),
    path("courses/<slug:code>/", course.course, name="course"),
    path("courses/<slug:code>/enrolment/", course.enrolment, name="enrol"),
    path("courses/<slug:code>/learn/<uuid:uuid>/", learning.learn, name="learn"),
    path("courses/<slug:code>/learn/<uuid:uuid>/done/", learning.read, name="read"),
    path("courses/<slug:code>/learn/<uuid:uuid>/captions/<slug:language>.vtt", learning.captions, name="captions"),
    path("courses/<slug:code>/learn/<uuid:uuid>/chapters/<slug:language>.vtt", learning.chapters, name="chapters"),
    path("courses/<slug:code>/learn/<uuid:uuid>/notes/", learning.note, name="note-new"),
    path("courses/<slug:code>/learn/<uuid:uuid>/choices/", media.choices, name="choices"),
    path("courses/<slug:code>/learn/<uuid:uuid>/attempts/", quiz.start, name="start-attempt"),
    path("attempts/<uuid:uuid>/", quiz.attempt, name="attempt"),
    path("attempts/<uuid:uuid>/answers/", quiz.answers, name="answers"),
    path("attempts/<uuid:uuid>/check/", quiz.check, name="answers-check"),
    path("attempts/<uuid:uuid>/checks/", quiz.checks, name="checks"),
    path("attempts/<uuid:uuid>/submission/", quiz.submission, name="submission"),
    path(
        "api/v1/enrolments/<uuid:uuid>/resources/<uuid:resource_uuid>/",
        resources_api.LearningResource.as_view(),
        name="api-learning-resource",
    ),
    path(
        "api/v1/enrolments/<uuid:uuid>/resources/<uuid:resource_uuid>/captions/<slug:language>/",
        resources_api.CaptionsFile.as_view(),
        name="api-captions",
    ),
    path(
        "api/v1/enrolments/<uuid:uuid>/resources/<uuid:resource_uuid>/h5p/",
        h5p_api.States.as_view(),
        name="api-h5p-states",
    ),
    path(
        "api/v1/enrolments/<uuid:uuid>/resources/<uuid:resource_uuid>/h5p/statements/",
        h5p_api.Statements.as_view(),
        name="api-h5p-statements",
    ),
    path(
        "api/v1/enrolments/<uuid:uuid>/resources/<uuid:resource_uuid>/parts/",
        scorm_api.Parts.as_view(),
        name="api-scorm-parts",
    ),
    path("api/v1/learning-choices/", choices_api.LearningChoices.as_view(), name="api-learning-choices"),
    path("api/v1/attempts/", api.Attempts.as_view(), name="api-attempts"),
    path("api/v1/attempts/<uuid:uuid>/", api.AttemptDetail.as_view(), name="api-attempt"),
    path("api/v1/attempts/<uuid:uuid>/answers/", api.Answers.as_view(), name="api-answers"),
    path("api/v1/attempts/<uuid:uuid>/checks/", api.Checks.as_view(), name="api-checks"),
    path("api/v1/attempts/<uuid:uuid>/submission/", api.Submission.as_view(), name="api-submission"),
]
