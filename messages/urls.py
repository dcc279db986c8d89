"""Gathers the URLs of messages' capabilities."""

from django.urls import include, path

app_name = "messages"
urlpatterns = [path("", include("messages.inbox.urls")), path("", include("messages.feedback.urls"))]
