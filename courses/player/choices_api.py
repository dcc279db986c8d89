"""How a person likes to learn, for programs."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.doors import SIGNED_IN
from courses.catalogue.renditions import LANGUAGES_TAKEN
from courses.player import queries
from courses.player.actions import choose
from institutions.roles.requests import in_scope


class LearningChoicesSerializer(serializers.Serializer[Any]):
    spoken = serializers.ChoiceField(
        choices=LANGUAGES_TAKEN,
        allow_blank=True,
        required=False,
        help_text="Of films and documents; empty: as the page is.",
    )
    captions = serializers.ChoiceField(
        choices=LANGUAGES_TAKEN,
        allow_blank=True,
        required=False,
        help_text="Of captions and transcript; empty: as the page.",
    )
    weight = serializers.ChoiceField(
        choices=["full", "low", "sound"], allow_blank=True, required=False,
        help_text="Of films: whole, 240 lines, or the sound alone; empty: small for who saves data.",
    )  # fmt: skip


class LearningChoices(APIView):
    """One's own choices; what is not named stays as it is."""

    permission = SIGNED_IN

    @extend_schema(operation_id="learning_choices", responses=LearningChoicesSerializer)
    def get(self, request: Request) -> Response:
        return Response(LearningChoicesSerializer(queries.choices_of(in_scope(request).principal.person_id)).data)

    @extend_schema(
        operation_id="choose_learning", request=LearningChoicesSerializer, responses=LearningChoicesSerializer
    )
    @idempotent
    def put(self, request: Request) -> Response:
        asked = LearningChoicesSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        actor = in_scope(request).principal.actor("api")
        return Response(LearningChoicesSerializer(choose(actor=actor, at=timezone.now(), **asked.validated_data)).data)
