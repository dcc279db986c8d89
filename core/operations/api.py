"""The operators' figures for programs."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.operations import queries
from core.operations.actions import retry
from core.requests.scoped import scoped


class StandingSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    position = serializers.IntegerField()
    waiting = serializers.IntegerField()
    oldest = serializers.DateTimeField(allow_null=True)
    moved_at = serializers.DateTimeField(allow_null=True)
    failures = serializers.IntegerField()
    retry_at = serializers.DateTimeField(allow_null=True)
    last_error = serializers.CharField()
    parked = serializers.IntegerField()


class RetrialSerializer(serializers.Serializer[Any]):
    worked = serializers.BooleanField()


class SubscribersView(APIView):
    """Where each subscriber of events stands."""

    permission = "core.operations.view"

    @extend_schema(responses=StandingSerializer(many=True), operation_id="subscribers")
    def get(self, request: Request) -> Response:
        return Response(StandingSerializer([asdict(one) for one in queries.standings()], many=True).data)


class RetrialView(APIView):
    """Hands a parked event to its subscriber once more."""

    permission = "core.operations.view"

    @extend_schema(request=None, responses=RetrialSerializer, operation_id="retry_parked_event")
    def post(self, request: Request, parked_id: int) -> Response:
        actor = scoped(request).principal.actor("api")
        return Response({"worked": retry(parked_id=parked_id, actor=actor, at=timezone.now())})
