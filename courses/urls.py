"""Gathers the pages and endpoints of the courses pillar."""

from importlib.util import find_spec

from django.urls import include, path

app_name = "courses"
urlpatterns = [
    path("", include("courses.catalogue.urls")),
    path("", include("courses.enrolment.urls")),
    path("", include("courses.player.urls")),
    path("", include("courses.certificates.urls")),
]
if find_spec("courses.authoring.urls") and find_spec("courses.authoring.api"):
    urlpatterns.append(path("", include("courses.authoring.urls")))
