"""The page and the endpoint of the catalogue."""

from django.urls import path

from competencies.framework import api, pages

urlpatterns = [
    path("competencies/framework/", pages.framework, name="framework"),
    path("api/v1/competencies/", api.Competencies.as_view(), name="api-competencies"),
]
