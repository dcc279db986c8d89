from django.urls import path

from core.preferences import pages

app_name = "preferences"
urlpatterns = [path("preferences/", pages.preferences, name="preferences")]
