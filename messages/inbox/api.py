"""Messages for programs."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.paging import Pages
from core.doors import SIGNED_IN
from core.requests.scoped import scoped
from messages.inbox import queries
from messages.inbox.access import get_message
from messages.inbox.actions import mark_all_read, mark_read
from messages.inbox.models import Message


class MessageSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    kind = serializers.CharField()
    subject = serializers.CharField(help_text="In the language of the request.")
    body = serializers.CharField()
    link = serializers.CharField(help_text="A path of this site, or empty.")
    created_at = serializers.DateTimeField()
    is_read = serializers.BooleanField()


class Newest(Pages):
    ordering = ("-created_at", "-pk")
    page_size = 25


class MessagesView(GenericAPIView[Message]):
    """The inbox of the signed-in person, newest first."""

    permission = SIGNED_IN
    pagination_class = Newest

    @extend_schema(responses=MessageSerializer(many=True), operation_id="messages")
    def get(self, request: Request) -> Response:
        person_id = scoped(request).principal.person_id
        page = self.paginate_queryset(queries.inbox(person_id)) or []
        return self.get_paginated_response(MessageSerializer([queries.row(one) for one in page], many=True).data)


class ReadingView(APIView):
    """Marks a message as read; twice is the same as once."""

    permission = SIGNED_IN

    @extend_schema(request=None, responses=MessageSerializer, operation_id="read_message")
    def post(self, request: Request, message_uuid: UUID) -> Response:
        person_id = scoped(request).principal.person_id
        message: Message = get_message(person_id, message_uuid)
        mark_read(message=message, at=timezone.now())
        message.refresh_from_db()
        return Response(MessageSerializer(queries.row(message)).data)


class ReadingsView(APIView):
    """Marks everything as read; twice is the same as once."""

    permission = SIGNED_IN

    @extend_schema(request=None, responses={204: None}, operation_id="read_all_messages")
    def post(self, request: Request) -> Response:
        mark_all_read(person_id=scoped(request).principal.person_id, at=timezone.now())
        return Response(status=204)
