"""Enrolments for programs: the learner's own."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.doors import SIGNED_IN
from courses.catalogue.access import get_offering_by_uuid
from courses.enrolment import access, actions, rules
from courses.enrolment.models import Enrolment
from institutions.roles.requests import in_scope


class EnrolmentSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    offering = serializers.UUIDField(source="offering.uuid")
    version = serializers.IntegerField(source="version.number")
    state = serializers.CharField()
    progress = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    opened_at = serializers.DateTimeField(allow_null=True, help_text="Null while it waits for a place.")
    completed_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)


class EnrolmentRequest(serializers.Serializer[Any]):
    offering = serializers.UUIDField()


class WithdrawalRequest(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=rules.WITHDRAWAL_REASONS)


class Enrolments(APIView):
    """What the signed-in person takes and took, newest first, 500 at most; POST enrols in the course's open batch."""

    permission = SIGNED_IN

    @extend_schema(operation_id="enrolments_list", responses=EnrolmentSerializer(many=True))
    def get(self, request: Request) -> Response:
        rows = Enrolment.objects.of(in_scope(request).principal.person_id).select_related("offering", "version")
        return Response(EnrolmentSerializer(rows.order_by("-pk")[:500], many=True).data)

    @extend_schema(operation_id="enrolments_create", request=EnrolmentRequest, responses={201: EnrolmentSerializer})
    @idempotent
    def post(self, request: Request) -> Response:
        asked = EnrolmentRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        principal = in_scope(request).principal
        offering = get_offering_by_uuid(asked.validated_data["offering"])
        enrolment = actions.enrol(
            learner=access.learner(principal),
            batch=access.open_batch(offering.published_version_id),
            actor=principal.actor("api"),
            at=timezone.now(),
        )
        return Response(EnrolmentSerializer(access.get_enrolment(principal, enrolment.uuid)).data, 201)


class EnrolmentDetail(APIView):
    """One enrolment of the signed-in person: its state, and how far it has come."""

    permission = SIGNED_IN

    @extend_schema(operation_id="enrolments_read", responses=EnrolmentSerializer)
    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(EnrolmentSerializer(access.get_enrolment(in_scope(request).principal, uuid)).data)


class Withdrawal(APIView):
    """Leave a course, with a reason. What was learnt stays, and so does what was completed."""

    permission = SIGNED_IN

    @extend_schema(operation_id="enrolments_withdraw", request=WithdrawalRequest, responses={201: EnrolmentSerializer})
    @idempotent
    def post(self, request: Request, uuid: UUID) -> Response:
        principal = in_scope(request).principal
        enrolment = access.get_enrolment(principal, uuid)
        asked = WithdrawalRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        actions.withdraw(
            enrolment=enrolment,
            reason=asked.validated_data["reason"],
            actor=principal.actor("api"),
            at=timezone.now(),
        )
        return Response(EnrolmentSerializer(access.get_enrolment(principal, uuid)).data, 201)
