"""Chapters of a video or recording, for programs: read, written as a list or brought as a WebVTT file, removed."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from courses.authoring import access
from courses.authoring.actions import chaptering
from courses.authoring.api.frame import WritingView
from courses.catalogue.models import Chapters
from courses.formats.chapters import LONGEST_TITLE, Chapter


class ChapterSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, help_text="Milliseconds from the beginning of the film in this language."
    )
    title = serializers.CharField(max_length=LONGEST_TITLE)


class ChaptersSerializer(serializers.Serializer[Any]):
    """Either the list, or a WebVTT file (multipart/form-data)."""

    chapters = ChapterSerializer(many=True, required=False, allow_empty=False)
    file = serializers.FileField(required=False, allow_empty_file=True, write_only=True)

    def validate(self, said: dict[str, Any]) -> dict[str, Any]:
        if ("chapters" in said) == ("file" in said):
            raise serializers.ValidationError({"chapters": ["Give the list or a file."]})
        return said


class ChaptersOf(WritingView):
    parser_classes = [JSONParser, MultiPartParser]

    @extend_schema(operation_id="chapters", responses=ChaptersSerializer)
    def get(self, request: Request, organisation: str, code: str, uuid: Any, language: str) -> Response:
        resource = access.get_resource_for(self.draft(code), uuid)
        if (found := Chapters.objects.filter(resource=resource, language=language).first()) is None:
            raise Http404
        return Response({"chapters": [{"start": start, "title": title} for start, title in found.marks]})

    @extend_schema(operation_id="write_chapters", request=ChaptersSerializer, responses=ChaptersSerializer)
    def put(self, request: Request, organisation: str, code: str, uuid: Any, language: str) -> Response:
        resource = access.get_resource_for(self.draft(code), uuid)
        said = self.said(ChaptersSerializer)
        if "file" in said:
            marks = chaptering.brought(said["file"])
        else:
            marks = chaptering.listed([Chapter(one["start"], one["title"]) for one in said["chapters"]])
        chaptering.write_chapters(resource=resource, language=language, marks=marks, **self.common())
        return Response({"chapters": [{"start": one.start, "title": one.title} for one in marks]})

    @extend_schema(operation_id="remove_chapters", responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: Any, language: str) -> Response:
        resource = access.get_resource_for(self.draft(code), uuid)
        chaptering.write_chapters(resource=resource, language=language, marks=[], **self.common())
        return Response(status=status.HTTP_204_NO_CONTENT)
