"""How a person wants to be told, for programs."""

from typing import Any

from django.conf import settings
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
from core.requests.scoped import scoped
from messages.inbox.actions import set_preferences
from messages.inbox.kinds import KINDS
from messages.inbox.models import Preference


class PreferenceSerializer(serializers.Serializer[Any]):
    language = serializers.ChoiceField(choices=settings.LANGUAGES, help_text="Of mails.")
    without_email = serializers.ListField(
        child=serializers.CharField(max_length=60), help_text="Kinds of messages that come to the inbox alone."
    )
    quiet_from = serializers.TimeField(allow_null=True, help_text="Indian time; mails wait until `quiet_to`.")
    quiet_to = serializers.TimeField(allow_null=True)

    def validate_without_email(self, names: list[str]) -> list[str]:
        optional = {kind.name for kind in KINDS.values() if kind.by_email and kind.is_optional}
        if unknown := sorted(set(names) - optional):
            raise serializers.ValidationError(
                _("These mails do not exist or cannot be switched off: %(names)s") % {"names": ", ".join(unknown)}
            )
        return names

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if bool(attrs["quiet_from"]) != bool(attrs["quiet_to"]):
            raise serializers.ValidationError({"quiet_to": [_("Give both times of the quiet hours, or none.")]})
        return attrs


class PreferencesView(APIView):
    """The whole page of preferences: read, and said anew."""

    permission = SIGNED_IN

    @extend_schema(operation_id="message_preferences", responses=PreferenceSerializer)
    def get(self, request: Request) -> Response:
        person_id = scoped(request).principal.person_id
        kept = Preference.objects.filter(person_id=person_id).first()
        return Response(PreferenceSerializer(kept or Preference(language=get_language() or "en")).data)

    @extend_schema(operation_id="set_message_preferences", request=PreferenceSerializer, responses=PreferenceSerializer)
    @idempotent
    def put(self, request: Request) -> Response:
        principal = scoped(request).principal
        said = PreferenceSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        kept = set_preferences(
            person_id=principal.person_id, **said.validated_data, actor=principal.actor("api"), at=timezone.now()
        )
        return Response(PreferenceSerializer(kept).data)
