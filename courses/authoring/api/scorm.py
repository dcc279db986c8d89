"""A SCORM package for its provider's programs: its policy, and a trial that counts for nobody."""

from typing import Any

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.description import ProblemSerializer
from core.api.problems import problem
from courses.authoring import access
from courses.authoring.actions.policies import set_status_policy
from courses.authoring.api.frame import ProviderView, WritingView
from courses.catalogue.models import StatusPolicy
from courses.packages.models import Package
from courses.scorm import actions, queries
from courses.scorm.commits import TrialBody, Unsuitable, commit_of
from courses.scorm.shapes import COMMIT_FIELDS, TrialSerializer, TriedSerializer


class StatusPolicySerializer(serializers.Serializer[Any]):
    policy = serializers.ChoiceField(choices=StatusPolicy.choices)
    pass_score = serializers.IntegerField(min_value=1, max_value=100, allow_null=True, default=None)


class StatusPolicyOf(WritingView):
    """When the package of a resource counts as done."""

    @extend_schema(operation_id="status_policy_set", request=StatusPolicySerializer, responses=StatusPolicySerializer)
    def put(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        resource = set_status_policy(
            resource=access.get_resource_for(self.draft(code), uuid),
            **self.said(StatusPolicySerializer),
            **self.common(),
        )
        return Response({"policy": resource.status_policy, "pass_score": resource.pass_score})


def shown(package: Package, person_id: int) -> dict[str, Any]:
    trials = queries.trial_of(package, person_id)
    reached = queries.trial_progress(package, trials)
    return {
        "is_complete": reached.is_complete,
        "active": reached.active_seconds,
        **queries.told(reached.decision, reached.pieces, reached.said),
        "said": [
            {
                "part": trial.sco, "sequence": trial.sequence, "updated_at": trial.updated_at, "values": trial.kept,
                "log": trial.log,
            }
            for trial in trials
        ],
    }  # fmt: skip


class Trial(ProviderView):
    """One's own trial of a package: what it said, and beginning anew."""

    def tried(self, code: str, uuid: Any) -> Package:
        return access.get_package_for(self.http().organisation, code, uuid)[2]

    @extend_schema(
        operation_id="trial",
        parameters=[OpenApiParameter("part", str, description="What this part is told when it starts.")],
        responses={200: TrialSerializer, 409: ProblemSerializer},
    )
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        package, principal = self.tried(code, uuid), self.http().principal
        body = shown(package, principal.person_id)
        if (name := request.query_params.get("part")) is not None:
            if not (part := queries.part_of(package, name)):
                raise actions.PackageRefused("NO_SUCH_PART")
            memory = queries.trial_memory(queries.trial_of(package, principal.person_id), name)
            body["start"] = queries.start_of(
                package, part, memory, learner_id=f"trial-{principal.person_uuid}"[:60],
                learner_name=principal.names["en"],
            )  # fmt: skip
        return Response(body)

    @extend_schema(operation_id="trial_forget", responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        actions.forget_trial(package=self.tried(code, uuid), person_id=self.http().principal.person_id)
        return Response(status=status.HTTP_204_NO_CONTENT)


class TrialCommits(ProviderView):
    """What a part of the package says while it is tried."""

    @extend_schema(
        operation_id="trial_commit", request=inline_serializer("TrialCommitRequest", COMMIT_FIELDS),
        responses=TriedSerializer,
    )  # fmt: skip
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        http = self.http()
        try:
            kept = commit_of(msgspec.json.decode(http.body, type=TrialBody))
        except (msgspec.DecodeError, Unsuitable, UnicodeDecodeError) as error:
            return problem(400, _("Not understood"), detail=str(error), code="INVALID")
        package = access.get_package_for(http.organisation, code, uuid)[2]
        trial = actions.try_out(package=package, kept=kept, person_id=http.principal.person_id, at=timezone.now())
        return Response(
            shown(package, http.principal.person_id)
            | {"is_kept": trial.sequence == kept.sequence, "is_current": trial.session == kept.session}
        )
