from django.urls import path

from courses.statistics.api import corrections as corrections_api
from courses.statistics.api import figures as figures_api
from courses.statistics.pages import corrections, figures

COURSE = "provider/<slug:organisation>/courses/<slug:code>/statistics/"
CORRECTIONS = "provider/<slug:organisation>/courses/<slug:code>/corrections/"
NEW = f"{COURSE}questions/<uuid:question>/<int:number>/correction/"

urlpatterns = [
    path(COURSE, figures.statistics, name="authoring-statistics"),
    path(f"{COURSE}export/", figures.export, name="authoring-statistics-export"),
    path(f"{COURSE}packages/export/", figures.export_packaged, name="authoring-statistics-packages-export"),
    path(NEW, corrections.new, name="authoring-correction-new"),
    path(CORRECTIONS, corrections.listed, name="authoring-corrections"),
    path(f"{CORRECTIONS}<uuid:uuid>/", corrections.one, name="authoring-correction"),
    path(f"{CORRECTIONS}<uuid:uuid>/application/", corrections.application, name="authoring-correction-application"),
    path(f"{CORRECTIONS}<uuid:uuid>/removal/", corrections.removal, name="authoring-correction-removal"),
    path(f"api/v1/{COURSE}packages/", figures_api.PackageStatistics.as_view(), name="api-statistics-packages"),
    path(f"api/v1/{COURSE}", figures_api.Statistics.as_view(), name="api-statistics"),
    path(f"api/v1/{CORRECTIONS}", corrections_api.Corrections.as_view(), name="api-corrections"),
    path(f"api/v1/{CORRECTIONS}<uuid:uuid>/", corrections_api.OneCorrection.as_view(), name="api-correction"),
    path(
        f"api/v1/{CORRECTIONS}<uuid:uuid>/application/",
        corrections_api.Application.as_view(),
        name="api-correction-application",
    ),
]
