"""The passbook for programs."""

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from competencies.passbook.models import Attainment
from core.api.paging import Pages
from core.doors import SIGNED_IN
from institutions.roles.requests import in_scope


class NewestFirst(Pages):
    ordering = ("-attained_at", "-pk")


class AttainmentSerializer(serializers.ModelSerializer[Attainment]):
    competency = serializers.CharField(source="competency.code", read_only=True)
    area = serializers.CharField(source="competency.area", read_only=True)

    class Meta:
        model = Attainment
        fields = ["uuid", "competency", "area", "level", "kind", "evidence", "evidence_hi", "source", "attained_at"]


@extend_schema_view(
    get=extend_schema(operation_id="attainments_list", description="The signed-in person's passbook, newest first.")
)
class Attainments(ListAPIView[Attainment]):
    permission = SIGNED_IN
    serializer_class = AttainmentSerializer
    pagination_class = NewestFirst

    def get_queryset(self):  # type: ignore[no-untyped-def]
        return Attainment.objects.filter(person_id=in_scope(self.request).principal.person_id).select_related(
            "competency"
        )
