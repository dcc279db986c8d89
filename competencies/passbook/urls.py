"""Pages and endpoints of the passbook."""

from django.urls import path

from competencies.passbook import api, pages

urlpatterns = [
    path("competencies/", pages.mine, name="passbook"),
    path("api/v1/attainments/", api.Attainments.as_view(), name="api-attainments"),
]
