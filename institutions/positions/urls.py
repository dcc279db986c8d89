"""The endpoint of designations. Pages list them where they are chosen."""

from django.urls import path

from institutions.positions import api

urlpatterns = [path("api/v1/designations/", api.Designations.as_view(), name="api_designations")]
