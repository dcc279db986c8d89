"""One resource of the learner's own course, for programs. Nothing here says what is right in a quiz."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.description import ProblemSerializer
from core.api.files import renderers
from core.doors import SIGNED_IN
from core.files.links import signed_url
from core.files.queries import described
from courses.attempts.models import Attempt
from courses.attempts.queries import standing_of
from courses.catalogue import captions as spoken
from courses.catalogue import chapters, renditions
from courses.catalogue.access import get_resource
from courses.catalogue.models import Captions, Resource, ResourceKind
from courses.enrolment.access import get_enrolment
from courses.enrolment.models import Enrolment, EnrolmentState
from courses.films.queries import copies_of, url_of
from courses.films.queries import there as copies_there
from courses.packages.links import frame_url
from courses.packages.queries import package_of
from courses.player.queries import choices_of
from courses.progress import actions as progress
from courses.progress.actions import ProgressRefused
from courses.progress.queries import states_of
from courses.progress.rules import in_rendition, page_of
from courses.questions.models import Counts, Mode, Paper, Reveal
from courses.questions.queries import terms_of
from institutions.roles.requests import in_scope


class TrackSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    url = serializers.CharField(help_text="WebVTT, by the same key, in the times of the file in `language`.")


class PastAttemptSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    number = serializers.IntegerField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    is_passed = serializers.BooleanField(allow_null=True)


class SectionTermsSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    pick = serializers.IntegerField()
    marks = serializers.CharField(help_text="Of each question, as an exact number.")
    penalty = serializers.CharField(help_text="The part of them that a wrong answer takes away: 0, 1/4, 1/3, 1/2, 1.")
    cut_off_percent = serializers.IntegerField()


class QuizSerializer(serializers.Serializer[Any]):
    mode = serializers.ChoiceField(choices=Mode.choices)
    pick = serializers.IntegerField(help_text="Questions in an attempt.")
    sections = SectionTermsSerializer(many=True)
    pass_percent = serializers.IntegerField()
    time_limit_minutes = serializers.IntegerField(allow_null=True, help_text="For this person.")
    attempts_allowed = serializers.IntegerField(help_text="For everybody; 0: as many as one likes.")
    attempts_left = serializers.IntegerField(allow_null=True, help_text="For this person; null: as many as one likes.")
    cool_down_minutes = serializers.IntegerField()
    counts = serializers.ChoiceField(choices=Counts.choices)
    may_improve = serializers.BooleanField(help_text="A passed quiz may be taken again.")
    reveal = serializers.ChoiceField(choices=Reveal.choices)
    is_passed = serializers.BooleanField()
    counted_score = serializers.IntegerField(allow_null=True)
    attempts = PastAttemptSerializer(many=True)


class ChapterPlayedSerializer(serializers.Serializer[Any]):
    start = serializers.IntegerField(help_text="Second of the file in `language`.")
    title = serializers.CharField()


class CopySerializer(serializers.Serializer[Any]):
    copy = serializers.ChoiceField(choices=["low", "sound", "poster"])
    url = serializers.CharField(help_text="Readable by whoever has it, for four hours.")
    size = serializers.IntegerField(help_text="Bytes.")


class FileSerializer(serializers.Serializer[Any]):
    language = serializers.CharField()
    url = serializers.CharField(help_text="Readable by whoever has it, for four hours.")
    content_type = serializers.CharField()
    size = serializers.IntegerField(help_text="Bytes.")
    length = serializers.IntegerField(help_text="Seconds or pages.")
    position = serializers.IntegerField(help_text="Where the learner was last, in this file: second or page.")
    copies = CopySerializer(many=True, help_text="Smaller ones, of the same length.")


class LearningResourceSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=ResourceKind.choices)
    title = serializers.CharField()
    minutes = serializers.IntegerField()
    length = serializers.IntegerField(
        allow_null=True, help_text="Seconds or pages of its longest file: the scale of `position`."
    )
    body = serializers.CharField(help_text="Of a text or a link: safe HTML.")
    file_url = serializers.CharField(help_text="Of the file in `language`: readable by whoever has it, for four hours.")
    language = serializers.CharField(help_text="Of the file that the learner's choices lead to; name it in facts.")
    files = FileSerializer(many=True)
    url = serializers.CharField(help_text="Of a link: where it leads, outside.")
    package_url = serializers.CharField(
        help_text="Of a package: its page, for a sandboxed frame; on an origin of its own, for half a day or more."
    )
    captions = TrackSerializer(many=True)
    chapters = ChapterPlayedSerializer(many=True)
    quiz = QuizSerializer(allow_null=True)
    position = serializers.IntegerField(help_text="Where the learner was last: second or page.")
    is_complete = serializers.BooleanField()
    seconds_left = serializers.IntegerField(help_text="Until “finished” is believed, by the server's clock.")


class LearningResource(APIView):
    """A text, a file or the rules of a quiz. Reading it is opening it: the server's clock starts then."""

    permission = SIGNED_IN

    @extend_schema(
        operation_id="learning_resource", responses={200: LearningResourceSerializer, 409: ProblemSerializer}
    )
    def get(self, request: Request, uuid: UUID, resource_uuid: UUID) -> Response:
        principal = in_scope(request).principal
        enrolment = get_enrolment(principal, uuid)
        if enrolment.state not in (EnrolmentState.OPEN, EnrolmentState.COMPLETED):
            raise ProgressRefused("NOT_ENROLLED")
        resource = get_resource(enrolment.version_id, resource_uuid)
        at, is_quiz = timezone.now(), resource.kind == ResourceKind.QUIZ
        if not is_quiz:
            progress.open_resource(enrolment=enrolment, resource=resource, at=at)
        state = next(row for row in states_of(enrolment.pk, enrolment.version_id) if row["uuid"] == str(resource.uuid))
        is_complete, language = state["leaf"].is_complete, get_language() or "en"
        is_timed = not is_quiz and not is_complete
        package = package_of(resource) if resource.kind == ResourceKind.PACKAGE else None
        files = _files(resource, state["position"], principal.person_id)
        wanted = choices_of(principal.person_id).spoken if len(files) > 1 else ""
        best = next((one for name in (wanted, language) for one in files if one["language"] == name), None)
        file = best or next(iter(files), None)
        return Response(
            LearningResourceSerializer(
                {
                    "uuid": resource.uuid,
                    "kind": resource.kind,
                    "title": resource.title_in(language),
                    "minutes": resource.minutes,
                    "length": resource.length,
                    "body": resource.body_in(language),
                    "file_url": file["url"] if file else "",
                    "language": file["language"] if file else "",
                    "files": files,
                    "url": resource.url_in(language),
                    "package_url": frame_url(package, principal.person_id) if package else "",
                    "captions": _captions(enrolment, resource, file["language"] if file else ""),
                    "chapters": _chapters(resource, language, file["language"] if file else ""),
                    "quiz": _quiz(enrolment, resource) if is_quiz else None,
                    "position": state["position"] or 0,
                    "is_complete": is_complete,
                    "seconds_left": progress.standing(enrolment=enrolment, resource=resource, at=at).seconds_left
                    if is_timed
                    else 0,
                }
            ).data
        )


class CaptionsFile(APIView):
    """What is said in a film of the learner's own course, as WebVTT."""

    permission = SIGNED_IN
    renderer_classes = renderers("text/vtt")

    @extend_schema(
        operation_id="learning_captions",
        parameters=[OpenApiParameter("of", str, description="Language of the file that is played: in its times.")],
        responses={(200, "text/vtt"): OpenApiTypes.STR},
    )
    def get(self, request: Request, uuid: UUID, resource_uuid: UUID, language: str) -> HttpResponse:
        enrolment = get_enrolment(in_scope(request).principal, uuid)
        if enrolment.state not in (EnrolmentState.OPEN, EnrolmentState.COMPLETED):
            raise Http404
        resource = get_resource(enrolment.version_id, resource_uuid)
        if (file := spoken.file(resource, language, request.query_params.get("of", ""))) is None:
            raise Http404
        return HttpResponse(
            file, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": "private, no-cache"}
        )


def _files(resource: Resource, position: int, person_id: int) -> list[dict[str, Any]]:
    there = renditions.of(resource)
    faces = described([one.file_uuid for one in there]) if there else {}
    copies = copies_of(faces)
    place = page_of if resource.kind == ResourceKind.PDF else in_rendition
    return [
        {
            "language": one.language,
            "url": signed_url(face, person_id),
            "content_type": one.content_type,
            "size": face.size,
            "length": one.length,
            "position": place(position, one.length, resource.length or one.length),
            "copies": [
                {"copy": copy, "url": url_of(face, copy, person_id), "size": copies[one.file_uuid].size_of(copy)}
                for copy in copies_there(copies.get(one.file_uuid))
            ],
        }
        for one in there
        if (face := faces.get(one.file_uuid))
    ]


def _chapters(resource: Resource, language: str, playing: str) -> list[dict[str, Any]]:
    there = renditions.of(resource)
    found = chapters.of(resource, language, there, renditions.best(there, playing))
    return found["list"] if found else []


def _captions(enrolment: Enrolment, resource: Resource, playing: str) -> list[dict[str, str]]:
    languages = Captions.objects.filter(resource=resource).order_by("language").values_list("language", flat=True)
    here = [enrolment.uuid, resource.uuid]
    of = f"?of={playing}" if playing else ""
    return [
        {"language": language, "url": reverse("courses:api-captions", args=[*here, language]) + of}
        for language in languages
    ]


def _quiz(enrolment: Enrolment, resource: Resource) -> dict[str, Any]:
    paper = Paper.objects.get(resource=resource)
    names = ("mode", "pass_percent", "attempts_allowed", "cool_down_minutes", "counts", "may_improve", "reveal")
    past = list(Attempt.objects.filter(enrolment=enrolment, resource=resource).order_by("number"))
    standing = standing_of(paper, enrolment, past, at=timezone.now())
    terms = terms_of(paper.pk)
    language = get_language() or "en"
    return {name: getattr(paper, name) for name in names} | {
        "pick": sum(one.pick for one in terms),
        "time_limit_minutes": standing.window.minutes,
        "attempts_left": standing.left,
        "is_passed": standing.counted.is_passed,
        "counted_score": standing.counted.score,
        "sections": [
            {
                "title": (language == "hi" and one.title_hi) or one.title, "pick": one.pick, "marks": str(one.marks),
                "penalty": str(one.penalty), "cut_off_percent": one.cut_off,
            }
            for one in terms
        ],
        "attempts": past,
    }  # fmt: skip
