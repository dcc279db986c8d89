from django.urls import path

from courses.statistics import api, pages

COURSE = "provider/<slug:organisation>/courses/<slug:code>/statistics/"

urlpatterns = [
    path(COURSE, pages.statistics, name="authoring-statistics"),
    path(f"{COURSE}export/", pages.export, name="authoring-statistics-export"),
    path(f"{COURSE}packages/export/", pages.export_packaged, name="authoring-statistics-packages-export"),
    path(f"api/v1/{COURSE}packages/", api.PackageStatistics.as_view(), name="api-statistics-packages"),
    path(f"api/v1/{COURSE}", api.Statistics.as_view(), name="api-statistics"),
]
