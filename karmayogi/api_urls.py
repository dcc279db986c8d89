"""The API's own description: the OpenAPI document at /api/schema/. Endpoints live with their pillar."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from core.doors import PUBLIC

urlpatterns = [path("schema/", type("SchemaView", (SpectacularAPIView,), {"permission": PUBLIC}).as_view(), name="api-schema")]
