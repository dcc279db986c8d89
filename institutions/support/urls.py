from django.urls import path

from institutions.support import api, pages

urlpatterns = [
    path("national/support/", pages.support, name="support"),
    path("national/support/second-step/", pages.second_step, name="end_second_step"),
    path("national/support/end/", pages.ending, name="end_support"),
    path("account/support-sessions/", pages.mine, name="my_support_sessions"),
    path("api/v1/support-sessions/", api.MySupportSessions.as_view(), name="api_my_support_sessions"),
    path("api/v1/support-sessions/opening/", api.SupportSessions.as_view(), name="api_open_support"),
    path("api/v1/second-step-endings/", api.SecondStepEndings.as_view(), name="api_end_second_step"),
    path("api/v1/support-sessions/ending/", api.SupportEnding.as_view(), name="api_end_support"),
]
