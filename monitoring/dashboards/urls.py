from django.urls import path

from monitoring.dashboards import api, pages

urlpatterns = [
    path("national/", pages.national, name="national"),
    path("mdo/<slug:organisation>/", pages.organisation, name="organisation"),
    path("api/v1/national/figures/", api.NationalFigures.as_view(), name="api-national-figures"),
    path(
        "api/v1/organisations/<slug:organisation>/figures/",
        api.OrganisationFigures.as_view(),
        name="api-organisation-figures",
    ),
]
