"""SCORM packages for programs: the parts of one's own package, what each is told at its start, and commits."""

from typing import Any
from uuid import UUID

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.description import ProblemSerializer
from core.api.problems import problem
from core.doors import SIGNED_IN
from courses.catalogue.access import get_resource
from courses.enrolment.access import get_enrolment
from courses.enrolment.models import EnrolmentState
from courses.packages.links import frame_url
from courses.player.rules import device_of
from courses.scorm import actions, queries
from courses.scorm.actions import Committed, PackageRefused
from courses.scorm.commits import CommitBody, Unsuitable, commit_of
from courses.scorm.shapes import COMMIT_FIELDS, CommittedSerializer, PartsSerializer
from institutions.roles.requests import in_scope


def shown(done: Committed) -> dict[str, Any]:
    return {
        "is_kept": done.is_kept,
        "is_current": done.is_current,
        "is_complete": done.is_complete,
        **queries.told(done.decision, done.pieces, done.said),
    }


class Commits(APIView):
    """A package commits every half minute; the body is read by msgspec, since a serializer costs too much."""

    permission = SIGNED_IN

    @extend_schema(
        operation_id="scorm_commit",
        request=inline_serializer(
            "ScormCommitRequest",
            {"enrolment": serializers.UUIDField(), "resource": serializers.UUIDField(), **COMMIT_FIELDS},
        ),
        responses=CommittedSerializer,
    )
    def post(self, request: Request) -> Response:
        http = in_scope(request)
        try:
            body = msgspec.json.decode(http.body, type=CommitBody)
            kept = commit_of(body)
        except (msgspec.DecodeError, Unsuitable, UnicodeDecodeError) as error:
            return problem(400, _("Not understood"), detail=str(error), code="INVALID")
        done = actions.commit(
            enrolment_uuid=body.enrolment,
            resource_uuid=body.resource,
            kept=kept,
            device=device_of(request.headers.get("User-Agent", "")),
            actor=http.principal.actor("api"),
            at=timezone.now(),
        )
        return Response(shown(done))


class Parts(APIView):
    """The parts of a SCORM package of one's own course. With `part`: what that part is told when it starts."""

    permission = SIGNED_IN

    @extend_schema(
        operation_id="scorm_parts",
        parameters=[OpenApiParameter("part", str, description="An identifier of a part.")],
        responses={200: PartsSerializer, 409: ProblemSerializer},
    )
    def get(self, request: Request, uuid: UUID, resource_uuid: UUID) -> Response:
        principal = in_scope(request).principal
        enrolment = get_enrolment(principal, uuid)
        if enrolment.state not in (EnrolmentState.OPEN, EnrolmentState.COMPLETED):
            raise PackageRefused("NOT_ENROLLED")
        resource = get_resource(enrolment.version_id, resource_uuid)
        if (package := queries.scorm_of(resource)) is None:
            raise PackageRefused("NOT_A_SCORM_PACKAGE")
        progress = queries.progress_of(package, enrolment.pk)
        body = {
            "edition": queries.EDITIONS[package.kind],
            "is_complete": progress.is_complete,
            **queries.told(progress.decision, progress.pieces, progress.said),
            "titles": {piece.identifier: piece.title for piece in progress.pieces},
        }
        if (name := request.query_params.get("part")) is not None:
            if not (part := queries.part_of(package, name)):
                raise PackageRefused("NO_SUCH_PART")
            body["start"] = queries.start_of(
                package, part, queries.memory_of(enrolment.pk, resource.pk, name),
                learner_id=enrolment.uuid.hex, learner_name=principal.names["en"],
            ) | {"frame_url": frame_url(package, principal.person_id)}  # fmt: skip
        return Response(body)
