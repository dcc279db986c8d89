"""What an H5P package of the learner's own course keeps, and what it says, for our player and for programs.

States come every few seconds and may be large, so the body is read by msgspec.
"""

from typing import Any
from uuid import UUID

import msgspec
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.problems import problem
from core.doors import SIGNED_IN
from courses.catalogue.access import get_resource
from courses.catalogue.models import Resource
from courses.enrolment.access import get_enrolment
from courses.enrolment.models import Enrolment
from courses.h5p import actions, queries, rules
from institutions.roles.requests import in_scope

MOST_SEQUENCE = 2**31 - 1


class StatesBody(msgspec.Struct, forbid_unknown_fields=True):
    """`revision`: the one that was told last; 0 when there was nothing yet."""

    session: UUID
    sequence: int
    revision: int
    states: dict[str, dict[str, str]]


class StatementBody(msgspec.Struct, forbid_unknown_fields=True):
    sequence: int
    verb: str
    part: str = ""
    score: float | None = None
    most: float | None = None
    success: bool | None = None
    response: str = ""


class StatementsBody(msgspec.Struct, forbid_unknown_fields=True):
    session: UUID
    statements: list[StatementBody]


class StatesShownSerializer(serializers.Serializer[Any]):
    states = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField()), help_text="Part -> name of the state -> its text."
    )
    revision = serializers.IntegerField(help_text="0 when nothing was kept yet.")


class RevisionSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField()


class StatementSerializer(serializers.Serializer[Any]):
    sequence = serializers.IntegerField(min_value=0, max_value=MOST_SEQUENCE)
    verb = serializers.ChoiceField(choices=sorted(rules.VERBS))
    part = serializers.CharField(default="", max_length=rules.LONGEST_NAME, help_text="Empty: of the whole.")
    score = serializers.FloatField(allow_null=True, default=None)
    most = serializers.FloatField(allow_null=True, default=None, help_text="The best score there is.")
    success = serializers.BooleanField(allow_null=True, default=None)
    response = serializers.CharField(default="")


class H5PStandingSerializer(serializers.Serializer[Any]):
    is_complete = serializers.BooleanField()
    seconds_left = serializers.IntegerField(help_text="Until it can be complete, by the server's clock.")


class H5PView(APIView):
    permission = SIGNED_IN

    def place(self, uuid: UUID, resource_uuid: UUID) -> tuple[Enrolment, Resource]:
        enrolment = get_enrolment(in_scope(self.request).principal, uuid)
        return enrolment, get_resource(enrolment.version_id, resource_uuid)

    def refuse(self, detail: str) -> Response:
        return problem(400, _("Not understood"), detail=detail, code="INVALID")


class States(H5PView):
    """What an H5P package keeps for the learner, to go on from; PUT keeps more, in the order of its `revision`."""

    @extend_schema(operation_id="h5p_states", responses=StatesShownSerializer)
    def get(self, request: Request, uuid: UUID, resource_uuid: UUID) -> Response:
        enrolment, resource = self.place(uuid, resource_uuid)
        states, revision = queries.states_of(enrolment.pk, resource.pk)
        return Response({"states": states, "revision": revision})

    @extend_schema(
        operation_id="keep_h5p_states",
        request=inline_serializer(
            "H5PStates",
            {
                "session": serializers.UUIDField(),
                "sequence": serializers.IntegerField(),
                "revision": serializers.IntegerField(),
                "states": serializers.DictField(child=serializers.DictField(child=serializers.CharField())),
            },
        ),
        responses=RevisionSerializer,
    )
    def put(self, request: Request, uuid: UUID, resource_uuid: UUID) -> Response:
        try:
            body = msgspec.json.decode(in_scope(request).body, type=StatesBody)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            return self.refuse(str(error))
        if not 0 <= body.sequence <= MOST_SEQUENCE or not 0 <= body.revision <= MOST_SEQUENCE:
            return self.refuse(_("Some values are missing or wrong."))
        enrolment, resource = self.place(uuid, resource_uuid)
        revision = actions.keep_states(
            enrolment=enrolment, resource=resource, states=body.states, revision=body.revision, session=body.session,
            sequence=body.sequence, at=timezone.now(),
        )  # fmt: skip
        return Response({"revision": revision})


class Statements(H5PView):
    """What an H5P package says was done. What counts for completion is decided by the clock, not by the package."""

    @extend_schema(
        operation_id="take_h5p_statements",
        request=inline_serializer(
            "H5PStatements",
            {
                "session": serializers.UUIDField(),
                "statements": serializers.ListField(child=StatementSerializer(), max_length=rules.MOST_STATEMENTS),
            },
        ),
        responses=H5PStandingSerializer,
    )
    def post(self, request: Request, uuid: UUID, resource_uuid: UUID) -> Response:
        try:
            body = msgspec.json.decode(in_scope(request).body, type=StatementsBody)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            return self.refuse(str(error))
        if len(body.statements) > rules.MOST_STATEMENTS or not all(map(_is_sound, body.statements)):
            return self.refuse(_("Some values are missing or wrong."))
        enrolment, resource = self.place(uuid, resource_uuid)
        is_complete, seconds_left = actions.take_statements(
            enrolment=enrolment,
            resource=resource,
            statements=[
                rules.Said(one.sequence, one.verb, one.part, one.score, one.most, one.success, one.response)
                for one in body.statements
            ],
            session=body.session,
            actor=in_scope(request).principal.actor("api"),
            at=timezone.now(),
        )
        return Response({"is_complete": is_complete, "seconds_left": seconds_left})


def _is_sound(said: StatementBody) -> bool:
    numbers: list[Any] = [number for number in (said.score, said.most) if number is not None]
    return (
        0 <= said.sequence <= MOST_SEQUENCE
        and said.verb in rules.VERBS
        and len(said.part) <= rules.LONGEST_NAME
        and "\x00" not in said.part + said.response
        and all(abs(number) <= 1e9 for number in numbers)
    )
