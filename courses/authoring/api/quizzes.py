"""The questions of a quiz's pool."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.idempotency import idempotent
from courses.authoring import access, queries
from courses.authoring.actions import quizzes
from courses.authoring.api.frame import WritingView
from courses.formats.questions import MULTIPLE, SINGLE, TRUE_FALSE, OptionBrought, QuestionBrought


class OptionSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    text_hi = serializers.CharField(allow_blank=True, default="")
    is_correct = serializers.BooleanField(default=False)
    reason = serializers.CharField(allow_blank=True, default="")


class QuestionSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[SINGLE, MULTIPLE, TRUE_FALSE])
    stem = serializers.CharField(allow_blank=True)
    stem_hi = serializers.CharField(allow_blank=True, default="")
    options = OptionSerializer(many=True)
    reason = serializers.CharField(allow_blank=True, default="")
    reason_hi = serializers.CharField(allow_blank=True, default="")


def question_said(said: dict[str, Any]) -> QuestionBrought:
    return QuestionBrought(**{**said, "options": tuple(OptionBrought(**option) for option in said["options"])})


class Questions(WritingView):
    """The pool of a quiz, with its keys: for those who make it."""

    @extend_schema(operation_id="quiz_questions", responses=QuestionSerializer(many=True))
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        return Response(
            [
                {
                    "uuid": entry.question_version.question.uuid,
                    "kind": entry.question_version.kind,
                    "stem": entry.question_version.stem,
                    "options": entry.question_version.options,
                }
                for entry in queries.pool(paper)
            ]
        )

    @extend_schema(operation_id="add_question", request=QuestionSerializer, responses={201: None})
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        added = quizzes.add_question(
            paper=paper, question=question_said(self.said(QuestionSerializer)), **self.common()
        )
        return Response({"uuid": added.uuid}, status.HTTP_201_CREATED)


class Question(WritingView):
    @extend_schema(operation_id="reword_question", request=QuestionSerializer, responses=None)
    @idempotent
    def put(self, request: Request, organisation: str, code: str, uuid: Any, question_uuid: Any) -> Response:
        entry = access.get_pool_question_for(access.get_paper_for(self.draft(code), uuid), question_uuid)
        entry = quizzes.reword_question(
            entry=entry, question=question_said(self.said(QuestionSerializer)), **self.common()
        )
        return Response({"uuid": question_uuid, "version": entry.question_version.number})

    @extend_schema(operation_id="remove_question", responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: Any, question_uuid: Any) -> Response:
        entry = access.get_pool_question_for(access.get_paper_for(self.draft(code), uuid), question_uuid)
        quizzes.remove_question(entry=entry, **self.common())
        return Response(status=status.HTTP_204_NO_CONTENT)
