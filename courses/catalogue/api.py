"""The catalogue for programs."""

from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.doors import PUBLIC
from courses.catalogue import access, queries
from courses.catalogue.forms import search_of
from institutions.roles.requests import in_scope


class OfferingSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()
    title_hi = serializers.CharField()
    summary = serializers.CharField()
    summary_hi = serializers.CharField()
    provider = serializers.CharField()
    minutes = serializers.IntegerField()
    languages = serializers.ListField(child=serializers.CharField())
    areas = serializers.ListField(child=serializers.CharField())
    competencies = serializers.JSONField()
    published_at = serializers.DateTimeField()


class OfferingPageSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    page = serializers.IntegerField()
    pages = serializers.IntegerField()
    results = OfferingSerializer(many=True)


class OfferingDetailSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    outcomes = serializers.ListField(child=serializers.CharField())
    provider = serializers.CharField()
    version = serializers.IntegerField()
    minutes = serializers.IntegerField()
    modules = serializers.JSONField()
    competencies = serializers.JSONField()


class Offerings(APIView):
    permission = PUBLIC

    @extend_schema(
        operation_id="offerings_list",
        parameters=[
            OpenApiParameter("q", str),
            OpenApiParameter("area", str, many=True),
            OpenApiParameter("language", str, many=True),
            OpenApiParameter("time", str, many=True),
            OpenApiParameter("page", int),
        ],
        responses=OfferingPageSerializer,
    )
    def get(self, request: Request) -> Response:
        page = queries.search(search_of(in_scope(request).GET), page=in_scope(request).GET.get("page"))
        results = [{key: row[key] for key in queries.FIELDS if key != "provider_hi"} for row in page.object_list]
        return Response(
            {"count": page.paginator.count, "page": page.number, "pages": page.paginator.num_pages, "results": results}
        )


class OfferingDetail(APIView):
    permission = PUBLIC

    @extend_schema(operation_id="offerings_read", responses=OfferingDetailSerializer)
    def get(self, request: Request, uuid: UUID) -> Response:
        offering = access.get_offering_by_uuid(uuid)
        outline = queries.outline(offering.published_version_id, get_language() or "en")
        return Response(
            {
                "uuid": str(offering.uuid),
                "code": offering.code,
                "title": outline["title"],
                "summary": outline["summary"],
                "outcomes": outline["outcomes"],
                "provider": outline["provider"],
                "version": outline["number"],
                "minutes": outline["minutes"],
                "modules": [
                    {
                        "title": module["title"],
                        "resources": [
                            {key: resource[key] for key in ("uuid", "title", "kind", "minutes")}
                            for resource in module["resources"]
                        ],
                    }
                    for module in outline["modules"]
                ],
                "competencies": [
                    {key: competency[key] for key in ("name", "area", "level")}
                    for competency in outline["competencies"]
                ],
            }
        )
