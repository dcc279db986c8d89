from django.urls import path

from messages.feedback import pages

urlpatterns = [
    path("feedback/", pages.feedback, name="feedback"),
    path("feedback/thanks/<slug:reference>/", pages.thanks, name="feedback-thanks"),
    path("national/feedback/", pages.given, name="feedback-given"),
]
