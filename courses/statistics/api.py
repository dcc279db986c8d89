"""Question statistics for programs."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from courses.authoring.api.frame import ProviderView
from courses.statistics import queries


class OptionFigures(serializers.Serializer[Any]):
    text = serializers.CharField()
    is_right = serializers.BooleanField()
    count = serializers.IntegerField()
    share = serializers.FloatField(help_text="Of all attempts, 0 to 1.")


class QuestionFigures(serializers.Serializer[Any]):
    quiz = serializers.CharField()
    question = serializers.UUIDField(source="uuid")
    wording = serializers.IntegerField(source="number")
    text = serializers.CharField(source="stem")
    attempts = serializers.IntegerField(source="figures.attempts")
    answered = serializers.IntegerField(source="figures.answered")
    facility = serializers.FloatField(
        source="figures.facility", allow_null=True, help_text="Mean part of the marks, 0 to 1; null below 10 attempts."
    )
    discrimination = serializers.FloatField(
        source="figures.discrimination", allow_null=True, help_text="Correlation with the rest of the paper, -1 to 1."
    )
    flags = serializers.ListField(source="figures.flags", child=serializers.ChoiceField(choices=list(queries.FLAGS)))
    options = OptionFigures(source="figures.options", many=True)


class Statistics(ProviderView):
    """How the questions of the published version do, quiz by quiz."""

    @extend_schema(operation_id="question_statistics", responses=QuestionFigures(many=True))
    def get(self, request: Request, organisation: str, code: str) -> Response:
        version = self.course(code).offering.published_version
        if version is None:
            raise Http404
        return Response(QuestionFigures(queries.rows_of(version), many=True).data)
