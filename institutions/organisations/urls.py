from django.urls import path

from institutions.organisations import api, pages

urlpatterns = [
    path("organisations/", pages.tree, name="organisations"),
    path("organisations/<slug:code>/", pages.tree, name="organisation"),
    path("api/v1/organisations/", api.Organisations.as_view(), name="api_organisations"),
]
