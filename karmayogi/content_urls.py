"""URLs of the content origin."""

from django.urls import path

from core.files.content import file

urlpatterns = [path("f/<str:token>/<path:name>", file, name="content-file")]
