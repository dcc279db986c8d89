"""What a resource holds: a text, or a file."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.idempotency import idempotent
from core.files.queries import described
from courses.authoring import access
from courses.authoring.actions import contents, linking, packaging
from courses.authoring.api.frame import VIEW, WRITE, WritingView
from courses.catalogue.models import Rendition, Resource, ResourceKind
from courses.packages.models import Package
from courses.packages.queries import package_of


class TextSerializer(serializers.Serializer[Any]):
    body = serializers.CharField(allow_blank=True, default="")
    body_hi = serializers.CharField(allow_blank=True, default="")
    minutes = serializers.IntegerField(min_value=1, max_value=600, required=False)
    is_required = serializers.BooleanField(default=True)


class Text(WritingView):
    """The body of a text, in both languages: GET is for reviewers too, and of what is published."""

    permission = VIEW

    @extend_schema(operation_id="text", responses=TextSerializer)
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        resource = access.get_resource_for(self.shown(code), uuid)
        if resource.kind != ResourceKind.TEXT:
            raise Http404
        return Response(TextSerializer(resource).data)

    @extend_schema(operation_id="write_text", request=TextSerializer, responses=TextSerializer)
    @idempotent
    def put(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        self.require(WRITE)
        said = self.said(TextSerializer)
        resource = contents.write_text(
            resource=access.get_resource_for(self.draft(code), uuid),
            body=said["body"],
            body_hi=said["body_hi"],
            minutes=said.get("minutes"),
            is_required=said["is_required"],
            seen=None,
            **self.common(),
        )
        return Response(TextSerializer(resource).data)


class LinkSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(max_length=2100, help_text="https, a public site by its name.")
    url_hi = serializers.CharField(max_length=2100, allow_blank=True, default="")
    body = serializers.CharField(allow_blank=True, default="", help_text="What to do there.")
    body_hi = serializers.CharField(allow_blank=True, default="")
    minutes = serializers.IntegerField(min_value=1, max_value=600)
    is_required = serializers.BooleanField(default=True)


class Link(WritingView):
    """Where a link leads and what to do there; GET as of a text."""

    permission = VIEW

    @extend_schema(operation_id="link", responses=LinkSerializer)
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        resource = access.get_resource_for(self.shown(code), uuid)
        if resource.kind != ResourceKind.LINK:
            raise Http404
        return Response(LinkSerializer(resource).data)

    @extend_schema(operation_id="set_link", request=LinkSerializer, responses=LinkSerializer)
    @idempotent
    def put(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        self.require(WRITE)
        resource = access.get_resource_for(self.draft(code), uuid)
        resource = linking.set_link(resource=resource, **self.said(LinkSerializer), **self.common())
        return Response(LinkSerializer(resource).data)


class TermsSerializer(serializers.Serializer[Any]):
    minutes = serializers.IntegerField(min_value=1, max_value=1000)
    is_required = serializers.BooleanField()


class Terms(WritingView):
    """How many minutes a file or a quiz counts for, and whether the course is complete without it."""

    @extend_schema(operation_id="set_terms", request=TermsSerializer, responses=TermsSerializer)
    @idempotent
    def put(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        resource = access.get_resource_for(self.draft(code), uuid)
        resource = contents.set_terms(resource=resource, **self.said(TermsSerializer), **self.common())
        return Response({"minutes": resource.minutes, "is_required": resource.is_required})


class UploadSerializer(serializers.Serializer[Any]):
    file = serializers.FileField(allow_empty_file=True)


class RenditionSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    file = serializers.UUIDField()
    name = serializers.CharField()
    content_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    length = serializers.IntegerField(help_text="Seconds or pages.")


class FileOf(WritingView):
    """The file in one language: a video or a document, as multipart/form-data."""

    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="file_of", responses=RenditionSerializer)
    def get(self, request: Request, organisation: str, code: str, uuid: Any, language: str) -> Response:
        return Response(self._said(access.get_resource_for(self.draft(code), uuid), language))

    @extend_schema(operation_id="bring_file_of", request=UploadSerializer, responses=RenditionSerializer)
    def put(self, request: Request, organisation: str, code: str, uuid: Any, language: str) -> Response:
        upload, resource = self.said(UploadSerializer)["file"], access.get_resource_for(self.draft(code), uuid)
        contents.bring_file(resource=resource, upload=upload, language=language, **self.common())
        return Response(self._said(resource, language))

    @extend_schema(operation_id="remove_file_of", responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: Any, language: str) -> Response:
        resource = access.get_resource_for(self.draft(code), uuid)
        contents.remove_file(resource=resource, language=language, **self.common())
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _said(self, resource: Resource, language: str) -> dict[str, Any]:
        found = get_object_or_404(Rendition, resource=resource, language=language)
        face = described([found.file_uuid]).get(found.file_uuid)
        return {
            "language": found.language,
            "file": found.file_uuid,
            "name": face.name if face else "",
            "content_type": found.content_type,
            "size": found.size,
            "length": found.length,
        }


class PackageSerializer(serializers.ModelSerializer[Package]):
    left_out = serializers.ListField(
        child=serializers.CharField(), help_text="The first names of files that no browser needs, not kept."
    )

    class Meta:
        model = Package
        fields = ["kind", "title", "launch", "file_name", "size", "entries", "left_out", "left_out_count"]
        read_only_fields = fields


class FileBroughtSerializer(serializers.Serializer[Any]):
    file = serializers.UUIDField()
    length = serializers.IntegerField(help_text="Seconds or pages.")
    minutes = serializers.IntegerField()


class PackageBroughtSerializer(serializers.Serializer[Any]):
    package = PackageSerializer()
    minutes = serializers.IntegerField()


class PackageTakenSerializer(serializers.Serializer[Any]):
    job = serializers.UUIDField(help_text="It unpacks the package.")


class PackageOf(WritingView):
    """What was found in the package of a resource."""

    @extend_schema(operation_id="package", responses=PackageSerializer)
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        package = package_of(access.get_resource_for(self.draft(code), uuid))
        if package is None:
            raise Http404
        return Response(PackageSerializer(package).data)


class File(WritingView):
    """A file in the course's first language or a package, as multipart/form-data; large packages by a job (202)."""

    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="bring_file",
        request=UploadSerializer,
        responses={
            200: PolymorphicProxySerializer(
                "Brought", [FileBroughtSerializer, PackageBroughtSerializer], resource_type_field_name=None
            ),
            202: PackageTakenSerializer,
        },
    )
    @idempotent
    def put(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        upload = self.said(UploadSerializer)["file"]
        resource = access.get_resource_for(self.draft(code), uuid)
        if resource.kind == ResourceKind.PACKAGE:
            brought = packaging.bring_package(resource=resource, upload=upload, **self.common())
            if brought.job is not None:
                return Response({"job": brought.job.uuid}, status.HTTP_202_ACCEPTED)
            return Response({"package": PackageSerializer(brought.package).data, "minutes": resource.minutes})
        resource = contents.bring_file(resource=resource, upload=upload, **self.common())
        kept = Rendition.objects.get(resource=resource, language=contents.first_language(resource))
        return Response({"file": kept.file_uuid, "length": kept.length, "minutes": resource.minutes})
