"""Questions from a file: read first, taken second."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.idempotency import idempotent
from courses.authoring import access
from courses.authoring.actions import quizzes
from courses.authoring.api.frame import WritingView
from courses.authoring.api.resources import UploadSerializer
from courses.authoring.models import QuestionImport


class ImportRowSerializer(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    label = serializers.CharField(allow_blank=True)  # type: ignore[assignment]  # a field of that name
    is_accepted = serializers.BooleanField()
    code = serializers.CharField(allow_blank=True, help_text="Why not.")
    detail = serializers.CharField(allow_blank=True, help_text="The same as a sentence.")


class ImportSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    file_name = serializers.CharField()
    applied_at = serializers.DateTimeField(allow_null=True)
    accepted = serializers.IntegerField()
    refused = serializers.IntegerField()
    rows = ImportRowSerializer(many=True)


def import_said(brought: QuestionImport) -> dict[str, Any]:
    return {
        "uuid": brought.uuid,
        "file_name": brought.file_name,
        "applied_at": brought.applied_at,
        "accepted": len(brought.accepted()),
        "refused": len(brought.refused()),
        "rows": [
            {
                "line": row["line"],
                "label": row["label"],
                "is_accepted": row["question"] is not None,
                "code": row["reason"],
                "detail": quizzes.sentence(row["reason"], row["facts"]) if row["reason"] else "",
            }
            for row in brought.rows
        ],
    }


class Imports(WritingView):
    """A question file is read (201 with a report of each row); its application is a second request."""

    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="read_question_file", request=UploadSerializer, responses={201: ImportSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        upload = self.said(UploadSerializer)["file"]
        brought = quizzes.read_file(
            paper=access.get_paper_for(self.draft(code), uuid), name=upload.name,
            data=upload.read(quizzes.MOST_READ + 1), **self.common(),
        )  # fmt: skip
        return Response(import_said(brought), status.HTTP_201_CREATED)


class Import(WritingView):
    """The report on a file that was read."""

    @extend_schema(operation_id="question_file", responses=ImportSerializer)
    def get(self, request: Request, organisation: str, code: str, uuid: Any, import_uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        return Response(import_said(access.get_import_for(paper, import_uuid)))


class ImportApplication(WritingView):
    @extend_schema(operation_id="apply_question_file", request=None, responses=ImportSerializer)
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any, import_uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        brought = quizzes.apply_import(brought=access.get_import_for(paper, import_uuid), **self.common())
        return Response(import_said(brought))
