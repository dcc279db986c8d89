"""Help & Feedback for programs: anybody may write, signed in or not."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.api.paging import Pages
from core.api.problems import problem
from core.audit.actor import Actor
from core.doors import PUBLIC
from core.requests.scoped import scoped
from messages.feedback.actions import FeedbackRefused, give_feedback
from messages.feedback.models import Category, Feedback


class FeedbackRequest(serializers.Serializer[Any]):
    category = serializers.ChoiceField(choices=Category.choices)
    text = serializers.CharField(min_length=5, max_length=5000)
    contact = serializers.CharField(max_length=200, allow_blank=True, default="")
    page = serializers.CharField(max_length=500, allow_blank=True, default="", help_text="A path of this site.")


class GivenSerializer(serializers.Serializer[Any]):
    reference = serializers.CharField()


class FeedbackSerializer(serializers.ModelSerializer[Feedback]):
    class Meta:
        model = Feedback
        fields = ["reference", "category", "text", "contact", "page", "language", "created_at"]


class NewestFirst(Pages):
    ordering = ("-created_at", "-pk")


@extend_schema_view(
    get=extend_schema(operation_id="feedback_given", description="What people wrote, the newest first.")
)
class Given(ListAPIView[Feedback]):
    permission = "core.operations.view"
    queryset = Feedback.objects.all()
    serializer_class = FeedbackSerializer
    pagination_class = NewestFirst


class FeedbackView(APIView):
    """Keeps what was written and answers with its reference. Too much from one connection within an hour is 429."""

    permission = PUBLIC

    @extend_schema(operation_id="give_feedback", request=FeedbackRequest, responses={201: GivenSerializer})
    @idempotent
    def post(self, request: Request) -> Response:
        said = FeedbackRequest(data=request.data)
        said.is_valid(raise_exception=True)
        principal = scoped(request).principal
        try:
            given = give_feedback(
                **said.validated_data,
                language=get_language() or "en",
                address=get_adapter(scoped(request)).get_client_ip(scoped(request)),
                actor=principal.actor("api") if principal else Actor(name="", door="api"),
                at=timezone.now(),
            )
        except FeedbackRefused as refusal:
            return problem(429, _("Refused"), detail=str(refusal), code=refusal.reason)
        return Response({"reference": given.reference}, 201)
