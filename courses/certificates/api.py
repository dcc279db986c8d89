"""Certificates for programs."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, status
from rest_framework.exceptions import Throttled
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.files import renderers
from core.api.idempotency import idempotent
from core.api.paging import Pages
from core.doors import PUBLIC, SIGNED_IN
from core.jobs.api import JobSerializer
from courses.certificates import access, actions, history, queries
from courses.certificates.actions import revoke
from courses.certificates.download import download
from courses.certificates.models import (
    Certificate,
    CertificateCorrection,
    CorrectionReason,
    CorrectionState,
    RevocationReason,
)
from courses.certificates.rules import is_well_formed, normalised, printed
from institutions.roles.requests import in_scope


class NewestFirst(Pages):
    ordering = ("-issued_at", "-pk")


class CompetencyShownSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    name_hi = serializers.CharField()
    theme = serializers.CharField()
    theme_hi = serializers.CharField()
    area = serializers.CharField()
    level = serializers.IntegerField()


class ContentSerializer(serializers.Serializer[Any]):
    """What a certificate says, in both languages. `band`: the marks of the grade, from and to, in percent."""

    name = serializers.CharField()
    name_hi = serializers.CharField()
    post = serializers.CharField()
    post_hi = serializers.CharField()
    organisation = serializers.CharField()
    organisation_hi = serializers.CharField()
    course = serializers.CharField()
    course_hi = serializers.CharField()
    version = serializers.IntegerField()
    minutes = serializers.IntegerField()
    competencies = CompetencyShownSerializer(many=True)
    grade = serializers.CharField()
    band = serializers.ListField(child=serializers.IntegerField(), min_length=2, max_length=2, allow_null=True)
    provider = serializers.CharField()
    provider_hi = serializers.CharField()
    completed_on = serializers.DateField()


class CertificateSerializer(serializers.ModelSerializer[Certificate]):
    content = serializers.SerializerMethodField()
    number = serializers.SerializerMethodField()
    verify_url = serializers.SerializerMethodField()
    document_url = serializers.SerializerMethodField(
        help_text="The PDF, for the holder, by the same key; 404 once it is revoked or superseded."
    )

    class Meta:
        model = Certificate
        fields = [
            "uuid", "number", "state", "content", "content_sha256", "completion_uuid", "completed_at", "issued_at",
            "revoked_at", "revocation_reason", "superseded_at", "reissue_reason", "verify_url", "document_url",
        ]  # fmt: skip

    @extend_schema_field(ContentSerializer)
    def get_content(self, certificate: Certificate) -> dict[str, Any]:
        return certificate.content

    def get_number(self, certificate: Certificate) -> str:
        return printed(certificate.number)

    def get_verify_url(self, certificate: Certificate) -> str:
        return reverse("courses:verify-certificate", args=[printed(certificate.number)])

    def get_document_url(self, certificate: Certificate) -> str:
        return reverse("courses:api-certificate-document", args=[certificate.uuid])


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


class StepSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    kind = serializers.ChoiceField(["issued", "asked", "declined", "reissued", "revoked"])
    number = serializers.CharField()
    by = serializers.CharField()
    why = serializers.CharField()
    note = serializers.CharField()


class CertificateWithHistorySerializer(CertificateSerializer):
    history = serializers.SerializerMethodField()

    class Meta(CertificateSerializer.Meta):
        fields = [*CertificateSerializer.Meta.fields, "history"]

    @extend_schema_field(StepSerializer(many=True))
    def get_history(self, certificate: Certificate) -> Any:
        steps = history.history_of(certificate, language=get_language() or "en")
        return StepSerializer(steps, many=True).data


class OwnCertificate(APIView):
    """One of the signed-in person's certificates with its history."""

    permission = SIGNED_IN

    @extend_schema(operation_id="certificates_read", responses=CertificateWithHistorySerializer)
    def get(self, request: Request, uuid: UUID) -> Response:
        certificate = access.own_certificate(in_scope(request).principal.person_id, uuid)
        return Response(CertificateWithHistorySerializer(certificate).data)


class Document(APIView):
    """The PDF of one of the signed-in person's valid certificates."""

    permission = SIGNED_IN
    renderer_classes = renderers("application/pdf")

    @extend_schema(operation_id="certificate_document", responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, uuid: UUID) -> HttpResponse:
        return download(access.own_document(in_scope(request).principal.person_id, uuid))


class ArchiveRequestSerializer(serializers.Serializer[Any]):
    certificates = serializers.ListField(
        child=serializers.UUIDField(), required=False, allow_empty=False, max_length=2000,
        help_text="Of the person's own valid certificates; left out: all.",
    )  # fmt: skip


class Archives(APIView):
    """Valid certificates of the signed-in person as one ZIP. A job: ask for it until it names the file."""

    permission = SIGNED_IN

    @extend_schema(
        operation_id="certificate_archives_create", request=ArchiveRequestSerializer, responses={202: JobSerializer}
    )
    @idempotent
    def post(self, request: Request) -> Response:
        principal = in_scope(request).principal
        asked = ArchiveRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        found = actions.chosen(person_id=principal.person_id, uuids=asked.validated_data.get("certificates"))
        job = actions.start_archive(
            certificates=found, language=get_language() or "en", actor=principal.actor("api"), at=timezone.now()
        )
        return Response(JobSerializer(job).data, status=status.HTTP_202_ACCEPTED)


class CorrectionSerializer(serializers.ModelSerializer[CertificateCorrection]):
    certificate = serializers.UUIDField(source="certificate.uuid")
    number = serializers.SerializerMethodField()

    class Meta:
        model = CertificateCorrection
        fields = [
            "uuid", "certificate", "number", "reason", "note", "state", "asked_at", "decided_at", "answer",
        ]  # fmt: skip
        read_only_fields = fields

    def get_number(self, correction: CertificateCorrection) -> str:
        return printed(correction.certificate.number)


class CorrectionRequestSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(CorrectionReason.choices)
    note = serializers.CharField(max_length=1000)


class Corrections(APIView):
    """Say what is wrong in one's own certificate. Refused (409) while an earlier request waits."""

    permission = SIGNED_IN

    @extend_schema(
        operation_id="corrections_create", request=CorrectionRequestSerializer, responses={201: CorrectionSerializer}
    )
    @idempotent
    def post(self, request: Request, uuid: UUID) -> Response:
        principal = in_scope(request).principal
        certificate = access.own_certificate(principal.person_id, uuid)
        asked = CorrectionRequestSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        correction = actions.ask_for_correction(
            certificate=certificate, **asked.validated_data, actor=principal.actor("api"), at=timezone.now()
        )
        return Response(CorrectionSerializer(correction).data, status=status.HTTP_201_CREATED)


class VerificationSerializer(serializers.Serializer[Any]):
    number = serializers.CharField()
    status = serializers.ChoiceField(["valid", "revoked", "superseded"])
    content = ContentSerializer(allow_null=True, help_text="What the certificate says; null unless it is valid.")
    course = serializers.CharField()
    provider = serializers.CharField()
    issued_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField(allow_blank=True)
    superseded_at = serializers.DateTimeField(allow_null=True)
    successor = serializers.CharField(
        allow_blank=True, help_text="The number of the certificate that took the place of a superseded one."
    )


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
                "superseded_at": verdict.superseded_at,
                "successor": verdict.successor,
            },
            headers={"Cache-Control": "no-store"},
        )


class IssuedSerializer(CertificateSerializer):
    """For the provider. The document is its holder's."""

    class Meta(CertificateSerializer.Meta):
        fields = [name for name in CertificateSerializer.Meta.fields if name not in ("document_url", "completion_uuid")]


class IssuedWithHistorySerializer(IssuedSerializer):
    history = serializers.SerializerMethodField()

    class Meta(IssuedSerializer.Meta):
        fields = [*IssuedSerializer.Meta.fields, "history"]

    @extend_schema_field(StepSerializer(many=True))
    def get_history(self, certificate: Certificate) -> Any:
        steps = history.history_of(certificate, language=get_language() or "en", for_provider=True)
        return StepSerializer(steps, many=True).data


@extend_schema_view(
    get=extend_schema(
        operation_id="issued_certificates_list", description="Certificates that this provider issued, newest first."
    )
)
class Issued(ListAPIView[Certificate]):
    permission = "courses.certificates.revoke"
    serializer_class = IssuedSerializer
    pagination_class = NewestFirst

    def get_queryset(self) -> QuerySet[Certificate]:
        return Certificate.objects.filter(provider_id=in_scope(self.request).organisation.pk)


class OneIssued(APIView):
    """A certificate that this provider issued, by its number, with its history."""

    permission = "courses.certificates.revoke"

    @extend_schema(operation_id="issued_certificates_read", responses=IssuedWithHistorySerializer)
    def get(self, request: Request, organisation: str, number: str) -> Response:
        certificate = access.issued_certificate(in_scope(request).organisation.pk, number)
        if certificate is None:
            raise Http404
        return Response(IssuedWithHistorySerializer(certificate).data)


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


class ReissueSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(CorrectionReason.choices)
    note = serializers.CharField(max_length=2000)


class Reissue(APIView):
    """Issue a certificate of this provider anew; the answer is the one that supersedes it."""

    permission = "courses.certificates.reissue"

    @extend_schema(
        operation_id="certificate_reissue_create", request=ReissueSerializer, responses={201: CertificateSerializer}
    )
    @idempotent
    def post(self, request: Request, organisation: str, number: str) -> Response:
        scope = in_scope(request)
        certificate = access.issued_certificate(scope.organisation.pk, number)
        if certificate is None:
            raise Http404
        asked = ReissueSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        after = actions.reissue(
            certificate=certificate,
            **asked.validated_data,
            actor=scope.principal.actor("api", scope.organisation.pk),
            at=timezone.now(),
        )
        return Response(CertificateSerializer(after).data, status=status.HTTP_201_CREATED)


class LongestWaiting(Pages):
    ordering = ("asked_at", "pk")


@extend_schema_view(
    get=extend_schema(
        operation_id="open_corrections_list",
        description="Requests of holders that wait for this provider's decision, the longest waiting first.",
    )
)
class OpenCorrections(ListAPIView[CertificateCorrection]):
    permission = "courses.certificates.reissue"
    serializer_class = CorrectionSerializer
    pagination_class = LongestWaiting

    def get_queryset(self):  # type: ignore[no-untyped-def]
        open_ones = CertificateCorrection.objects.filter(state=CorrectionState.OPEN).select_related("certificate")
        return open_ones.filter(provider_id=in_scope(self.request).organisation.pk)


class DecisionSerializer(serializers.Serializer[Any]):
    decision = serializers.ChoiceField(["approve", "decline"])
    answer = serializers.CharField(max_length=1000, help_text="The holder reads this.")


class CorrectionDecision(APIView):
    """Approve a request, which issues the certificate anew, or decline it. Decided before is a refusal."""

    permission = "courses.certificates.reissue"

    @extend_schema(
        operation_id="correction_decision_create", request=DecisionSerializer, responses={201: CorrectionSerializer}
    )
    @idempotent
    def post(self, request: Request, organisation: str, uuid: UUID) -> Response:
        scope = in_scope(request)
        correction = access.correction_for(scope.organisation.pk, uuid)
        asked = DecisionSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        decided = actions.decide_correction(
            correction=correction,
            approve=asked.validated_data["decision"] == "approve",
            answer=asked.validated_data["answer"],
            actor=scope.principal.actor("api", scope.organisation.pk),
            at=timezone.now(),
        )
        return Response(CorrectionSerializer(decided).data, status=status.HTTP_201_CREATED)
