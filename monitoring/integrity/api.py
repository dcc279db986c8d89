"""The last run of the nightly checker, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from monitoring.integrity.models import Discrepancy, IntegrityRun

MOST = 200  # discrepancies that are told


class ComparedSerializer(serializers.Serializer[Any]):
    compared = serializers.IntegerField()
    broken = serializers.IntegerField()


class DiscrepancySerializer(serializers.ModelSerializer[Discrepancy]):
    class Meta:
        model = Discrepancy
        fields = ["invariant", "subject", "expected", "found"]


class IntegritySerializer(serializers.Serializer[Any]):
    started_at = serializers.DateTimeField(allow_null=True, help_text="Null before the first run.")
    finished_at = serializers.DateTimeField(allow_null=True)
    checked = serializers.DictField(child=ComparedSerializer(), help_text="What must agree -> how much of it did.")
    discrepancies = DiscrepancySerializer(many=True, help_text=f"Ids only; the first {MOST}.")


class Integrity(APIView):
    """What the last run compared, and what differed."""

    permission = "monitoring.national.view"

    @extend_schema(operation_id="integrity", responses=IntegritySerializer)
    def get(self, request: Request) -> Response:
        run = IntegrityRun.objects.order_by("-started_at").first()
        found = list(run.discrepancies.order_by("pk")[:MOST]) if run else []
        return Response(
            {
                "started_at": run.started_at if run else None,
                "finished_at": run.finished_at if run else None,
                "checked": run.checked if run else {},
                "discrepancies": DiscrepancySerializer(found, many=True).data,
            }
        )
