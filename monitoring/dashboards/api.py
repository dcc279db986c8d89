"""The figures of the dashboards for programs: the nation, and one organisation with everything below it."""

from datetime import date
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from institutions.roles.requests import in_scope
from monitoring.dashboards import rules
from monitoring.readmodels import queries

YEAR = OpenApiParameter("year", OpenApiTypes.INT, description="2026 for 2026–27; the current one when left out.")


class MonthSerializer(serializers.Serializer[queries.Month]):
    first = serializers.DateField(help_text="The first day of the month.")
    completed = serializers.IntegerField()
    enrolled = serializers.IntegerField()


class OrganisationFiguresSerializer(serializers.Serializer[queries.Row]):
    code = serializers.CharField()
    name = serializers.CharField()
    name_hi = serializers.CharField()
    registered = serializers.IntegerField()
    active_30 = serializers.IntegerField()
    assigned = serializers.IntegerField()
    assigned_done = serializers.IntegerField()
    completed = serializers.IntegerField()


class CompletedSerializer(serializers.Serializer[Any]):
    """Completions by grade of evidence: A independent test, B test marked here, C measured, D own word."""

    A = serializers.IntegerField()
    B = serializers.IntegerField()
    C = serializers.IntegerField()
    D = serializers.IntegerField()


class FiguresSerializer(serializers.Serializer[Any]):
    organisation = serializers.CharField()
    year = serializers.CharField()
    as_of = serializers.DateTimeField(allow_null=True, help_text="Up to when the figures are known; null before any.")
    registered = serializers.IntegerField()
    active_30 = serializers.IntegerField(help_text="Persons who learned in the last 30 days.")
    enrolled = serializers.IntegerField(help_text="Enrolments in the year.")
    completions = serializers.IntegerField(help_text="In the year.")
    completed = CompletedSerializer()
    assigned = serializers.IntegerField(help_text="Duties: courses that officials were asked to take.")
    assigned_done = serializers.IntegerField()
    minutes = serializers.IntegerField(help_text="Of completed courses in the year.")
    months = MonthSerializer(many=True)
    below = OrganisationFiguresSerializer(many=True)


def figures(request: Request, today: date) -> dict[str, Any]:
    place = in_scope(request).organisation
    year = rules.chosen_year(request.query_params.get("year", ""), today)
    until = min(today, year.last_day)
    standing = queries.standing(place.pk, year.first_day, today, until)
    state = queries.as_of()
    names = ("registered", "active_30", "enrolled", "completions", "completed", "assigned", "assigned_done", "minutes")
    return {
        "organisation": place.code,
        "year": year.label,
        "as_of": state.as_of if state else None,
        **{name: getattr(standing, name) for name in names},
        "months": queries.months(place.pk, year.first_day, until),
        "below": queries.children(place.pk, year.first_day, today, until),
    }


class NationalFigures(APIView):
    """The whole service."""

    permission = "monitoring.national.view"

    @extend_schema(operation_id="national_figures", parameters=[YEAR], responses=FiguresSerializer)
    def get(self, request: Request) -> Response:
        return Response(FiguresSerializer(figures(request, timezone.localdate())).data)


class OrganisationFigures(APIView):
    """One ministry, department or office with everything below it."""

    permission = "monitoring.overview.view"

    @extend_schema(operation_id="organisation_figures", parameters=[YEAR], responses=FiguresSerializer)
    def get(self, request: Request, organisation: str) -> Response:
        return Response(FiguresSerializer(figures(request, timezone.localdate())).data)
