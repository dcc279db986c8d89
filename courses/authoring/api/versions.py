"""One version of a course, for programs: what state it is in, and giving a draft up."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from courses.authoring import access, queries
from courses.authoring.actions.discarding import discard
from courses.authoring.api.frame import WritingView


class VersionSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    state = serializers.CharField(help_text="draft, in_review, published, superseded or discarded.")
    title = serializers.CharField()
    mark = serializers.CharField(help_text="Send it as `seen` to discard exactly this state of the draft.")


class Version(WritingView):
    @extend_schema(operation_id="version", responses=VersionSerializer)
    def get(self, request: Request, organisation: str, code: str, number: int) -> Response:
        version = access.get_version_for(self.http().organisation, code, number)
        return Response(
            {
                "number": version.number,
                "state": version.state,
                "title": version.title,
                "mark": queries.draft_mark(version),
            }
        )

    @extend_schema(
        operation_id="discard_draft",
        parameters=[OpenApiParameter("seen", description="The mark of the draft; another one there is 409.")],
        responses={204: None},
    )
    def delete(self, request: Request, organisation: str, code: str, number: int) -> Response:
        version = access.get_version_for(self.http().organisation, code, number)
        discard(version=version, seen=request.query_params.get("seen"), **self.common())
        return Response(status=status.HTTP_204_NO_CONTENT)
