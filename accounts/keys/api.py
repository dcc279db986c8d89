"""Keys for programs, by a session: a key makes and revokes no keys."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.confirming import must_confirm
from accounts.keys import actions, queries
from accounts.keys.rules import DAYS
from accounts.second_step import was_used
from core.doors import SIGNED_IN
from core.requests.scoped import ScopedRequest, scoped


class KeySerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField(read_only=True)
    name = serializers.CharField(max_length=80)
    may_write = serializers.BooleanField(default=False)
    days = serializers.ChoiceField(choices=DAYS, default=90, write_only=True)
    ending = serializers.CharField(read_only=True)
    state = serializers.ChoiceField(choices=["live", "expired", "revoked"], read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    expires_at = serializers.DateTimeField(read_only=True)
    last_used_at = serializers.DateTimeField(read_only=True, allow_null=True)


class KeyMadeSerializer(KeySerializer):
    key = serializers.CharField(read_only=True, help_text="The key itself, only in the answer that made it.")


class Keys(APIView):
    """The signed-in person's keys."""

    permission = SIGNED_IN

    @extend_schema(responses=KeySerializer(many=True), operation_id="api_keys")
    def get(self, request: Request) -> Response:
        return Response(queries.keys_of(scoped(request).principal.user_id, timezone.now()))

    @extend_schema(request=KeySerializer, responses={201: KeyMadeSerializer}, operation_id="make_api_key")
    def post(self, request: Request) -> Response:
        by = by_session(request)
        if must_confirm(by):
            raise actions.KeyRefused("SIGN_IN_AGAIN")
        asked = KeySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        at = timezone.now()
        key, text = actions.issue(
            user_id=by.principal.user_id, **asked.validated_data, used_second_step=was_used(by),
            actor=by.principal.actor("api"), at=at,
        )  # fmt: skip
        made = next(row for row in queries.keys_of(by.principal.user_id, at) if row["uuid"] == key.uuid)
        return Response({**made, "key": text}, 201)


class Revocation(APIView):
    """A key that opens nothing any more. Asked again, answered again."""

    permission = SIGNED_IN

    @extend_schema(request=None, responses=KeySerializer, operation_id="revoke_api_key")
    def post(self, request: Request, uuid: UUID) -> Response:
        by, at = by_session(request), timezone.now()
        user_id = by.principal.user_id
        if actions.revoke(user_id=user_id, uuid=uuid, actor=by.principal.actor("api"), at=at) is None:
            raise Http404
        return Response(next(row for row in queries.keys_of(user_id, at) if row["uuid"] == uuid))


def by_session(request: Request) -> ScopedRequest:
    """The request below, unless a key brought it."""
    if request.auth is not None:
        raise actions.KeyRefused("KEY_BY_KEY")
    return scoped(request)
