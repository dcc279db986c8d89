"""Changes of a published item's due date, for programs: the list of them, and one more."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from institutions.roles.requests import in_scope
from policy.plans import actions
from policy.plans.access import get_item, get_plan
from policy.plans.models import DueDateChange, PlanItem


class DueDateRequest(serializers.Serializer[dict[str, Any]]):
    due_on = serializers.DateField()
    reason = serializers.CharField(max_length=300)
    seen = serializers.DateField(required=False, help_text="The day as you know it; another one there is 409.")


class DueDateChangeSerializer(serializers.ModelSerializer[DueDateChange]):
    class Meta:
        model = DueDateChange
        fields = ["uuid", "was", "due_on", "reason", "person_name", "at", "job_uuid", "people", "finished_at"]


class DueDates(APIView):
    """Gives an item that officials have another day; a worker tells them. Sent twice, the first change answers."""

    permission = "policy.plans.publish"

    def _item(self, request: Request, plan_uuid: UUID, item_uuid: UUID) -> PlanItem:
        return get_item(get_plan(plan_uuid, in_scope(request).organisation.pk), item_uuid)

    @extend_schema(operation_id="due_date_changes", responses=DueDateChangeSerializer(many=True))
    def get(self, request: Request, organisation: str, plan_uuid: UUID, item_uuid: UUID) -> Response:
        changes = self._item(request, plan_uuid, item_uuid).due_date_changes.order_by("-at", "-pk")
        return Response(DueDateChangeSerializer(changes, many=True).data)

    @extend_schema(operation_id="due_date_change", request=DueDateRequest, responses={202: DueDateChangeSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, plan_uuid: UUID, item_uuid: UUID) -> Response:
        item = self._item(request, plan_uuid, item_uuid)
        asked = DueDateRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        change = actions.change_due_date(
            item=item,
            due_on=said["due_on"],
            reason=said["reason"],
            seen=said.get("seen"),
            actor=in_scope(request).principal.actor("api", in_scope(request).organisation.pk),
            at=timezone.now(),
        )
        return Response(DueDateChangeSerializer(change).data, 202)
