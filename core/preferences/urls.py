from django.urls import path

from core.preferences import api, pages

app_name = "preferences"
urlpatterns = [
    path("preferences/", pages.preferences, name="preferences"),
    path("api/v1/me/language/", api.LanguageView.as_view(), name="api-language"),
]
