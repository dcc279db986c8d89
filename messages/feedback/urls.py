from django.urls import path

from messages.feedback import api, pages

urlpatterns = [
    path("feedback/", pages.feedback, name="feedback"),
    path("feedback/thanks/<slug:reference>/", pages.thanks, name="feedback-thanks"),
    path("national/feedback/", pages.given, name="feedback-given"),
    path("api/v1/national/feedback/", api.Given.as_view(), name="api-feedback-given"),
    path("api/v1/feedback/", api.FeedbackView.as_view(), name="api-feedback"),
]
