from django.urls import path

from monitoring.integrity import api, pages

urlpatterns = [
    path("national/integrity/", pages.latest, name="integrity"),
    path("api/v1/national/integrity/", api.Integrity.as_view(), name="api-integrity"),
]
