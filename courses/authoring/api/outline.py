"""Modules and resources of a draft: added, renamed, moved, deleted."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.idempotency import idempotent
from courses.authoring import access, rules
from courses.authoring.actions import outline
from courses.authoring.api.frame import AddedSerializer, RevisedSerializer, WritingView
from courses.catalogue.models import CourseVersion, ResourceKind

SEEN = OpenApiParameter("seen", int, description="The outline's revision; another one there is 409.")


class ModuleSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    title_hi = serializers.CharField(max_length=200, allow_blank=True, default="")
    seen = serializers.IntegerField(required=False, help_text="The outline's revision; another one there is 409.")


class ResourceSerializer(ModuleSerializer):
    module = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=ResourceKind.choices)
    minutes = serializers.IntegerField(min_value=1, max_value=1000, required=False)


class MoveSerializer(serializers.Serializer[Any]):
    direction = serializers.ChoiceField(choices=[rules.UP, rules.DOWN])
    seen = serializers.IntegerField()


class Modules(WritingView):
    @extend_schema(operation_id="add_module", request=ModuleSerializer, responses={201: AddedSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        said, version = self.said(ModuleSerializer), self.draft(code)
        module = outline.add_module(
            version=version, title=said["title"], title_hi=said["title_hi"], seen=said.get("seen"), **self.common()
        )
        return Response(self.revised(version, uuid=module.uuid), status.HTTP_201_CREATED)


class Resources(WritingView):
    @extend_schema(operation_id="add_resource", request=ResourceSerializer, responses={201: AddedSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        said, version = self.said(ResourceSerializer), self.draft(code)
        resource = outline.add_resource(
            module=access.get_module_for(version, said["module"]),
            kind=said["kind"],
            title=said["title"],
            title_hi=said["title_hi"],
            minutes=said.get("minutes"),
            seen=said.get("seen"),
            **self.common(),
        )
        return Response(self.revised(version, uuid=resource.uuid), status.HTTP_201_CREATED)


class Part(WritingView):
    """Renaming and deleting; which kind of part it is says the subclass."""

    def part(self, version: CourseVersion, uuid: Any) -> Any:
        raise NotImplementedError

    @extend_schema(request=ModuleSerializer, responses=RevisedSerializer)
    @idempotent
    def patch(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        said, version = self.said(ModuleSerializer), self.draft(code)
        outline.rename(
            target=self.part(version, uuid), title=said["title"], title_hi=said["title_hi"], seen=said.get("seen"),
            **self.common(),
        )  # fmt: skip
        return Response(self.revised(version))

    @extend_schema(parameters=[SEEN], responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        version = self.draft(code)
        said = request.query_params.get("seen", "")
        seen = serializers.IntegerField(min_value=1).run_validation(said) if said else None
        outline.delete(target=self.part(version, uuid), seen=seen, **self.common())
        return Response(status=status.HTTP_204_NO_CONTENT)


class ModulePart(Part):
    def part(self, version: CourseVersion, uuid: Any) -> Any:
        return access.get_module_for(version, uuid)


class ResourcePart(Part):
    def part(self, version: CourseVersion, uuid: Any) -> Any:
        return access.get_resource_for(version, uuid)


class ModuleMoves(WritingView):
    @extend_schema(operation_id="move_module", request=MoveSerializer, responses=RevisedSerializer)
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        said, version = self.said(MoveSerializer), self.draft(code)
        outline.move(target=access.get_module_for(version, uuid), **said, **self.common())
        return Response(self.revised(version))


class ResourceMoves(WritingView):
    @extend_schema(operation_id="move_resource", request=MoveSerializer, responses=RevisedSerializer)
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        said, version = self.said(MoveSerializer), self.draft(code)
        outline.move(target=access.get_resource_for(version, uuid), **said, **self.common())
        return Response(self.revised(version))
