from django.urls import path

from core.operations import api, pages

app_name = "operations"
urlpatterns = [
    path("national/operations/", pages.operations, name="operations"),
    path("national/operations/parked/<int:parked_id>/retrial/", pages.retrial, name="retrial"),
    path("api/v1/operations/subscribers/", api.SubscribersView.as_view(), name="api-subscribers"),
    path("api/v1/operations/parked/<int:parked_id>/retrial/", api.RetrialView.as_view(), name="api-retrial"),
]
