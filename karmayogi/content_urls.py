"""URLs of the content origin, and of the origins of packages below it."""

from django.urls import path

from core.files.content import file
from courses.packages.content import asset, entry, wrapper

handler404 = "core.files.content.not_found"
urlpatterns = [
    path("f/<str:token>/<path:name>", file, name="content-file"),
    path("p/<str:token>/<path:path>", entry, name="package-entry"),
    path("w/<str:token>/<slug:player>/", wrapper, name="package-wrapper"),
    path("a/<slug:version>/<path:name>", asset, name="package-asset"),
]
