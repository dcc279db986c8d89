from django.urls import path

from monitoring.integrity import pages

urlpatterns = [path("national/integrity/", pages.latest, name="integrity")]
