from django.urls import path

from core.jobs import api, pages

app_name = "jobs"
urlpatterns = [
    path("jobs/<uuid:job_uuid>/", pages.job, name="job"),
    path("jobs/<uuid:job_uuid>/cancellation/", pages.cancellation, name="cancellation"),
    path("jobs/<uuid:job_uuid>/errors/", pages.errors, name="errors"),
    path("jobs/<uuid:job_uuid>/file/", pages.file, name="file"),
    path("mdo/<str:organisation>/jobs/<uuid:job_uuid>/", pages.organisation_job, name="organisation-job"),
    path(
        "mdo/<str:organisation>/jobs/<uuid:job_uuid>/cancellation/",
        pages.organisation_cancellation,
        name="organisation-cancellation",
    ),
    path("mdo/<str:organisation>/jobs/<uuid:job_uuid>/errors/", pages.organisation_errors, name="organisation-errors"),
    path("api/v1/jobs/<uuid:job_uuid>/", api.JobView.as_view(), name="api-job"),
    path("api/v1/jobs/<uuid:job_uuid>/file/", api.FileView.as_view(), name="api-file"),
    path("api/v1/jobs/<uuid:job_uuid>/cancellation/", api.CancellationView.as_view(), name="api-cancellation"),
    path(
        "api/v1/organisations/<str:organisation>/jobs/<uuid:job_uuid>/",
        api.OrganisationJobView.as_view(),
        name="api-organisation-job",
    ),
    path(
        "api/v1/organisations/<str:organisation>/jobs/<uuid:job_uuid>/cancellation/",
        api.OrganisationCancellationView.as_view(),
        name="api-organisation-cancellation",
    ),
]
