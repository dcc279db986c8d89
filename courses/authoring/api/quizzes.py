"""The questions of a quiz's pool."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.files import renderers
from core.api.idempotency import idempotent
from courses.authoring import access, queries
from courses.authoring.actions import quizzes
from courses.authoring.api.frame import WritingView
from courses.formats.questions import QuestionBrought
from courses.questions import wording
from courses.questions.models import QuestionKind


class OptionSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    text_hi = serializers.CharField(allow_blank=True, default="")
    is_correct = serializers.BooleanField(default=False)
    reason = serializers.CharField(allow_blank=True, default="", help_text="what to tell whoever chooses it")
    reason_hi = serializers.CharField(allow_blank=True, default="")
    is_fixed = serializers.BooleanField(default=False, help_text="stays in its place when the others are shuffled")
    weight = serializers.CharField(allow_blank=True, default="", help_text="percent; empty: all or nothing")


class AcceptedSerializer(serializers.Serializer[Any]):
    """An accepted answer: a text, or a number with its tolerance."""

    text = serializers.CharField()
    credit = serializers.CharField(default="100", help_text="percent")
    reason = serializers.CharField(allow_blank=True, default="")
    reason_hi = serializers.CharField(allow_blank=True, default="")
    tolerance = serializers.CharField(default="0", help_text="numeric: more or less, inclusive")
    is_percent = serializers.BooleanField(default=False, help_text="numeric: the tolerance is a percentage")


class PairSerializer(serializers.Serializer[Any]):
    left = serializers.CharField(allow_blank=True, help_text="empty: the right side belongs to nothing")
    right = serializers.CharField()
    left_hi = serializers.CharField(allow_blank=True, default="")
    right_hi = serializers.CharField(allow_blank=True, default="")


class OrderedSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    text_hi = serializers.CharField(allow_blank=True, default="")


class UnitSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    factor = serializers.CharField(default="1", help_text="a number in this unit times the factor is one in the first")


class QuestionSerializer(serializers.Serializer[Any]):
    """By its kind a question has options (single, multiple, true_false), answers (numeric, short_text), pairs (match),
    items in their right order (order), or gaps (fill_in, whose stem holds [[1]], [[2]])."""

    kind = serializers.ChoiceField(choices=QuestionKind.choices)
    stem = serializers.CharField(allow_blank=True)
    stem_hi = serializers.CharField(allow_blank=True, default="")
    options = OptionSerializer(many=True, default=list)
    answers = AcceptedSerializer(many=True, default=list)
    pairs = PairSerializer(many=True, default=list)
    items = OrderedSerializer(many=True, default=list)
    gaps = serializers.ListField(child=AcceptedSerializer(many=True), default=list, help_text="accepted answers by gap")
    units = UnitSerializer(many=True, default=list)
    is_unit_needed = serializers.BooleanField(default=False)
    typos = serializers.IntegerField(default=0, min_value=0, max_value=2, help_text="typing mistakes that are forgiven")
    is_case_kept = serializers.BooleanField(default=False)
    is_partial = serializers.BooleanField(default=True, help_text="right in part earns a part of the marks")
    reason = serializers.CharField(allow_blank=True, default="")
    reason_hi = serializers.CharField(allow_blank=True, default="")
    category = serializers.CharField(allow_blank=True, default="", max_length=200)


class QuestionShown(QuestionSerializer):
    uuid = serializers.UUIDField()
    version = serializers.IntegerField()


class QuestionAdded(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()


class QuestionReworded(QuestionAdded):
    version = serializers.IntegerField()


def question_said(said: dict[str, Any]) -> QuestionBrought:
    return QuestionBrought.from_json(said)


class Questions(WritingView):
    """The pool of a quiz, with its keys: for those who make it."""

    @extend_schema(operation_id="quiz_questions", responses=QuestionShown(many=True))
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        return Response(
            [
                {
                    "uuid": entry.question_version.question.uuid,
                    "version": entry.question_version.number,
                    **wording.brought(entry.question_version).as_json(),
                }
                for entry in queries.pool(paper)
            ]
        )

    @extend_schema(operation_id="add_question", request=QuestionSerializer, responses={201: QuestionAdded})
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        added = quizzes.add_question(
            paper=paper, question=question_said(self.said(QuestionSerializer)), **self.common()
        )
        return Response({"uuid": added.uuid}, status.HTTP_201_CREATED)


class QuestionsFile(WritingView):
    """The same as a GIFT file."""

    renderer_classes = renderers("text/plain")

    @extend_schema(operation_id="quiz_questions_file", responses={(200, "text/plain"): OpenApiTypes.STR})
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> HttpResponse:
        text = queries.as_gift(access.get_paper_for(self.draft(code), uuid), get_language() or "en")
        return HttpResponse(text, content_type="text/plain; charset=utf-8")


class Question(WritingView):
    @extend_schema(operation_id="reword_question", request=QuestionSerializer, responses=QuestionReworded)
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
