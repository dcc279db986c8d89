"""The API's own description: the OpenAPI document at /api/schema/. Endpoints live with their pillar."""

from django.urls import path
from drf_spectacular.utils import extend_schema, extend_schema_view
from drf_spectacular.views import SpectacularAPIView

from core.doors import PUBLIC


@extend_schema_view(get=extend_schema(exclude=True))
class Schema(SpectacularAPIView):
    """The description itself is for everybody."""

    permission = PUBLIC


urlpatterns = [path("schema/", Schema.as_view(), name="api-schema")]
