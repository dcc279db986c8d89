"""URLs of monitoring and evaluation."""

from django.urls import include, path

app_name = "monitoring"
urlpatterns = [
    path("", include("monitoring.dashboards.urls")),
    path("", include("monitoring.integrity.urls")),
]
