"""Pages of the catalogue."""

from django.urls import path

from competencies.framework import pages

urlpatterns = [path("competencies/framework/", pages.framework, name="framework")]
