"""One's own notes for programs."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.files import renderers
from core.api.idempotency import idempotent
from core.api.paging import Pages
from core.doors import SIGNED_IN
from courses.catalogue.access import get_resource
from courses.enrolment.access import get_enrolment
from courses.notes import access, actions, queries
from courses.notes.files import text_file
from courses.notes.models import Note
from courses.notes.rules import LONGEST
from institutions.roles.requests import in_scope


class NewestNotesFirst(Pages):
    ordering = ("-created_at", "-pk")


class NoteSerializer(serializers.ModelSerializer[Note]):
    course = serializers.CharField(source="offering.code", read_only=True)

    class Meta:
        model = Note
        fields = ["uuid", "course", "title", "kind", "place", "language", "text", "created_at", "changed_at"]
        read_only_fields = fields


class NoteRequest(serializers.Serializer[Any]):
    enrolment = serializers.UUIDField()
    resource = serializers.UUIDField()
    text = serializers.CharField(max_length=LONGEST)
    place = serializers.IntegerField(
        required=False,
        allow_null=True,
        min_value=0,
        max_value=36_000,
        help_text="Second of a film, page of a document.",
    )
    language = serializers.RegexField("^[a-z]{0,3}$", required=False, default="", help_text="Of the file it is about.")
    uuid = serializers.UUIDField(required=False, help_text="Chosen by the program: sent twice, kept once.")


class TextRequest(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=LONGEST)
    seen = serializers.DateTimeField(
        required=False, help_text="Its `changed_at` as you read it: a note changed since is not overwritten (409)."
    )


class Notes(GenericAPIView[Note]):
    permission = SIGNED_IN
    pagination_class = NewestNotesFirst
    serializer_class = NoteSerializer

    @extend_schema(
        operation_id="notes",
        parameters=[
            OpenApiParameter(
                "q", str, description="Words that stand in the note or in the name of its course or part."
            ),
            OpenApiParameter("course", str, description="Code of a course."),
        ],
        responses=NoteSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        """Newest first, page by page."""
        words, course = (request.query_params.get(name, "").replace("\x00", "")[:100] for name in ("q", "course"))
        found = queries.notes_of(in_scope(request).principal.person_id, words=words, course=course)
        return self.get_paginated_response(NoteSerializer(self.paginate_queryset(found), many=True).data)

    @extend_schema(operation_id="write_note", request=NoteRequest, responses={201: NoteSerializer})
    @idempotent
    def post(self, request: Request) -> Response:
        """At a place of a part, or of the part as a whole. With a `uuid` of one's own it is written once, however often
        it is sent."""
        asked = NoteRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        said, principal = asked.validated_data, in_scope(request).principal
        enrolment = get_enrolment(principal, said["enrolment"])
        note = actions.write(
            person_id=principal.person_id, offering=enrolment.offering, text=said["text"], place=said.get("place"),
            resource=get_resource(enrolment.version_id, said["resource"]), language=said["language"],
            uuid=said.get("uuid"), at=timezone.now(),
        )  # fmt: skip
        return Response(NoteSerializer(note).data, status.HTTP_201_CREATED)


class NoteDetail(APIView):
    """One note of the signed-in person. Nobody else reads, changes or deletes it."""

    permission = SIGNED_IN

    def _note(self, request: Request, uuid: UUID) -> Note:
        return access.get_note(in_scope(request).principal.person_id, uuid)

    @extend_schema(operation_id="note", responses=NoteSerializer)
    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(NoteSerializer(self._note(request, uuid)).data)

    @extend_schema(operation_id="change_note", request=TextRequest, responses=NoteSerializer)
    @idempotent
    def put(self, request: Request, uuid: UUID) -> Response:
        asked = TextRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        note = actions.change(note=self._note(request, uuid), at=timezone.now(), **asked.validated_data)
        return Response(NoteSerializer(note).data)

    @extend_schema(operation_id="delete_note", responses={204: None})
    def delete(self, request: Request, uuid: UUID) -> Response:
        actions.delete(note=self._note(request, uuid))
        return Response(status=status.HTTP_204_NO_CONTENT)


class NotesFile(APIView):
    """All of them as a text file."""

    permission = SIGNED_IN
    renderer_classes = renderers("text/plain")

    @extend_schema(operation_id="notes_file", responses={(200, "text/plain"): OpenApiTypes.STR})
    def get(self, request: Request) -> HttpResponse:
        return text_file(queries.as_text(in_scope(request).principal.person_id, get_language() or "en"))
