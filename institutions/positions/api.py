"""Designations for programs: the codes that a plan's audience and a file of officials name."""

from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView

from core.api.paging import Pages
from core.doors import SIGNED_IN
from institutions.positions.models import Designation


class ByCode(Pages):
    ordering = "code"
    page_size = 100


class DesignationSerializer(serializers.ModelSerializer[Designation]):
    class Meta:
        model = Designation
        fields = ["code", "name", "name_hi", "pay_level", "group"]


@extend_schema_view(
    get=extend_schema(
        operation_id="designations_list",
        description="Ranks as the whole service names them.",
        parameters=[OpenApiParameter("q", str, description="Words of a name, in either language.")],
    )
)
class Designations(ListAPIView[Designation]):
    permission = SIGNED_IN
    serializer_class = DesignationSerializer
    pagination_class = ByCode

    def get_queryset(self) -> QuerySet[Designation]:
        found = Designation.objects.all()
        for word in self.request.query_params.get("q", "")[:100].replace("\x00", " ").split():
            found = found.filter(Q(name__icontains=word) | Q(name_hi__icontains=word))
        return found
