"""Correcting a key, for programs."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.idempotency import idempotent
from courses.authoring.api.frame import PUBLISH, ProviderView
from courses.authoring.api.quizzes import QuestionSerializer, question_said
from courses.questions.models import Treatment
from courses.regrading.actions import apply, drop, propose
from courses.regrading.models import Correction
from courses.regrading.rules import LONGEST_REASON
from courses.statistics import access
from courses.statistics.corrections import rows_of, state_of

STATES = ["counting", "proposed", "running", "done", "dropped"]


class KeyCorrectionCount(serializers.Serializer[Any]):
    attempts = serializers.IntegerField(help_text="Handed in, with the question.")
    raised = serializers.IntegerField()
    lowered = serializers.IntegerField()
    same = serializers.IntegerField()
    people = serializers.IntegerField()
    passing = serializers.IntegerField(help_text="People who pass the quiz now and did not before.")
    kept = serializers.IntegerField(help_text="People who would not have passed; their pass stands.")


class KeyCorrectionSerializer(serializers.ModelSerializer[Correction]):
    question = serializers.UUIDField(source="question_version.question.uuid")
    wording = serializers.IntegerField(source="question_version.number")
    state = serializers.SerializerMethodField(help_text="One of: " + ", ".join(STATES))
    preview = KeyCorrectionCount(help_text="What it would do; complete once the state is no longer counting.")
    result = KeyCorrectionCount(help_text="What it did so far; complete once the state is done.")

    class Meta:
        model = Correction
        fields = [
            "uuid", "question", "wording", "treatment", "state", "reason", "reason_hi", "person_name", "proposed_at",
            "preview", "applied_at", "applied_by_name", "result", "finished_at",
        ]  # fmt: skip

    def get_state(self, row: Correction) -> str:
        return state_of(row)[0]


class KeyCorrectionRequest(serializers.Serializer[Any]):
    question = serializers.UUIDField()
    wording = serializers.IntegerField(min_value=1, help_text="Its number in the statistics.")
    treatment = serializers.ChoiceField(choices=Treatment.choices)
    key = QuestionSerializer(
        required=False, allow_null=True, default=None,
        help_text="For new_key and both: the question as it was asked, with its right key.",
    )  # fmt: skip
    reason = serializers.CharField(max_length=LONGEST_REASON, help_text="Learners read it.")
    reason_hi = serializers.CharField(max_length=LONGEST_REASON, allow_blank=True, default="")


class Corrections(ProviderView):
    """The corrections of a course's keys, and proposing one."""

    @extend_schema(operation_id="key_corrections", responses=KeyCorrectionSerializer(many=True))
    def get(self, request: Request, organisation: str, code: str) -> Response:
        return Response(KeyCorrectionSerializer(rows_of(self.course(code)), many=True).data)

    @extend_schema(
        operation_id="propose_key_correction", request=KeyCorrectionRequest, responses={201: KeyCorrectionSerializer}
    )
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        self.require(PUBLISH)
        course, said = self.course(code), self.said(KeyCorrectionRequest)
        correction = propose(
            asked=access.get_wording_for(course, said["question"], said["wording"]), offering=course.offering,
            treatment=said["treatment"], question=question_said(said["key"]) if said["key"] else None,
            reason=said["reason"], reason_hi=said["reason_hi"], actor=self.actor(), at=timezone.now(),
        )  # fmt: skip
        return Response(KeyCorrectionSerializer(correction).data, 201)


class OneCorrection(ProviderView):
    @extend_schema(operation_id="key_correction", responses=KeyCorrectionSerializer)
    def get(self, request: Request, organisation: str, code: str, uuid: UUID) -> Response:
        return Response(KeyCorrectionSerializer(access.get_correction_for(self.course(code), uuid)).data)

    @extend_schema(operation_id="drop_key_correction", responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: UUID) -> Response:
        self.require(PUBLISH)
        correction = access.get_correction_for(self.course(code), uuid)
        drop(correction=correction, actor=self.actor(), at=timezone.now())
        return Response(status=204)


class Application(ProviderView):
    """Put a proposed correction in force. Marks given before follow; asked twice, it is done once."""

    permission = PUBLISH

    @extend_schema(operation_id="apply_key_correction", request=None, responses={201: KeyCorrectionSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: UUID) -> Response:
        correction = access.get_correction_for(self.course(code), uuid)
        return Response(
            KeyCorrectionSerializer(apply(correction=correction, actor=self.actor(), at=timezone.now())).data, 201
        )
