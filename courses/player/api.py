"""Learning for programs: facts of a player, and quizzes. Nothing here says what is right before the hand-in."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.api.problems import problem
from core.doors import SIGNED_IN
from courses.attempts import actions as attempts
from courses.attempts import queries as standings
from courses.attempts.models import Attempt
from courses.catalogue.access import get_resource
from courses.catalogue.models import ResourceKind
from courses.enrolment.access import get_enrolment
from courses.player import access, queries
from courses.player.rules import device_of
from courses.progress import actions as progress
from courses.progress.rules import LONGEST, MOST_FACTS
from courses.questions.models import Paging, QuestionKind, Treatment
from courses.questions.rules import Said
from institutions.roles.principal import Principal
from institutions.roles.requests import in_scope

MOST_PARTS = 50  # of an answer


class FactBody(msgspec.Struct, forbid_unknown_fields=True, rename={"start": "from", "end": "to"}):
    """Seconds or pages from `from` up to `to` (exclusive) were seen. `finished`: the learner says it is done.

    `position`: where the player stands; 0 does not say, and moves nothing.
    `language`: of the file that was played or read; its seconds are put on the resource's scale.
    """

    resource: UUID
    start: int = 0
    end: int = 0
    position: int = 0
    finished: bool = False
    language: Annotated[str, msgspec.Meta(pattern="^(|[a-z]{2,3})$")] = ""


class ProgressBody(msgspec.Struct, forbid_unknown_fields=True):
    enrolment: UUID
    session: UUID
    sequence: int
    facts: list[FactBody]


def _principal(request: Request) -> Principal:
    return in_scope(request).principal


def _on_scale(help_text: str) -> serializers.IntegerField:
    return serializers.IntegerField(default=0, min_value=0, max_value=LONGEST, help_text=help_text)


Fields = dict[str, serializers.Field[Any, Any, Any, Any]]
# As FactBody and ProgressBody read them. A dict, since `from` is no name for an attribute.
FACT: Fields = {
    "resource": serializers.UUIDField(),
    "from": _on_scale("Second or page from which was seen."),
    "to": _on_scale("Up to which, exclusive."),
    "position": _on_scale("Where the player stands; 0 does not say."),
    "finished": serializers.BooleanField(default=False, help_text="The learner says it is done."),
    "language": serializers.RegexField("^(|[a-z]{2,3})$", default="", help_text="Of the file that was played or read."),
}
PROGRESS: Fields = {
    "enrolment": serializers.UUIDField(),
    "session": serializers.UUIDField(help_text="One for each opening of the player."),
    "sequence": serializers.IntegerField(min_value=0, max_value=2**31 - 1, help_text="Only a higher number is kept."),
    "facts": serializers.ListField(child=inline_serializer("Fact", FACT), max_length=MOST_FACTS),
}


class ReachedSerializer(serializers.Serializer[Any]):
    resource = serializers.UUIDField()
    seen = serializers.IntegerField(help_text="Seconds or pages, each counted once.")
    is_complete = serializers.BooleanField()


class Progress(APIView):
    """Facts come by themselves every few seconds; the body is read by msgspec, since a serializer costs too much."""

    permission = SIGNED_IN

    @extend_schema(
        operation_id="progress_create",
        request=inline_serializer("ProgressRequest", PROGRESS),
        responses=ReachedSerializer(many=True),
    )
    def post(self, request: Request) -> Response:
        raw = in_scope(request).body
        try:
            body = msgspec.json.decode(raw, type=ProgressBody)
        except msgspec.DecodeError as error:
            return problem(400, _("Not understood"), detail=str(error), code="INVALID")
        if not 0 <= body.sequence < 2**31 or any(
            not 0 <= fact.start <= fact.end <= LONGEST or not 0 <= fact.position <= LONGEST for fact in body.facts
        ):
            return problem(400, _("Not understood"), detail=_("Some values are missing or wrong."), code="INVALID")
        at = timezone.now()
        actor = _principal(request).actor("api")
        reached = progress.fold(
            enrolment_uuid=body.enrolment,
            session=body.session,
            sequence=body.sequence,
            facts=[
                progress.Fact(fact.resource, fact.start, fact.end, fact.position, fact.language) for fact in body.facts
            ],
            raw=msgspec.to_builtins(body.facts),
            device=device_of(request.headers.get("User-Agent", "")),
            actor=actor,
            at=at,
        )
        if finished := [fact.resource for fact in body.facts if fact.finished]:
            enrolment = get_enrolment(_principal(request), body.enrolment)
            for uuid in finished:
                progress.read(
                    enrolment=enrolment, resource=get_resource(enrolment.version_id, uuid), actor=actor, at=at
                )
        done = {str(uuid) for uuid in finished}
        return Response(
            [
                {"resource": row.resource, "seen": row.seen, "is_complete": row.is_complete or row.resource in done}
                for row in reached
            ]
        )


class AttemptRequest(serializers.Serializer[Any]):
    enrolment = serializers.UUIDField()
    resource = serializers.UUIDField()


@extend_schema_field(
    {
        "oneOf": [
            {"type": "array", "items": {"type": "integer", "minimum": 1}, "maxItems": 50,
             "description": "single, true_false, multiple: places of the options chosen"},
            {"type": "string", "maxLength": 500, "description": "numeric, short_text: what is written"},
            {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1},
             "description": "match: left place -> right place; order: item's place as shown -> its place in the order"},
            {"type": "array", "items": {"type": "string", "maxLength": 500}, "maxItems": 50,
             "description": "fill_in: one text a gap, empty where nothing is said"},
        ]
    }
)  # fmt: skip
class SaidField(serializers.Field):  # type: ignore[type-arg]
    """What is said to one question; its shape goes by the question's kind, all places count from 1."""

    def to_internal_value(self, data: Any) -> Said:
        is_said = isinstance(data, str) or (isinstance(data, list | dict) and len(data) <= MOST_PARTS)
        inner = data.values() if isinstance(data, dict) else data
        if not is_said or not all(type(one) in (int, str) for one in inner):
            raise serializers.ValidationError(_("An answer is a list of places, a text, a list of texts or pairs."))
        return data  # type: ignore[no-any-return]

    def to_representation(self, value: Any) -> Any:
        return value


class AnswersRequest(serializers.Serializer[Any]):
    """{"answers": {"1": [2], "2": "30 days", "3": {"1": 2}, "4": ["a", ""]}}: position of the question -> the answer."""

    answers = serializers.DictField(child=SaidField())
    said_at = serializers.DictField(
        child=serializers.DateTimeField(),
        required=False,
        help_text="position -> when it was answered, of answers that waited on a device; left out: now. Of two answers to"
        " a question the one said later stands. Whether an answer is in time is told by when it comes.",
    )

    def validate_answers(self, answers: dict[str, Said]) -> dict[int, Said]:
        return _by_position(answers)

    def validate_said_at(self, times: dict[str, datetime]) -> dict[int, datetime]:
        return _by_position(times)


class KeepRequest(AnswersRequest):
    leaving = serializers.IntegerField(
        min_value=1,
        max_value=999,
        required=False,
        help_text="Of a quiz without a way back: the question that is left behind; from then on the next one is open.",
    )
    look_again = serializers.DictField(
        child=serializers.BooleanField(), required=False, help_text="position -> whether to come back to it"
    )

    def validate_look_again(self, marked: dict[str, bool]) -> dict[int, bool]:
        return _by_position(marked)


def _by_position(values: dict[str, Any]) -> dict[int, Any]:
    if not all(key.isascii() and key.isdigit() and len(key) < 4 for key in values):
        raise serializers.ValidationError(_("Questions are named by their position, from 1."))
    return {int(key): value for key, value in values.items()}


class SubmissionRequest(AnswersRequest):
    answers = serializers.DictField(child=SaidField(), required=False)


class PartSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(help_text="its place as shown, from 1")
    text = serializers.CharField()


class OptionShownSerializer(PartSerializer):
    is_chosen = serializers.BooleanField()


class AskedSerializer(serializers.Serializer[Any]):
    """A question of an attempt. `options` are for the kinds with options; the last six go by the kind."""

    number = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=QuestionKind.choices)
    text = serializers.CharField(help_text="of fill_in: with its gaps as [[1]], [[2]]")
    is_multiple = serializers.BooleanField()
    is_partial = serializers.BooleanField(help_text="an answer that is right in part earns a part of the marks")
    state = serializers.ChoiceField(choices=["answered", "partly", "open"])
    said = SaidField(allow_null=True, help_text="what was answered so far, as it is sent")
    options = OptionShownSerializer(many=True)
    units = serializers.ListField(child=serializers.CharField(), required=False, help_text="numeric")
    is_unit_needed = serializers.BooleanField(required=False, help_text="numeric")
    lefts = PartSerializer(many=True, required=False, help_text="match")
    rights = PartSerializer(many=True, required=False, help_text="match")
    items = PartSerializer(many=True, required=False, help_text="order")
    gaps = serializers.IntegerField(required=False, help_text="fill_in: how many")


class CorrectedSerializer(serializers.Serializer[Any]):
    """A question of the attempt whose key was corrected after the hand-in."""

    number = serializers.IntegerField()
    treatment = serializers.ChoiceField(choices=Treatment.choices)
    at = serializers.DateTimeField()
    reason = serializers.CharField()
    was = serializers.IntegerField(allow_null=True, help_text="percent of the attempt before; null: its marks stayed")
    now = serializers.IntegerField(allow_null=True)


class SectionResultSerializer(serializers.Serializer[Any]):
    """`points`, `most`, `percent` and `is_reached` are there once the attempt was marked."""

    title = serializers.CharField(allow_blank=True)
    title_hi = serializers.CharField(allow_blank=True)
    count = serializers.IntegerField(help_text="questions")
    marks = serializers.CharField(help_text="of each question, as an exact number")
    penalty = serializers.CharField(help_text="the part of them that a wrong answer takes away")
    cut_off = serializers.IntegerField(help_text="percent that this section alone must reach")
    points = serializers.CharField(required=False)
    most = serializers.CharField(required=False)
    percent = serializers.IntegerField(required=False)
    is_reached = serializers.BooleanField(required=False)


class TopicSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    right = serializers.IntegerField()
    all = serializers.IntegerField()
    percent = serializers.IntegerField()


class ToLookAtSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    answer = serializers.CharField()
    percent = serializers.IntegerField(allow_null=True, help_text="of its marks, where the answer is right in part")
    reasons = serializers.ListField(child=serializers.CharField())
    right = serializers.ListField(child=serializers.CharField())


class ResultSerializer(serializers.Serializer[Any]):
    correct = serializers.IntegerField()
    total = serializers.IntegerField()
    needed = serializers.IntegerField(help_text="right answers, where each gives the same and none is lost")
    points = serializers.FloatField(allow_null=True)
    points_most = serializers.FloatField(allow_null=True)
    sections = SectionResultSerializer(many=True)
    topics = TopicSerializer(many=True, help_text="by category of the questions, where they are of two at least")
    waits = serializers.CharField(
        allow_blank=True,
        help_text="UNTIL_DONE, UNTIL_DATE: answers are not shown yet; empty: all that is ever shown is",
    )
    score = serializers.IntegerField(help_text="percent, rounded down")
    is_passed = serializers.BooleanField()
    corrections = CorrectedSerializer(many=True)
    to_look_at = ToLookAtSerializer(many=True, help_text="not answered rightly, or in part, where it may be seen")


class AttemptSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    number = serializers.IntegerField()
    is_practice = serializers.BooleanField(help_text="answers are checked one by one, and nothing counts")
    started_at = serializers.DateTimeField()
    deadline_at = serializers.DateTimeField(allow_null=True, help_text="by the server's clock, for this person")
    submitted_at = serializers.DateTimeField(allow_null=True)
    is_ended_by_clock = serializers.BooleanField()
    is_late = serializers.BooleanField(help_text="what was just sent came after the time: kept, and does not count")
    outrun = serializers.ListField(
        child=serializers.IntegerField(),
        help_text="of what was just sent: questions that were answered later elsewhere; that answer stands",
    )
    look_again = serializers.ListField(child=serializers.IntegerField(), help_text="positions the learner marked")
    paging = serializers.ChoiceField(choices=Paging.choices)
    reached = serializers.IntegerField(help_text="forward: the one question that can be answered now")
    questions = AskedSerializer(many=True)
    result = ResultSerializer(required=False, help_text="once it was submitted")


def shown(attempt: Attempt, language: str, *, saved: attempts.Saved | None = None) -> dict[str, Any]:
    """An allow-list: what a learner may know of an attempt now. `saved`: what became of what was just sent."""
    at = timezone.now()
    body: dict[str, Any] = {
        "uuid": str(attempt.uuid),
        "number": attempt.number,
        "is_practice": attempt.is_practice,
        "started_at": attempt.started_at,
        "deadline_at": attempt.deadline_at,
        "submitted_at": attempt.submitted_at,
        "is_ended_by_clock": attempt.is_ended_by_clock,
        "is_late": saved.is_late if saved else False,
        "outrun": sorted(saved.outrun) if saved else [],
        "look_again": attempt.look_again,
        "paging": attempt.paging,
        "reached": attempt.reached,
        "questions": queries.asked(attempt, language),
    }
    if attempt.submitted_at is not None:
        marked = queries.result(attempt, language, at=at)
        body["result"] = {
            "correct": marked["correct"],
            "total": marked["total"],
            "needed": marked["needed"],
            "score": marked["score"],
            "points": attempt.points,
            "points_most": attempt.points_most,
            "is_passed": marked["is_passed"],
            "sections": [{name: section[name] for name in SECTION if name in section} for section in attempt.sections],
            "topics": [{name: topic[name] for name in TOPIC} for topic in marked["topics"]],
            "waits": marked["waits"],
            "corrections": [{name: one[name] for name in CORRECTION} for one in marked["corrections"]],
            "to_look_at": [{name: line[name] for name in LINE} for line in marked["wrong"]],
        }
    return body


SECTION = ("title", "title_hi", "count", "marks", "penalty", "cut_off", "points", "most", "percent", "is_reached")
TOPIC = ("title", "right", "all", "percent")
CORRECTION = ("number", "treatment", "at", "reason", "was", "now")
LINE = ("number", "answer", "percent", "reasons", "right")


class CheckRequest(serializers.Serializer[Any]):
    position = serializers.IntegerField(min_value=1, max_value=999)
    answer = SaidField(required=False, help_text="What is said to it; left out: what was saved before.")


class CheckedSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    is_correct = serializers.BooleanField()
    percent = serializers.IntegerField(allow_null=True, help_text="Of its marks, where the answer is right in part.")
    reasons = serializers.ListField(child=serializers.CharField())
    right = serializers.ListField(child=serializers.CharField(), help_text="Where the practice shows right answers.")
    is_finished = serializers.BooleanField(help_text="Every question was tried: the practice is done.")


class Attempts(APIView):
    """Begin a quiz, or go on with the attempt that is open: the same paper, the same time."""

    permission = SIGNED_IN

    @extend_schema(operation_id="attempts_create", request=AttemptRequest, responses={201: AttemptSerializer})
    @idempotent
    def post(self, request: Request) -> Response:
        asked = AttemptRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        enrolment = get_enrolment(_principal(request), asked.validated_data["enrolment"])
        resource = get_resource(enrolment.version_id, asked.validated_data["resource"])
        if resource.kind != ResourceKind.QUIZ:
            raise serializers.ValidationError({"resource": [_("This is not a quiz.")]})
        attempt = progress.start_attempt(
            enrolment=enrolment, resource=resource, actor=_principal(request).actor("api"), at=timezone.now()
        )
        return Response(shown(attempt, get_language() or "en"), 201)


class AttemptDetail(APIView):
    """An attempt of the signed-in person: the paper, what was answered so far, the time that is left; later its result."""

    permission = SIGNED_IN

    @extend_schema(operation_id="attempts_read", responses=AttemptSerializer)
    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(shown(access.get_attempt(_principal(request), uuid), get_language() or "en"))


class Answers(APIView):
    """Keep answers while the quiz goes on. Nothing is marked, and nothing is lost when the connection breaks."""

    permission = SIGNED_IN

    @extend_schema(operation_id="attempts_answer", request=KeepRequest, responses={200: AttemptSerializer})
    def post(self, request: Request, uuid: UUID) -> Response:
        attempt = access.get_attempt(_principal(request), uuid)
        asked = KeepRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        said = asked.validated_data
        saved = attempts.save_answers(
            attempt=attempt, answers=said["answers"], look_again=said.get("look_again"), leaving=said.get("leaving"),
            said_at=said.get("said_at"), at=timezone.now(),
        )  # fmt: skip
        return Response(shown(saved.attempt, get_language() or "en", saved=saved))


class Checks(APIView):
    """Of a practice: check one answer. Checked again, it is answered as at first."""

    permission = SIGNED_IN

    @extend_schema(operation_id="attempts_check", request=CheckRequest, responses={201: CheckedSerializer})
    @idempotent
    def post(self, request: Request, uuid: UUID) -> Response:
        attempt = access.get_attempt(_principal(request), uuid)
        asked = CheckRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        position, at, language = asked.validated_data["position"], timezone.now(), get_language() or "en"
        checked = progress.check_answer(
            attempt=attempt, position=position, said=asked.validated_data.get("answer"),
            actor=_principal(request).actor("api"), at=at,
        )  # fmt: skip
        review = standings.review_of(checked.attempt, at=at)
        line = queries.marked(checked.attempt, review, language)[position]
        names = ("number", "is_correct", "percent", "reasons", "right")
        is_finished = checked.attempt.submitted_at is not None
        return Response({name: line[name] for name in names} | {"is_finished": is_finished}, 201)


class Submission(APIView):
    """Hand in. Marked at once; what was handed in already stays as it was."""

    permission = SIGNED_IN

    @extend_schema(operation_id="attempts_submit", request=SubmissionRequest, responses={201: AttemptSerializer})
    @idempotent
    def post(self, request: Request, uuid: UUID) -> Response:
        attempt = access.get_attempt(_principal(request), uuid)
        asked = SubmissionRequest(data=request.data)
        asked.is_valid(raise_exception=True)
        attempt = progress.submit_attempt(
            attempt=attempt,
            answers=asked.validated_data.get("answers"),
            said_at=asked.validated_data.get("said_at"),
            actor=_principal(request).actor("api"),
            at=timezone.now(),
        )
        return Response(shown(attempt, get_language() or "en"), 201)
