"""Captions of a video, for programs: read, brought (multipart/form-data) and removed, one language at an address."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from courses.authoring import access
from courses.authoring.actions import captioning
from courses.authoring.api.frame import WritingView
from courses.authoring.api.resources import UploadSerializer
from courses.catalogue.models import Captions


class CueSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField(help_text="Milliseconds from the beginning of the video.")
    end = serializers.IntegerField(help_text="Milliseconds from the beginning of the video.")
    text = serializers.CharField()


class CaptionsSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    file_name = serializers.CharField()
    cues = CueSerializer(many=True)


def said(captions: Captions) -> dict[str, Any]:
    return {
        "language": captions.language,
        "file_name": captions.file_name,
        "cues": [{"start": start, "end": end, "text": text} for start, end, text in captions.cues],
    }


class CaptionsOf(WritingView):
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="captions", responses=CaptionsSerializer)
    def get(self, request: Request, organisation: str, code: str, uuid: Any, language: str) -> Response:
        resource = access.get_resource_for(self.draft(code), uuid)
        if (found := Captions.objects.filter(resource=resource, language=language).first()) is None:
            raise Http404
        return Response(said(found))

    @extend_schema(operation_id="bring_captions", request=UploadSerializer, responses=CaptionsSerializer)
    def put(self, request: Request, organisation: str, code: str, uuid: Any, language: str) -> Response:
        resource = access.get_resource_for(self.draft(code), uuid)
        upload = self.said(UploadSerializer)["file"]
        kept = captioning.bring_captions(resource=resource, language=language, upload=upload, **self.common())
        return Response(said(kept))

    @extend_schema(operation_id="remove_captions", responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: Any, language: str) -> Response:
        resource = access.get_resource_for(self.draft(code), uuid)
        captioning.remove_captions(resource=resource, language=language, **self.common())
        return Response(status=status.HTTP_204_NO_CONTENT)
