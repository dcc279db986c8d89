"""Exchanges for programs: send a file, read its verdicts, apply it."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiTypes, extend_schema
from rest_framework import serializers
from rest_framework.parsers import BaseParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.requests.numbers import whole
from ehrms.exchange import actions, queries
from ehrms.exchange.access import get_exchange
from ehrms.exchange.models import Exchange, ExchangeRow, Verdict
from ehrms.exchange.rules.reading import MAX_BYTES
from institutions.organisations.models import Organisation
from institutions.roles.requests import in_scope

FILE_FIELD = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}


class TextParser(BaseParser):
    """The body is the file."""

    media_type = "text/csv"

    def parse(self, stream, media_type=None, parser_context=None):  # type: ignore[no-untyped-def]
        return {"content": stream.read(MAX_BYTES + 1)}


class ExchangeSerializer(serializers.ModelSerializer[Exchange]):
    counts = serializers.SerializerMethodField()

    class Meta:
        model = Exchange
        fields = [
            "uuid", "file_name", "file_bytes", "file_sha256", "encoding", "stage", "uploaded_at", "checked_at",
            "applied_at", "check_job_uuid", "apply_job_uuid", "counts",
        ]  # fmt: skip

    def get_counts(self, exchange: Exchange) -> dict[str, int]:
        return queries.counts_of(exchange)


class RowSerializer(serializers.ModelSerializer[ExchangeRow]):
    reasons = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField(), min_length=3, max_length=3),
        help_text="[code of the reason, column, text of the cell], each.",
    )
    sentences = serializers.ListField(child=serializers.CharField())
    changes = serializers.ListField(child=serializers.CharField(), help_text="Columns that differ from what stands.")
    cells = serializers.DictField(child=serializers.CharField(), help_text="Column -> text.")

    class Meta:
        model = ExchangeRow
        fields = ["line", "employee_code", "verdict", "reasons", "sentences", "changes", "cells", "applied_at"]


class Exchanges(APIView):
    """The newest exchanges; POST sends a file, as multipart field `file` or as a body of type text/csv."""

    permission = "ehrms.officials.import"
    parser_classes = [MultiPartParser, TextParser]

    @extend_schema(operation_id="exchanges", responses=ExchangeSerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        below = Organisation.objects.below(in_scope(request).organisation.pk).values_list("pk", flat=True)
        return Response(ExchangeSerializer(queries.exchanges_of(below), many=True).data)

    @extend_schema(
        operation_id="exchange_create",
        request={"multipart/form-data": FILE_FIELD, "text/csv": OpenApiTypes.BINARY},
        responses={201: ExchangeSerializer},
    )  # fmt: skip
    @idempotent
    def post(self, request: Request, organisation: str) -> Response:
        sent = request.data if isinstance(request.data, dict) else {}
        upload = sent.get("file")
        if upload is not None and hasattr(upload, "read"):
            name, content = upload.name, upload.read(MAX_BYTES + 1)
        elif isinstance(sent.get("content"), bytes):
            name, content = "officials.csv", sent["content"]
        else:
            raise serializers.ValidationError({"file": [_("Send the file as the field “file”.")]})
        exchange = actions.receive(
            organisation_id=in_scope(request).organisation.pk,
            file_name=name,
            content=content,
            actor=in_scope(request).principal.actor("api", in_scope(request).organisation.pk),
            at=timezone.now(),
        )
        return Response(ExchangeSerializer(exchange).data, 201)


class OneExchange(APIView):
    """One exchange and its counts by verdict."""

    permission = "ehrms.officials.import"

    @extend_schema(operation_id="exchange", responses=ExchangeSerializer)
    def get(self, request: Request, organisation: str, exchange_uuid: UUID) -> Response:
        return Response(ExchangeSerializer(get_exchange(exchange_uuid, in_scope(request).organisation.pk)).data)


class Rows(APIView):
    """Fifty rows of one verdict, after a line."""

    permission = "ehrms.officials.import"

    @extend_schema(
        operation_id="exchange_rows",
        parameters=[OpenApiParameter("verdict", enum=Verdict.values), OpenApiParameter("after", OpenApiTypes.INT)],
        responses=RowSerializer(many=True),
    )
    def get(self, request: Request, organisation: str, exchange_uuid: UUID) -> Response:
        exchange = get_exchange(exchange_uuid, in_scope(request).organisation.pk)
        verdict, after = request.query_params.get("verdict", Verdict.REFUSED), request.query_params.get("after", "")
        line = whole(after) or 0
        return Response(RowSerializer(queries.preview_of(exchange, verdict, line), many=True).data)


class Application(APIView):
    """Applies a checked exchange; a worker does it. Refused (409) while it is being checked, and a second time."""

    permission = "ehrms.officials.import"

    @extend_schema(operation_id="exchange_apply", request=None, responses={202: ExchangeSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, exchange_uuid: UUID) -> Response:
        place = in_scope(request).organisation
        exchange = actions.ask_to_apply(
            exchange=get_exchange(exchange_uuid, place.pk),
            actor=in_scope(request).principal.actor("api", place.pk),
            at=timezone.now(),
        )
        return Response(ExchangeSerializer(exchange).data, 202)
