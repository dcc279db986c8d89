"""Gathers the pages and endpoints of the courses pillar."""

from django.urls import include, path

app_name = "courses"
urlpatterns = [
    # The busiest first: each request goes through the list.
    path("", include("courses.catalogue.urls")),
    path("", include("courses.player.urls")),
    path("", include("courses.enrolment.urls")),
    path("", include("courses.accommodations.urls")),
    path("", include("courses.notes.urls")),
    path("", include("courses.certificates.urls")),
    path("", include("courses.ratings.urls")),
    path("", include("courses.authoring.urls")),
    path("", include("courses.statistics.urls")),
]
