"""Officials for programs."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from ehrms.officials import queries
from ehrms.officials.access import get_official
from ehrms.officials.actions import post, transfer
from ehrms.officials.models import Posting
from institutions.roles.requests import in_scope


class OfficialRow(serializers.Serializer[queries.Row]):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    code = serializers.CharField()
    designation = serializers.CharField()
    office = serializers.CharField()
    group = serializers.CharField()
    since = serializers.DateField(allow_null=True)


class OfficialPage(serializers.Serializer[dict[str, object]]):
    results = OfficialRow(many=True)
    next = serializers.CharField(allow_blank=True)


class PostingSerializer(serializers.ModelSerializer[Posting]):
    office = serializers.CharField(source="organisation.code")
    designation = serializers.CharField(source="designation.code")

    class Meta:
        model = Posting
        fields = ["uuid", "office", "designation", "active_from", "active_to"]


class OfficialDetail(serializers.Serializer[dict[str, object]]):
    uuid = serializers.UUIDField()
    name = serializers.CharField()
    employee_code = serializers.CharField()
    service = serializers.CharField()
    cadre = serializers.CharField()
    batch_year = serializers.IntegerField(allow_null=True)
    group = serializers.CharField()
    date_of_joining = serializers.DateField(allow_null=True)
    postings = PostingSerializer(many=True)


class PostingRequest(serializers.Serializer[dict[str, object]]):
    office = serializers.SlugField()
    designation = serializers.SlugField()
    since = serializers.DateField()
    supervisor_code = serializers.CharField(max_length=40, required=False, allow_blank=True)


class Officials(APIView):
    """The officials of an organisation and the offices below it, by name; `after` is the `next` of the page before."""

    permission = "ehrms.officials.view"

    @extend_schema(
        operation_id="officials",
        parameters=[OpenApiParameter(name) for name in ("name", "code", "office", "designation", "group", "after")],
        responses=OfficialPage,
    )
    def get(self, request: Request, organisation: str) -> Response:
        asked = {name: request.query_params.get(name, "").replace("\x00", "")[:300] for name in (
            "name", "code", "office", "designation", "group", "after",
        )}  # fmt: skip
        after = asked.pop("after")
        rows, next_after = queries.page_of(
            in_scope(request).organisation, queries.Wanted(**asked), timezone.localdate(), get_language() or "en", after
        )
        return Response(OfficialPage({"results": rows, "next": next_after}).data)


class OneOfficial(APIView):
    """One official with every posting."""

    permission = "ehrms.officials.view"

    @extend_schema(operation_id="official", responses=OfficialDetail)
    def get(self, request: Request, organisation: str, official_uuid: UUID) -> Response:
        official = get_official(official_uuid, in_scope(request).organisation.pk)
        facts = {name: getattr(official, name) for name in (
            "uuid", "employee_code", "service", "cadre", "batch_year", "group", "date_of_joining",
        )}  # fmt: skip
        name = official.person.name_in(get_language() or "en")
        return Response(OfficialDetail({**facts, "name": name, "postings": queries.history_of(official)}).data)


class Postings(APIView):
    """Gives an official a new posting; another office makes it a transfer. Refused (409) when the days overlap."""

    permission = "ehrms.officials.import"

    @extend_schema(operation_id="posting_create", request=PostingRequest, responses={201: PostingSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, official_uuid: UUID) -> Response:
        place = in_scope(request).organisation
        official = get_official(official_uuid, place.pk)
        asked = PostingRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        office = queries.office_of(place, given["office"])
        designation = queries.designation_of(given["designation"])
        if office is None:
            raise serializers.ValidationError({"office": [_("No office of your organisation has this code.")]})
        if designation is None:
            raise serializers.ValidationError({"designation": [_("No designation has this code.")]})
        supervisor = None
        if code := given.get("supervisor_code"):
            supervisor = queries.person_of_code(code, official.employer_id)
            if supervisor is None:
                raise serializers.ValidationError(
                    {"supervisor_code": [_("No official of your organisation has this code.")]}
                )
        facts = {
            "official": official, "designation": designation, "since": given["since"], "supervisor": supervisor,
            "actor": in_scope(request).principal.actor("api", place.pk), "at": timezone.now(),
        }  # fmt: skip
        moves = office.pk != official.home_organisation_id
        posting = transfer(organisation=office, **facts) if moves else post(**facts)
        posting = Posting.objects.select_related("organisation", "designation").get(pk=posting.pk)
        return Response(PostingSerializer(posting).data, 201)
