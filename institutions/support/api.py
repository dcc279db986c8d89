"""Support sessions for programs."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.doors import SIGNED_IN
from institutions.roles.requests import in_scope
from institutions.support import access, queries
from institutions.support.actions import end_second_step, end_session, open_session
from institutions.support.middleware import SESSION_KEY
from institutions.support.rules import MINUTES


class SupportSessionSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    staff_name = serializers.CharField()
    ticket = serializers.CharField()
    reason = serializers.CharField()
    may_write = serializers.BooleanField()
    opened_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class OpeningSerializer(serializers.Serializer[Any]):
    address = serializers.EmailField(max_length=254)
    ticket = serializers.CharField(max_length=60)
    reason = serializers.CharField(min_length=10, max_length=500)
    minutes = serializers.ChoiceField(choices=MINUTES, default=MINUTES[0])
    wants_to_write = serializers.BooleanField(default=False)


class LostStepSerializer(serializers.Serializer[Any]):
    address = serializers.EmailField(max_length=254)
    ticket = serializers.CharField(max_length=60)
    reason = serializers.CharField(min_length=10, max_length=500, help_text="How you made sure who asks.")


class MySupportSessions(APIView):
    """Who looked at the signed-in person's account, the newest first."""

    permission = SIGNED_IN

    @extend_schema(operation_id="my_support_sessions", responses=SupportSessionSerializer(many=True))
    def get(self, request: Request) -> Response:
        sessions = queries.of_person(in_scope(request).principal.person_id)
        return Response(SupportSessionSerializer(sessions, many=True).data)


class SupportSessions(APIView):
    """Open a support session: this sign-in then sees the platform as the person sees it, until it ends."""

    permission = access.OPEN

    @extend_schema(operation_id="open_support", request=OpeningSerializer, responses={201: SupportSessionSerializer})
    @idempotent
    def post(self, request: Request) -> Response:
        asked = OpeningSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        principal = in_scope(request).principal
        session = open_session(
            **asked.validated_data,
            may_write=access.may_write(principal),
            actor=principal.actor("api"),
            at=timezone.now(),
        )
        request._request.session[SESSION_KEY] = str(session.uuid)
        return Response(SupportSessionSerializer(session).data, 201)


class SecondStepEndings(APIView):
    """Take away a second step that its owner has lost: it, the password and every session end."""

    permission = access.SECOND_STEP

    @extend_schema(operation_id="end_second_step", request=LostStepSerializer, responses={204: None})
    @idempotent
    def post(self, request: Request) -> Response:
        asked = LostStepSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        end_second_step(**asked.validated_data, actor=in_scope(request).principal.actor("api"), at=timezone.now())
        return Response(status=204)


class SupportEnding(APIView):
    """End the support session of this sign-in."""

    permission = SIGNED_IN

    @extend_schema(operation_id="end_support", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        if uuid := request._request.session.pop(SESSION_KEY, None):
            end_session(uuid=uuid, actor=in_scope(request).principal.actor("api"), at=timezone.now())
        return Response(status=204)
