"""Ratings for programs."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.doors import PUBLIC, SIGNED_IN
from courses.catalogue.access import get_offering_by_uuid
from courses.ratings import access, actions, queries
from courses.ratings.models import HidingReason, Rating, Signed
from courses.ratings.rules import HIGHEST, LONGEST_WORDS, LOWEST
from institutions.roles.requests import in_scope


class RatingSerializer(serializers.ModelSerializer[Rating]):
    class Meta:
        model = Rating
        fields = ["uuid", "stars", "words", "signed", "byline", "rated_at", "changed_at", "reply", "replied_at"]
        read_only_fields = fields


class RatingRequestSerializer(serializers.Serializer[Any]):
    stars = serializers.IntegerField(min_value=LOWEST, max_value=HIGHEST)
    words = serializers.CharField(max_length=LONGEST_WORDS, allow_blank=True, required=False, default="")
    signed = serializers.ChoiceField(Signed.choices, required=False, default=Signed.PROVIDER)


class OwnRating(APIView):
    """The signed-in person's rating of an offering they completed."""

    permission = SIGNED_IN

    @extend_schema(operation_id="rating_read", responses=RatingSerializer)
    def get(self, request: Request, uuid: UUID) -> Response:
        mine = queries.own(in_scope(request).principal.person_id, get_offering_by_uuid(uuid).pk)
        if mine is None:
            raise Http404
        return Response(RatingSerializer(mine).data)

    @extend_schema(operation_id="rating_write", request=RatingRequestSerializer, responses=RatingSerializer)
    def put(self, request: Request, uuid: UUID) -> Response:
        offering, principal = get_offering_by_uuid(uuid), in_scope(request).principal
        asked = RatingRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        rated = actions.rate(
            offering=offering,
            person_id=principal.person_id,
            **asked.validated_data,
            actor=principal.actor("api"),
            at=timezone.now(),
        )
        return Response(RatingSerializer(rated).data)

    @extend_schema(operation_id="rating_withdraw", responses={204: None})
    def delete(self, request: Request, uuid: UUID) -> Response:
        offering, principal = get_offering_by_uuid(uuid), in_scope(request).principal
        actions.withdraw(
            offering=offering, person_id=principal.person_id, actor=principal.actor("api"), at=timezone.now()
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class WordsSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    stars = serializers.IntegerField()
    words = serializers.CharField()
    byline = serializers.CharField(allow_blank=True)
    changed_at = serializers.DateTimeField()
    version = serializers.IntegerField()
    reply = serializers.CharField(allow_blank=True)
    replied_at = serializers.DateTimeField(allow_null=True)


class RatingsSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    average = serializers.FloatField(allow_null=True, help_text="Null while there are fewer than 20 ratings.")
    spread = serializers.ListField(
        child=serializers.IntegerField(), help_text="How many gave 1 to 5; empty while there are fewer than 10 ratings."
    )
    words = WordsSerializer(many=True)


class Ratings(APIView):
    """What learners say of an offering."""

    permission = PUBLIC

    @extend_schema(operation_id="offering_ratings_read", responses=RatingsSerializer)
    def get(self, request: Request, uuid: UUID) -> Response:
        offering = get_offering_by_uuid(uuid)
        spread = queries.spread_of(offering.pk)
        words = queries.texts_of(offering.pk) if spread.shows_spread else []
        return Response(
            {
                "count": spread.count,
                "average": spread.average,
                "spread": list(spread.counts) if spread.shows_spread else [],
                "words": WordsSerializer(words, many=True).data,
            }
        )


class ReportSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(HidingReason.choices)


class Report(APIView):
    """Say that the words of a rating should not be read."""

    permission = SIGNED_IN

    @extend_schema(operation_id="rating_report_create", request=ReportSerializer, responses={204: None})
    @idempotent
    def post(self, request: Request, uuid: UUID, rating_uuid: UUID) -> Response:
        found, principal = access.readable_rating(get_offering_by_uuid(uuid), rating_uuid), in_scope(request).principal
        asked = ReportSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        actions.report(
            rating=found,
            person_id=principal.person_id,
            **asked.validated_data,
            actor=principal.actor("api"),
            at=timezone.now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class OfVersionSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    count = serializers.IntegerField()
    average = serializers.FloatField(source="spread.average", allow_null=True)


class ProviderRatingsSerializer(serializers.Serializer[Any]):
    versions = OfVersionSerializer(many=True)
    words = WordsSerializer(many=True)


class ProviderRatings(APIView):
    """What learners say of a provider's course, by version."""

    permission = "courses.authoring.view"

    @extend_schema(operation_id="provider_ratings_read", responses=ProviderRatingsSerializer)
    def get(self, request: Request, organisation: str, code: str) -> Response:
        offering = access.providers_offering(in_scope(request).organisation.pk, code)
        versions, words = queries.for_provider(offering.pk)
        return Response(
            {
                "versions": OfVersionSerializer(versions, many=True).data,
                "words": WordsSerializer(words, many=True).data,
            }
        )


class ReplySerializer(serializers.Serializer[Any]):
    reply = serializers.CharField(max_length=LONGEST_WORDS)


class Reply(APIView):
    """Answer what a learner wrote; sent again, it takes the place of the reply before."""

    permission = "courses.ratings.reply"

    @extend_schema(operation_id="rating_reply_create", request=ReplySerializer, responses={201: RatingSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, uuid: UUID) -> Response:
        scope = in_scope(request)
        found = access.providers_rating(scope.organisation.pk, uuid)
        asked = ReplySerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        replied = actions.reply(
            rating=found,
            text=asked.validated_data["reply"],
            actor=scope.principal.actor("api", scope.organisation.pk),
            at=timezone.now(),
        )
        return Response(RatingSerializer(replied).data, status=status.HTTP_201_CREATED)


class ReportedSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    course = serializers.CharField()
    code = serializers.CharField()
    words = serializers.CharField()
    reasons = serializers.ListField(child=serializers.CharField())
    reported_at = serializers.DateTimeField()


class Reported(APIView):
    """Words that were reported and wait for a moderator."""

    permission = "courses.ratings.moderate"

    @extend_schema(operation_id="reported_ratings_list", responses=ReportedSerializer(many=True))
    def get(self, request: Request) -> Response:
        return Response(ReportedSerializer(queries.reported("en"), many=True).data)


class SettlementSerializer(serializers.Serializer[Any]):
    hiding_reason = serializers.ChoiceField(
        [("", "leave"), *HidingReason.choices], allow_blank=True, help_text="Empty: the words stay."
    )


class Settlement(APIView):
    """Hide reported words with a reason, or leave them."""

    permission = "courses.ratings.moderate"

    @extend_schema(operation_id="rating_settlement_create", request=SettlementSerializer, responses={204: None})
    @idempotent
    def post(self, request: Request, uuid: UUID) -> Response:
        found = access.any_rating(uuid)
        asked = SettlementSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        actions.settle(
            rating=found, **asked.validated_data, actor=in_scope(request).principal.actor("api"), at=timezone.now()
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
