from django.urls import path

from monitoring.dashboards import pages

urlpatterns = [
    path("national/", pages.national, name="national"),
    path("mdo/<slug:organisation>/", pages.organisation, name="organisation"),
]
