"""The national catalogue of competencies for programs: the codes that courses are tagged with and passbooks hold."""

from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from competencies.framework.models import Competency, CompetencyKind
from core.api.paging import Pages
from core.doors import PUBLIC


class AsPublished(Pages):
    ordering = ("place", "pk")
    page_size = 100


class CompetencySerializer(serializers.ModelSerializer[Competency]):
    parent = serializers.CharField(  # type: ignore[assignment]  # a field of that name
        source="parent.code", default="", help_text="Code of the theme of a sub-theme, of the area of a theme."
    )

    class Meta:
        model = Competency
        fields = ["code", "kind", "area", "parent", "name", "name_hi", "version"]


@extend_schema_view(
    get=extend_schema(
        operation_id="competencies_list",
        description="Areas, themes and sub-themes in force, in the order of the published model. Courses are tagged with"
        " sub-themes, each at a level from 1 to 5.",
        parameters=[
            OpenApiParameter("kind", str, enum=["area", "theme", "sub_theme"]),
            OpenApiParameter("q", str, description="Words of a name, in either language."),
        ],
    )
)
class Competencies(ListAPIView[Competency]):
    permission = PUBLIC
    serializer_class = CompetencySerializer
    pagination_class = AsPublished

    def get_queryset(self) -> QuerySet[Competency]:
        found = Competency.objects.in_force().select_related("parent")
        if kind := self.request.query_params.get("kind"):
            found = found.filter(kind=kind) if kind in CompetencyKind.values else found.none()
        for word in self.request.query_params.get("q", "")[:100].replace("\x00", " ").split():
            found = found.filter(Q(name__icontains=word) | Q(name_hi__icontains=word))
        return found
