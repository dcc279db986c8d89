"""Jobs for programs."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.doors import SIGNED_IN
from core.files.links import signed_url
from core.jobs.access import get_file, get_job
from core.jobs.actions import cancel
from core.jobs.models import Job
from core.requests.scoped import scoped


class JobResultSerializer(serializers.Serializer[Any]):
    link = serializers.CharField(required=False, help_text="A page of this site.")
    file = serializers.UUIDField(required=False, help_text="It is fetched at `file_url`.")
    applied = serializers.IntegerField(required=False, help_text="Rows that were taken.")


class JobSerializer(serializers.ModelSerializer[Job]):
    steps = serializers.ListField(child=serializers.CharField())
    result = serializers.SerializerMethodField()
    file_url = serializers.SerializerMethodField(
        help_text="Of the file that the job made, for who started it, by the same key. Empty: it made none."
    )

    class Meta:
        model = Job
        fields = [
            "uuid", "kind", "title", "state", "steps", "step", "total", "done", "refused", "failure", "result", "file_url",
            "cancel_requested_at", "created_at", "started_at", "ended_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field(JobResultSerializer(allow_null=True))
    def get_result(self, job: Job) -> dict[str, Any] | None:
        return job.result

    def get_file_url(self, job: Job) -> str:
        return reverse("jobs:api-file", args=[job.uuid]) if (job.result or {}).get("file") else ""


class JobView(APIView):
    """One job of the signed-in person."""

    permission = SIGNED_IN

    @extend_schema(responses=JobSerializer, operation_id="job")
    def get(self, request: Request, job_uuid: UUID) -> Response:
        return Response(JobSerializer(get_job(job_uuid)).data)


class FileView(APIView):
    """The file that a job of the signed-in person made: leads to an address that whoever has it may read for four hours."""

    permission = SIGNED_IN

    @extend_schema(
        operation_id="job_file",
        responses={302: OpenApiResponse(description="Follow `Location`, without the key.")},
        parameters=[
            OpenApiParameter("Location", OpenApiTypes.URI, OpenApiParameter.HEADER, response=[302]),
        ],
    )
    def get(self, request: Request, job_uuid: UUID) -> HttpResponse:
        file = get_file(job_uuid)
        return HttpResponseRedirect(signed_url(file, scoped(request).principal.person_id, attachment=True))


class CancellationView(APIView):
    """Asks a job to stop between two chunks. Asked twice is the same as once; refused (409) when it has ended."""

    permission = SIGNED_IN

    @extend_schema(request=None, responses={202: JobSerializer}, operation_id="cancel_job")
    def post(self, request: Request, job_uuid: UUID) -> Response:
        actor = scoped(request).principal.actor("api")
        job = cancel(job=get_job(job_uuid), actor=actor, at=timezone.now())
        return Response(JobSerializer(job).data, status.HTTP_202_ACCEPTED)


class OrganisationJobView(APIView):
    """A job that somebody of an organisation started, for its role holders."""

    permission = "core.jobs.view"

    @extend_schema(responses=JobSerializer, operation_id="organisation_job")
    def get(self, request: Request, organisation: str, job_uuid: UUID) -> Response:
        return Response(JobSerializer(get_job(job_uuid)).data)


class OrganisationCancellationView(APIView):
    """As the cancellation of one's own job."""

    permission = "core.jobs.cancel"

    @extend_schema(request=None, responses={202: JobSerializer}, operation_id="cancel_organisation_job")
    def post(self, request: Request, organisation: str, job_uuid: UUID) -> Response:
        actor = scoped(request).principal.actor("api")
        job = cancel(job=get_job(job_uuid), actor=actor, at=timezone.now())
        return Response(JobSerializer(job).data, status.HTTP_202_ACCEPTED)
