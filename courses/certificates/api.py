"""Certificates for programs."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import Throttled
from rest_framework.generics import ListAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.doors import PUBLIC, SIGNED_IN
from courses.certificates import access, queries
from courses.certificates.actions import revoke
from courses.certificates.models import Certificate, RevocationReason
from courses.certificates.rules import is_well_formed, normalised, printed
from institutions.roles.requests import in_scope


class NewestFirst(CursorPagination):
    ordering = ("-issued_at", "-pk")


class CertificateSerializer(serializers.ModelSerializer[Certificate]):
    number = serializers.SerializerMethodField()
    verify_url = serializers.SerializerMethodField()
    document_url = serializers.SerializerMethodField()

    class Meta:
        model = Certificate
        fields = [
            "uuid", "number", "state", "content", "completion_uuid", "completed_at", "issued_at", "revoked_at",
            "revocation_reason", "verify_url", "document_url",
        ]  # fmt: skip

    def get_number(self, certificate: Certificate) -> str:
        return printed(certificate.number)

    def get_verify_url(self, certificate: Certificate) -> str:
        return reverse("courses:verify-certificate", args=[printed(certificate.number)])

    def get_document_url(self, certificate: Certificate) -> str:
        return reverse("courses:certificate-document", args=[certificate.uuid])


@extend_schema_view(
    get=extend_schema(
        operation_id="certificates_list", description="The signed-in person's certificates, newest first."
    )
)
class Certificates(ListAPIView[Certificate]):
    permission = SIGNED_IN
    serializer_class = CertificateSerializer
    pagination_class = NewestFirst

    def get_queryset(self):  # type: ignore[no-untyped-def]
        return Certificate.objects.filter(person_id=in_scope(self.request).principal.person_id)


class VerificationSerializer(serializers.Serializer[Any]):
    number = serializers.CharField()
    status = serializers.ChoiceField(["valid", "revoked"])
    content = serializers.JSONField(allow_null=True, help_text="What the certificate says; null once it is revoked.")
    course = serializers.CharField()
    provider = serializers.CharField()
    issued_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)


class Verification(APIView):
    """Is this certificate real? No sign-in is needed; an unknown number is 404, too many questions 429."""

    permission = PUBLIC

    @extend_schema(operation_id="verifications_retrieve", responses=VerificationSerializer)
    def get(self, request: Request, number: str) -> Response:
        if wait := access.seconds_to_wait(in_scope(request)):
            raise Throttled(wait=wait)
        wanted = normalised(number)
        verdict = queries.verify(wanted) if is_well_formed(wanted) else None
        if verdict is None or verdict.status == "unknown":
            raise Http404
        return Response(
            {
                "number": verdict.number,
                "status": verdict.status,
                "content": verdict.content.as_json() if verdict.content else None,
                "course": verdict.course[0],
                "provider": verdict.provider[0],
                "issued_at": verdict.issued_at,
                "revoked_at": verdict.revoked_at,
                "reason": verdict.reason,
            },
            headers={"Cache-Control": "no-store"},
        )


class RevocationSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(RevocationReason.choices)
    note = serializers.CharField(max_length=2000)


class Revocation(APIView):
    """Revoke a certificate that this provider issued. A certificate revoked before is a refusal."""

    permission = "courses.certificates.revoke"

    @extend_schema(
        operation_id="certificate_revocation_create",
        request=RevocationSerializer,
        responses={201: CertificateSerializer},
    )
    @idempotent
    def post(self, request: Request, organisation: str, number: str) -> Response:
        certificate = access.issued_certificate(in_scope(request).organisation.pk, number)
        if certificate is None:
            raise Http404
        asked = RevocationSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        revoked = revoke(
            certificate=certificate,
            **asked.validated_data,
            actor=in_scope(request).principal.actor("api", in_scope(request).organisation.pk),
            at=timezone.now(),
        )
        return Response(CertificateSerializer(revoked).data, status=status.HTTP_201_CREATED)
