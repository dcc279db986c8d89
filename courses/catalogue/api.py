"""The catalogue for programs."""

from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.doors import PUBLIC
from courses.catalogue import access, queries
from courses.catalogue.forms import place_of, search_of
from courses.catalogue.models import ResourceKind
from courses.catalogue.queries.facets import counts
from courses.catalogue.queries.filters import filters
from courses.catalogue.queries.search import FIELDS, Found, search
from courses.catalogue.rules.cursors import SORTS
from courses.catalogue.rules.entries import AREAS, LEVELS, TIMES
from institutions.roles.requests import in_scope


class CompetencyTaughtSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    name_hi = serializers.CharField()
    area = serializers.CharField()
    level = serializers.IntegerField()


class OfferingSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    code = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    title_hi = serializers.CharField()
    summary = serializers.CharField()
    summary_hi = serializers.CharField()
    provider = serializers.CharField()
    minutes = serializers.IntegerField()
    languages = serializers.ListField(child=serializers.CharField())
    areas = serializers.ListField(child=serializers.CharField())
    competencies = CompetencyTaughtSerializer(many=True)
    published_at = serializers.DateTimeField()
    stars = serializers.FloatField(allow_null=True, help_text="Average of 1 to 5; null while there are few ratings.")
    ratings = serializers.IntegerField(help_text="How many there are.")


class ChoiceSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    text = serializers.CharField()
    count = serializers.IntegerField()
    is_at_least = serializers.BooleanField(help_text="There are more, which were not counted.")
    is_chosen = serializers.BooleanField()


class FacetSerializer(serializers.Serializer[Any]):
    name = serializers.CharField(help_text="The parameter that takes the values.")
    choices = ChoiceSerializer(many=True)


class OfferingPageSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField(allow_null=True, help_text="With facets=true.")
    count_is_at_least = serializers.BooleanField(help_text="There are more, which were not counted.")
    corrected = serializers.CharField(help_text="The words that were looked for, when those asked for found nothing.")
    sort = serializers.ChoiceField(choices=SORTS)
    after = serializers.CharField(help_text="Give it as `after` for the next page; empty on the last one.")
    before = serializers.CharField(help_text="Give it as `before` for the previous page; empty on the first one.")
    results = OfferingSerializer(many=True)
    facets = FacetSerializer(many=True, help_text="With facets=true.")


class ResourceOfferedSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=ResourceKind.choices)
    minutes = serializers.IntegerField()


class ModuleOfferedSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    resources = ResourceOfferedSerializer(many=True)


class CompetencyOfferedSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    area = serializers.CharField()
    level = serializers.IntegerField()


class OfferingDetailSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()
    summary = serializers.CharField()
    outcomes = serializers.ListField(child=serializers.CharField())
    provider = serializers.CharField()
    version = serializers.IntegerField()
    minutes = serializers.IntegerField()
    modules = ModuleOfferedSerializer(many=True)
    competencies = CompetencyOfferedSerializer(many=True)


class Offerings(APIView):
    permission = PUBLIC

    @extend_schema(
        operation_id="offerings_list",
        description="Values of one filter widen, filters narrow. A page begins after or before a cursor of another.",
        parameters=[
            OpenApiParameter("q", str, description="Words in any script; typing errors are forgiven."),
            OpenApiParameter("area", str, many=True, enum=AREAS),
            OpenApiParameter("competency", str, many=True, description="Codes of competencies."),
            OpenApiParameter("level", str, many=True, enum=LEVELS),
            OpenApiParameter("language", str, many=True, enum=list(queries.LANGUAGES)),
            OpenApiParameter("time", str, many=True, enum=list(TIMES), description="Minutes, at most."),
            OpenApiParameter("provider", str, many=True, description="Codes of organisations."),
            OpenApiParameter("kind", str, many=True),
            OpenApiParameter("mine", bool, description="Only of one's own organisation and those above it."),
            OpenApiParameter("sort", str, enum=SORTS, description="By relevance with words, else newest first."),
            OpenApiParameter("after", str),
            OpenApiParameter("before", str),
            OpenApiParameter("facets", bool, description="Count the filters, too."),
        ],
        responses=OfferingPageSerializer,
    )
    def get(self, request: Request) -> Response:
        asked = in_scope(request)
        above_ids = asked.principal.above_ids if asked.principal else ()
        wanted = search_of(asked.GET, above_ids=above_ids)
        after, before = place_of(asked.GET, wanted)
        if any(
            asked.GET.get(name) and not cursor
            for name, cursor in (("after", after or before), ("before", before or after))
        ):
            raise serializers.ValidationError({"after": [_("This is no cursor of this search.")]})
        found = search(wanted, after=after, before=before)
        answer: dict[str, Any] = {
            "count": None,
            "count_is_at_least": False,
            "corrected": found.corrected,
            "sort": found.wanted.order(),
            "after": found.after,
            "before": found.before,
            "results": [
                {key: row[key] for key in FIELDS if key != "provider_hi"}
                | {"stars": row["spread"].average, "ratings": row["spread"].count}
                for row in found.rows
            ],
            "facets": [],
        }
        if asked.GET.get("facets") in ("1", "true", "True"):
            answer |= _counted(found, above_ids)
        return Response(answer)


def _counted(found: Found, above_ids: tuple[int, ...]) -> dict[str, Any]:
    counted = counts(found.wanted, mine=above_ids, hits=found.hits)
    facets = filters(found.wanted, counted, get_language() or "en", has_mine=bool(above_ids))
    return {
        "count": counted.found,
        "count_is_at_least": counted.is_at_least(),
        "facets": [
            {
                "name": facet.name,
                "choices": [
                    {
                        "value": choice.value,
                        "text": choice.label,
                        "count": choice.count,
                        "is_at_least": choice.is_at_least,
                        "is_chosen": choice.is_chosen,
                    }
                    for choice in (*facet.choices, *facet.more)
                ],
            }
            for facet in facets
        ],
    }


class OfferingDetail(APIView):
    """One course of the catalogue: what it teaches, in which parts and languages, how long it takes, who offers it."""

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
