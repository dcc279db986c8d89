"""Root URLs of the site. Every pillar writes its whole paths, so that this page only lists who answers."""

from django.urls import include, path

urlpatterns = [
    path("", include("karmayogi.home.urls")),
    path("", include("courses.urls")),  # the busiest first: each request goes through the list
    path("", include("karmayogi.site.urls")),
    path("", include("karmayogi.demo.urls")),
    path("", include("core.preferences.urls")),
    path("", include("core.jobs.urls")),
    path("", include("core.operations.urls")),
    path("", include("accounts.keys.urls")),
    path("", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("messages.urls")),
    path("", include("institutions.urls")),
    path("", include("competencies.urls")),
    path("", include("ehrms.urls")),
    path("", include("policy.urls")),
    path("", include("monitoring.urls")),
    path("api/", include("karmayogi.api_urls")),
]

handler400 = "karmayogi.site.errors.bad_request"
handler403 = "karmayogi.site.errors.refused"
handler404 = "karmayogi.site.errors.not_found"
handler500 = "karmayogi.site.errors.broken"
