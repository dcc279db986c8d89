"""The organisation tree for programs."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.doors import PUBLIC
from institutions.organisations import queries
from institutions.organisations.access import get_organisation


class OrganisationSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    has_children = serializers.BooleanField()
    path_names = serializers.ListField(child=serializers.CharField())


class TreeQuestionSerializer(serializers.Serializer[Any]):
    parent = serializers.SlugField(  # type: ignore[assignment]
        required=False, help_text="Code of the organisation whose children are wanted."
    )
    q = serializers.CharField(
        required=False, max_length=100, help_text="Beginning of a word of the name, or of the code."
    )


class Organisations(APIView):
    """Organisations below `parent` (the nation by default), or found by `q`."""

    permission = PUBLIC

    @extend_schema(
        operation_id="organisations", parameters=[TreeQuestionSerializer], responses=OrganisationSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        asked = TreeQuestionSerializer(data=request.query_params)
        asked.is_valid(raise_exception=True)
        language = get_language() or "en"
        if words := asked.validated_data.get("q"):
            nodes = queries.starting_with(words, language)
        else:
            code = asked.validated_data.get("parent")
            parent = get_organisation(code) if code else queries.root()
            nodes = queries.children_of(parent, language) if parent else []
        return Response(OrganisationSerializer(nodes, many=True).data)
