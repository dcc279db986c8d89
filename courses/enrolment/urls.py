from django.urls import path

from courses.enrolment import api, pages

urlpatterns = [
    path("courses/<slug:code>/withdrawal/", pages.withdrawal, name="withdrawal"),
    path("api/v1/enrolments/", api.Enrolments.as_view(), name="api-enrolments"),
    path("api/v1/enrolments/<uuid:uuid>/", api.EnrolmentDetail.as_view(), name="api-enrolment"),
    path("api/v1/enrolments/<uuid:uuid>/withdrawal/", api.Withdrawal.as_view(), name="api-withdrawal"),
]
