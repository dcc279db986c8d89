"""The reader's language, for programs. What a page looks like is the browser's own matter and has no endpoint."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.doors import SIGNED_IN
from core.preferences.actions import choose_language
from core.requests.scoped import scoped


class LanguageSerializer(serializers.Serializer[Any]):
    language = serializers.ChoiceField(choices=settings.LANGUAGES)


class LanguageView(APIView):
    """The language of the signed-in person's mails. Answers of the API follow `Accept-Language`."""

    permission = SIGNED_IN

    @extend_schema(request=LanguageSerializer, responses=LanguageSerializer, operation_id="choose_language")
    def put(self, request: Request) -> Response:
        asked = LanguageSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        principal = scoped(request).principal
        choose_language(
            language=asked.validated_data["language"], actor=principal.actor("api"), at=timezone.now()
        )  # fmt: skip
        return Response(asked.data)
