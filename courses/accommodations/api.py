"""Accommodations for programs."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.display.dates import local_date
from core.doors import SIGNED_IN
from courses.accommodations import access, queries
from courses.accommodations.actions import end, grant
from courses.accommodations.models import Accommodation, Category
from courses.accommodations.rules import MOST_ATTEMPTS, MOST_PERCENT
from courses.catalogue.models import Offering
from institutions.roles.requests import in_scope

AFTER = OpenApiParameter("after", str, description="The `next` of the page before.")


class AccommodationSerializer(serializers.ModelSerializer[Accommodation]):
    person = serializers.CharField(source="person_name")
    organisation = serializers.CharField(source="organisation.code")
    course = serializers.CharField(source="offering.code", allow_null=True, default=None)
    category = serializers.ChoiceField(choices=Category.choices)
    last_day = serializers.SerializerMethodField()

    class Meta:
        model = Accommodation
        fields = [
            "uuid", "person", "organisation", "course", "extra_time_percent", "extra_attempts", "category", "note",
            "active_from", "last_day", "granted_by_name", "granted_at", "ended_at",
        ]  # fmt: skip

    def get_last_day(self, row: Accommodation) -> str | None:
        return (row.active_to - timedelta(days=1)).isoformat() if row.active_to else None


class AccommodationPage(serializers.Serializer[Any]):
    results = AccommodationSerializer(many=True)
    next = serializers.CharField(allow_blank=True)


class ExtensionRequest(serializers.Serializer[Any]):
    address = serializers.EmailField(max_length=254)
    extra_time_percent = serializers.IntegerField(min_value=0, max_value=MOST_PERCENT, default=0)
    extra_attempts = serializers.IntegerField(min_value=0, max_value=MOST_ATTEMPTS, default=0)
    category = serializers.ChoiceField(choices=Category.choices)
    note = serializers.CharField(max_length=300, allow_blank=True, default="")
    active_from = serializers.DateField(required=False)
    last_day = serializers.DateField(required=False, allow_null=True, default=None)


class AccommodationRequest(ExtensionRequest):
    course = serializers.SlugField(
        max_length=80, required=False, allow_null=True, default=None, help_text="Left out: in every quiz."
    )


def _grant(request: Request, found: access.Found, offering: Offering | None, said: dict[str, Any]) -> Response:
    http, at = in_scope(request), timezone.now()
    last = said["last_day"]
    row = grant(
        uuid=uuid4(), found=found, organisation_id=http.organisation.pk, offering=offering,
        extra_time_percent=said["extra_time_percent"], extra_attempts=said["extra_attempts"],
        category=said["category"], note=said["note"], active_from=said.get("active_from") or local_date(at),
        active_to=last + timedelta(days=1) if last else None,
        actor=http.principal.actor("api", http.organisation.pk), at=at,
    )  # fmt: skip
    return Response(AccommodationSerializer(row).data, 201)


def _page(request: Request, offering: Offering | None) -> Response:
    rows, following = queries.page_of(
        organisation_ids=access.given_by(in_scope(request).organisation),
        offering_id=offering.pk if offering else None,
        after=request.query_params.get("after", ""),
    )
    return Response({"results": AccommodationSerializer(rows, many=True).data, "next": following})


def _end(request: Request, row: Accommodation) -> Response:
    http = in_scope(request)
    end(accommodation=row, actor=http.principal.actor("api", http.organisation.pk), at=timezone.now())
    return Response(status=204)


class Accommodations(APIView):
    """More time or attempts for people of the organisation and those below it."""

    permission = "courses.accommodations.grant"

    @extend_schema(operation_id="accommodations", parameters=[AFTER], responses=AccommodationPage)
    def get(self, request: Request, organisation: str) -> Response:
        return _page(request, None)

    @extend_schema(
        operation_id="grant_accommodation", request=AccommodationRequest, responses={201: AccommodationSerializer}
    )
    @idempotent
    def post(self, request: Request, organisation: str) -> Response:
        asked = AccommodationRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        found = access.person_of(in_scope(request).organisation, said["address"])
        if found is None:
            raise serializers.ValidationError(
                {"address": [_("Nobody with this address belongs to this organisation or to one below it.")]}
            )
        offering = access.offering_named(said["course"]) if said["course"] else None
        if said["course"] and offering is None:
            raise serializers.ValidationError({"course": [_("There is no such course.")]})
        return _grant(request, found, offering, said)


class OneAccommodation(APIView):
    """End it: what begins from now on has the usual time and attempts; what is begun keeps what it has."""

    permission = "courses.accommodations.grant"

    @extend_schema(operation_id="end_accommodation", responses={204: None})
    def delete(self, request: Request, organisation: str, uuid: UUID) -> Response:
        return _end(request, access.get_accommodation(in_scope(request).organisation, uuid))


class Extensions(APIView):
    """More time or attempts for learners of one of the provider's courses."""

    permission = "courses.extensions.grant"

    @extend_schema(operation_id="extensions", parameters=[AFTER], responses=AccommodationPage)
    def get(self, request: Request, organisation: str, code: str) -> Response:
        return _page(request, access.get_own_offering(in_scope(request).organisation, code))

    @extend_schema(operation_id="grant_extension", request=ExtensionRequest, responses={201: AccommodationSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        asked = ExtensionRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        place = in_scope(request).organisation
        offering = access.get_own_offering(place, code)
        found = access.learner_of(place, offering, asked.validated_data["address"])
        if found is None:
            raise serializers.ValidationError({"address": [_("Nobody with this address is enrolled in this course.")]})
        return _grant(request, found, offering, asked.validated_data)


class OneExtension(APIView):
    """End it: what begins from now on has the usual time and attempts; what is begun keeps what it has."""

    permission = "courses.extensions.grant"

    @extend_schema(operation_id="end_extension", responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: UUID) -> Response:
        place = in_scope(request).organisation
        return _end(request, access.get_accommodation(place, uuid, access.get_own_offering(place, code)))


class MyAccommodations(APIView):
    """What the signed-in person was given, by whom and why."""

    permission = SIGNED_IN

    @extend_schema(operation_id="my_accommodations", responses=AccommodationSerializer(many=True))
    def get(self, request: Request) -> Response:
        rows = queries.mine(in_scope(request).principal.person_id)
        return Response(AccommodationSerializer(rows, many=True).data)
