"""Roles for programs: the same actions, refusals as problems."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.doors import SIGNED_IN
from institutions.organisations.models import Organisation
from institutions.roles import access, queries
from institutions.roles.actions import end, grant
from institutions.roles.models import Role
from institutions.roles.requests import in_scope


class MembershipSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField(source="membership_uuid")
    person = serializers.CharField(source="person_uuid")
    person_name = serializers.CharField()
    role = serializers.ChoiceField(choices=Role.choices)
    organisation = serializers.CharField(source="organisation_code")
    organisation_name = serializers.CharField()
    granted_by = serializers.CharField()
    active_from = serializers.DateTimeField()


class GrantSerializer(serializers.Serializer[Any]):
    address = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=Role.choices)


class QuestionSerializer(serializers.Serializer[Any]):
    person = serializers.EmailField(max_length=254)
    permission = serializers.ChoiceField(choices=sorted(access.PERMISSION_NAMES))


class AnswerSerializer(serializers.Serializer[Any]):
    may = serializers.BooleanField()
    person_name = serializers.CharField()
    permission = serializers.CharField()
    by = MembershipSerializer(allow_null=True)
    roles_needed = serializers.ListField(child=serializers.CharField())
    could_grant = MembershipSerializer(many=True)


def _language() -> str:
    return get_language() or "en"


class MyMemberships(APIView):
    """The roles that the signed-in person holds."""

    permission = SIGNED_IN

    @extend_schema(operation_id="my_memberships", responses=MembershipSerializer(many=True))
    def get(self, request: Request) -> Response:
        held = queries.roles_of(in_scope(request).principal.person_id, timezone.now(), _language())
        return Response(MembershipSerializer(held, many=True).data)


class MyPermissions(APIView):
    """What the signed-in person may do, by organisation."""

    permission = SIGNED_IN

    @extend_schema(operation_id="my_permissions", responses={200: dict[str, list[str]]})
    def get(self, request: Request) -> Response:
        areas = in_scope(request).principal.areas
        codes = sorted({code for _role, code in areas})
        return Response({code: access.permissions_of(role for role, where in areas if where == code) for code in codes})


class Memberships(APIView):
    """Roles held at an organisation and below it."""

    permission = "institutions.roles.view"

    @extend_schema(operation_id="memberships", responses=MembershipSerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        below = Organisation.objects.below(in_scope(request).organisation.pk).values_list("pk", flat=True)
        return Response(MembershipSerializer(queries.holders_at(below, timezone.now(), _language()), many=True).data)


class Grants(APIView):
    """Give a role at an organisation to one of its people."""

    permission = "institutions.roles.grant"

    @extend_schema(operation_id="grant_role", request=GrantSerializer, responses={201: MembershipSerializer})
    @idempotent
    def post(self, request: Request, organisation: str) -> Response:
        asked = GrantSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        here, principal, at = in_scope(request).organisation, in_scope(request).principal, timezone.now()
        person = access.person_here(here, asked.validated_data["address"])
        if person is None:
            raise serializers.ValidationError(
                {"address": [_("Nobody with this address belongs to this organisation or to one below it.")]}
            )
        membership = grant(
            person=person, organisation=here, role=asked.validated_data["role"],
            actor=principal.actor("api", here.pk), at=at,
        )  # fmt: skip
        holder = next(
            h for h in queries.holders_at([here.pk], at, _language()) if h.membership_uuid == str(membership.uuid)
        )
        return Response(MembershipSerializer(holder).data, 201)


class Ending(APIView):
    """End a role held at an organisation or below it."""

    permission = "institutions.roles.grant"

    @extend_schema(operation_id="end_role", request=None, responses={204: None})
    @idempotent
    def post(self, request: Request, organisation: str, uuid: UUID) -> Response:
        here = in_scope(request).organisation
        membership = access.get_membership_for(here, uuid)
        end(membership=membership, actor=in_scope(request).principal.actor("api", here.pk), at=timezone.now())
        return Response(status=204)


class Permissions(APIView):
    """May a person do something at an organisation, by which role, or who could make it so."""

    permission = "institutions.roles.view"

    @extend_schema(operation_id="may", parameters=[QuestionSerializer], responses=AnswerSerializer)
    def get(self, request: Request, organisation: str) -> Response:
        asked = QuestionSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        answer = access.may(
            organisation=in_scope(request).organisation, address=asked.validated_data["person"],
            permission=asked.validated_data["permission"], at=timezone.now(), language=_language(),
        )  # fmt: skip
        if answer is None:
            raise serializers.ValidationError(
                {"person": [_("Nobody with this address has to do with this organisation.")]}
            )
        return Response(AnswerSerializer(answer).data)
