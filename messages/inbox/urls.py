from django.urls import path

from messages.inbox import api, pages, preferences_api

urlpatterns = [
    path("messages/", pages.inbox, name="inbox"),
    path("messages/readings/", pages.readings, name="readings"),
    path("messages/preferences/", pages.preferences, name="preferences"),
    path("messages/<uuid:message_uuid>/", pages.message, name="message"),
    path("messages/<uuid:message_uuid>/reading/", pages.reading, name="reading"),
    path("api/v1/messages/", api.MessagesView.as_view(), name="api-messages"),
    path("api/v1/messages/readings/", api.ReadingsView.as_view(), name="api-readings"),
    path("api/v1/messages/preferences/", preferences_api.PreferencesView.as_view(), name="api-preferences"),
    path("api/v1/messages/<uuid:message_uuid>/reading/", api.ReadingView.as_view(), name="api-reading"),
]
