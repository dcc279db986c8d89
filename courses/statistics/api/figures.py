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


class ResponseFigures(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="As the package sent it, its first 250 characters.")
    is_right = serializers.BooleanField(help_text="The package called it right, more often than not.")
    learners = serializers.IntegerField()
    count = serializers.IntegerField()
    share = serializers.FloatField(help_text="Of all answers, 0 to 1.")


class PackagedFigures(serializers.Serializer[Any]):
    package = serializers.CharField()
    part = serializers.CharField(help_text="Empty where the package has only one.")
    identifier = serializers.CharField()
    kind = serializers.CharField()
    text = serializers.CharField(source="description")
    learners = serializers.IntegerField(source="figures.learners")
    answers = serializers.IntegerField(source="figures.answers")
    right = serializers.FloatField(
        source="figures.right", allow_null=True, help_text="Of the answers that the package judged, 0 to 1."
    )
    seconds = serializers.FloatField(source="figures.seconds", allow_null=True, help_text="To answer, on average.")
    responses = ResponseFigures(source="figures.responses", many=True)
    others = serializers.IntegerField(source="figures.others", help_text="Answers that few people gave, together.")


class PackagedStatistics(serializers.Serializer[Any]):
    questions = PackagedFigures(source="rows", many=True)
    few = serializers.IntegerField(help_text="Questions that fewer than 10 learners answered: not shown.")
    more = serializers.IntegerField(help_text="Questions beyond the most that are shown.")


class Statistics(ProviderView):
    """How the questions of the published version do, quiz by quiz."""

    @extend_schema(operation_id="question_statistics", responses=QuestionFigures(many=True))
    def get(self, request: Request, organisation: str, code: str) -> Response:
        version = self.course(code).offering.published_version
        if version is None:
            raise Http404
        return Response(QuestionFigures(queries.rows_of(version), many=True).data)


class PackageStatistics(ProviderView):
    """What learners answered inside the SCORM packages of the published version, as the packages tell it."""

    @extend_schema(operation_id="packaged_question_statistics", responses=PackagedStatistics)
    def get(self, request: Request, organisation: str, code: str) -> Response:
        version = self.course(code).offering.published_version
        if version is None:
            raise Http404
        return Response(PackagedStatistics(queries.packaged_of(version)).data)
