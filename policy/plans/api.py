"""Plans for programs: the same actions, refusals as problems."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.doors import SIGNED_IN
from core.jobs.api import JobSerializer
from ehrms.facade import Reach, reach_of
from institutions.roles.requests import in_scope
from policy.plans import actions, queries
from policy.plans.access import get_item, get_plan
from policy.plans.models import CapacityBuildingPlan, PlanItem, Publication

MOST_PLANS = 200
ITEMS = Prefetch("items", PlanItem.objects.select_related("offering"))


def _language() -> str:
    return get_language() or "en"


def _who(request: Request) -> dict[str, Any]:
    place = in_scope(request).organisation
    return {"actor": in_scope(request).principal.actor("api", place.pk), "at": timezone.now()}


def _found(request: Request, plan_uuid: UUID) -> CapacityBuildingPlan:
    return get_plan(plan_uuid, in_scope(request).organisation.pk)


class ItemSerializer(serializers.ModelSerializer[PlanItem]):
    offering = serializers.UUIDField(source="offering.uuid")
    title = serializers.CharField(source="offering.title")

    class Meta:
        model = PlanItem
        fields = ["uuid", "offering", "title", "due_on", "published_at"]


class PlanSerializer(serializers.ModelSerializer[CapacityBuildingPlan]):
    organisation = serializers.CharField(source="organisation.code")
    office = serializers.CharField(source="audience_organisation.code")
    designations = serializers.SerializerMethodField(help_text="Codes, as the audience takes them; none: everybody.")
    items = serializers.SerializerMethodField()

    class Meta:
        model = CapacityBuildingPlan
        fields = [
            "uuid", "organisation", "title", "title_hi", "financial_year", "state", "office", "designations",
            "published_at", "closed_at", "items",
        ]  # fmt: skip

    def get_designations(self, plan: CapacityBuildingPlan) -> list[str]:
        return sorted(self._codes[pk] for pk in plan.designation_ids)

    @cached_property
    def _codes(self) -> dict[int, str]:
        """Once for a whole list of plans."""
        return queries.designation_codes()

    @extend_schema_field(ItemSerializer(many=True))
    def get_items(self, plan: CapacityBuildingPlan) -> list[dict[str, Any]]:
        prefetch_related_objects([plan], ITEMS)  # nothing, where a list has brought them for all its plans
        return list(ItemSerializer(plan.items.all(), many=True).data)


class PlanRequest(serializers.Serializer[dict[str, Any]]):
    title = serializers.CharField(max_length=70)
    title_hi = serializers.CharField(max_length=70, required=False, allow_blank=True, default="")
    financial_year = serializers.CharField(max_length=7)


class ItemRequest(serializers.Serializer[dict[str, Any]]):
    offering = serializers.UUIDField()
    due_on = serializers.DateField()


class AudienceRequest(serializers.Serializer[dict[str, Any]]):
    office = serializers.SlugField()
    designations = serializers.ListField(child=serializers.SlugField(), required=False, default=list)


class ReachSerializer(serializers.Serializer[Reach]):
    in_organisation = serializers.IntegerField()
    with_designation = serializers.IntegerField()
    emptied_by = serializers.CharField(allow_null=True)


class PublicationSerializer(serializers.ModelSerializer[Publication]):
    class Meta:
        model = Publication
        fields = ["uuid", "asked_at", "job_uuid", "people", "assigned", "enrolled", "finished_at"]


class CompletionSerializer(serializers.Serializer[queries.CompletionRow]):
    person = serializers.UUIDField(source="person_uuid")
    name = serializers.CharField()
    employee_code = serializers.CharField(source="code")
    designation = serializers.CharField()
    office = serializers.CharField(source="organisation")
    title = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    state = serializers.CharField()
    progress = serializers.IntegerField()
    completed_on = serializers.DateField(allow_null=True)
    is_on_time = serializers.BooleanField(allow_null=True)
    certificate = serializers.CharField(source="proof.number", default="")
    verify_at = serializers.CharField(source="proof.verify_url", default="")


class CompletionPage(serializers.Serializer[dict[str, Any]]):
    results = CompletionSerializer(many=True)
    next = serializers.CharField(allow_blank=True)


class DutySerializer(serializers.Serializer[queries.Duty]):
    assignment = serializers.UUIDField(source="assignment_uuid")
    offering = serializers.UUIDField(source="offering_uuid")
    title = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    state = serializers.CharField()
    progress = serializers.IntegerField()
    minutes = serializers.IntegerField()
    plan = serializers.CharField(source="source_title")
    asked_by = serializers.CharField(source="source_by")


class ConditionSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    asked = serializers.CharField()
    mine = serializers.CharField()
    is_met = serializers.BooleanField()


class ReasonSerializer(serializers.Serializer[queries.Why]):
    title = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    plan = serializers.CharField(source="source_title")
    asked_by = serializers.CharField(source="source_by")
    assigned_at = serializers.DateTimeField()
    conditions = ConditionSerializer(many=True)


class Plans(APIView):
    """The plans of an organisation and of the offices below it, newest year first, 200 at most; POST starts a draft."""

    permission = "policy.plans.write"

    @extend_schema(operation_id="plans", responses=PlanSerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        plans = queries.plans_of(in_scope(request).organisation.pk).prefetch_related(ITEMS)
        return Response(PlanSerializer(plans[:MOST_PLANS], many=True).data)

    @extend_schema(operation_id="plan_create", request=PlanRequest, responses={201: PlanSerializer})
    @idempotent
    def post(self, request: Request, organisation: str) -> Response:
        asked = PlanRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        plan = actions.create_plan(
            organisation_id=in_scope(request).organisation.pk, **asked.validated_data, **_who(request)
        )
        return Response(PlanSerializer(plan).data, 201)


class OnePlan(APIView):
    """One plan with its items."""

    permission = "policy.plans.view"

    @extend_schema(operation_id="plan", responses=PlanSerializer)
    def get(self, request: Request, organisation: str, plan_uuid: UUID) -> Response:
        return Response(PlanSerializer(_found(request, plan_uuid)).data)


class Details(APIView):
    """Says anew what a draft is called and for which year. Refused (409) once it is published."""

    permission = "policy.plans.write"

    @extend_schema(operation_id="plan_describe", request=PlanRequest, responses=PlanSerializer)
    @idempotent
    def put(self, request: Request, organisation: str, plan_uuid: UUID) -> Response:
        plan = _found(request, plan_uuid)
        asked = PlanRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        return Response(PlanSerializer(actions.describe_plan(plan=plan, **asked.validated_data, **_who(request))).data)


class Items(APIView):
    """Adds an offering to a plan. Refused (409) when it is not offered, in the plan already, or due too late."""

    permission = "policy.plans.write"

    @extend_schema(operation_id="plan_item_create", request=ItemRequest, responses={201: ItemSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, plan_uuid: UUID) -> Response:
        asked = ItemRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        item = actions.add_item(
            plan=_found(request, plan_uuid),
            offering_uuid=asked.validated_data["offering"],
            due_on=asked.validated_data["due_on"],
            **_who(request),
        )
        return Response(ItemSerializer(item).data, 201)


class OneItem(APIView):
    """Takes an offering out of a plan. Refused (409) once officials have been given it."""

    permission = "policy.plans.write"

    @extend_schema(operation_id="plan_item_remove", responses={204: None})
    def delete(self, request: Request, organisation: str, plan_uuid: UUID, item_uuid: UUID) -> Response:
        actions.remove_item(item=get_item(_found(request, plan_uuid), item_uuid), **_who(request))
        return Response(status=204)


class AudienceView(APIView):
    """Says who a draft is for, by codes, and answers how many they are and which condition leaves nobody."""

    permission = "policy.plans.write"

    @extend_schema(operation_id="plan_audience", request=AudienceRequest, responses=ReachSerializer)
    def put(self, request: Request, organisation: str, plan_uuid: UUID) -> Response:
        plan = _found(request, plan_uuid)
        asked = AudienceRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data["designations"]
        office, designations = queries.audience_ids(plan.organisation_id, asked.validated_data["office"], wanted)
        if len(designations) != len(set(wanted)):
            raise serializers.ValidationError({"designations": [_("One of the designations does not exist.")]})
        plan = actions.set_audience(
            plan=plan, organisation_id=office or 0, designation_ids=designations, **_who(request)
        )
        return Response(ReachSerializer(reach_of(queries.audience_of(plan), timezone.localdate())).data)


class PublicationView(APIView):
    """Publishes a plan; a worker brings it to its audience. Asked twice, the same run answers."""

    permission = "policy.plans.publish"

    @extend_schema(operation_id="plan_publish", request=None, responses={202: PublicationSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, plan_uuid: UUID) -> Response:
        run = actions.publish_plan(plan=_found(request, plan_uuid), **_who(request))
        return Response(PublicationSerializer(run).data, 202)

    @extend_schema(operation_id="plan_publication", responses=PublicationSerializer)
    def get(self, request: Request, organisation: str, plan_uuid: UUID) -> Response:
        run = _found(request, plan_uuid).publications.order_by("-asked_at").first()
        if run is None:
            raise Http404
        return Response(PublicationSerializer(run).data)


class Closure(APIView):
    """Ends a plan. What was given stays."""

    permission = "policy.plans.publish"

    @extend_schema(operation_id="plan_close", request=None, responses=PlanSerializer)
    @idempotent
    def post(self, request: Request, organisation: str, plan_uuid: UUID) -> Response:
        return Response(PlanSerializer(actions.close_plan(plan=_found(request, plan_uuid), **_who(request))).data)


class CompletionView(APIView):
    """Every official and item of a plan, by name; `after` is the `next` of the page before."""

    permission = "policy.plans.view"

    @extend_schema(
        operation_id="plan_completion",
        parameters=[OpenApiParameter(name) for name in ("name", "item", "state", "after")],
        responses=CompletionPage,
    )
    def get(self, request: Request, organisation: str, plan_uuid: UUID) -> Response:
        after = request.query_params.get("after", "").replace("\x00", "")[:300]
        rows, next_after = queries.completion_page(
            _found(request, plan_uuid), _wanted(request), timezone.localdate(), _language(), after
        )
        return Response(CompletionPage({"results": rows, "next": next_after}).data)


class Proofs(APIView):
    """The valid certificates behind the completion list as one ZIP. A job: ask for it until it names the file."""

    permission = "policy.plans.view"

    @extend_schema(
        operation_id="plan_certificates",
        parameters=[OpenApiParameter(name) for name in ("name", "item", "state")],
        request=None,
        responses={202: JobSerializer},
    )
    @idempotent
    def post(self, request: Request, organisation: str, plan_uuid: UUID) -> Response:
        job = actions.start_proofs(
            plan=_found(request, plan_uuid),
            wanted=_wanted(request),
            actor=in_scope(request).principal.actor("api", in_scope(request).organisation.pk),
            at=timezone.now(),
        )
        return Response(JobSerializer(job).data, 202)


def _wanted(request: Request) -> queries.Wanted:
    asked = {name: request.query_params.get(name, "").replace("\x00", "")[:300] for name in ("name", "state")}
    if item := request.query_params.get("item", ""):
        asked["item"] = str(serializers.UUIDField().run_validation(item))
    return queries.Wanted(**asked)


class MyPlan(APIView):
    """What the signed-in person is asked to learn, by due date."""

    permission = SIGNED_IN

    @extend_schema(operation_id="my_plan", responses=DutySerializer(many=True))
    def get(self, request: Request) -> Response:
        duties = queries.my_plan(in_scope(request).principal.person_id, timezone.localdate(), _language())
        return Response(DutySerializer(duties, many=True).data)  # type: ignore[arg-type]


class Reason(APIView):
    """Why the signed-in person has a course."""

    permission = SIGNED_IN

    @extend_schema(operation_id="assignment_reason", responses=ReasonSerializer)
    def get(self, request: Request, assignment_uuid: UUID) -> Response:
        person_id = in_scope(request).principal.person_id
        reason = queries.why(assignment_uuid, person_id, timezone.localdate(), _language())
        if reason is None:
            raise Http404
        return Response(ReasonSerializer(reason).data)
