"""The rules of a quiz and its sections, for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.idempotency import idempotent
from courses.authoring import access
from courses.authoring.actions import quizzes, sections
from courses.authoring.api.frame import WritingView
from courses.questions.models import Counts, Mode, Paging, Paper, PaperSection, Reveal, RevealWhen
from courses.questions.rules.papers import PENALTIES


class PooledSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    is_pinned = serializers.BooleanField()


class SectionSerializer(serializers.ModelSerializer[PaperSection]):
    questions = serializers.SerializerMethodField(help_text="Its pool.")

    class Meta:
        model = PaperSection
        fields = ["uuid", "title", "title_hi", "pick", "marks", "penalty", "cut_off_percent", "questions"]

    @extend_schema_field(PooledSerializer(many=True))
    def get_questions(self, section: PaperSection) -> list[dict[str, Any]]:
        pool = section.pool.order_by("position").values("question_version__question__uuid", "is_pinned")
        return [{"uuid": row["question_version__question__uuid"], "is_pinned": row["is_pinned"]} for row in pool]


class SectionRequest(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200, allow_blank=True, required=False)
    title_hi = serializers.CharField(max_length=200, allow_blank=True, required=False)
    pick = serializers.IntegerField(min_value=1, max_value=200, required=False)
    marks = serializers.DecimalField(max_digits=5, decimal_places=2, required=False)
    penalty = serializers.ChoiceField(
        choices=PENALTIES, required=False, help_text="The part of a question's marks that a wrong answer takes away."
    )
    cut_off_percent = serializers.IntegerField(min_value=0, max_value=100, required=False)


class PaperSerializer(serializers.Serializer[Any]):
    pick = serializers.IntegerField(
        min_value=1, max_value=200, required=False, help_text="Of a quiz with one section; of several, each says it."
    )
    mode = serializers.ChoiceField(choices=Mode.choices, required=False)
    pass_percent = serializers.IntegerField(min_value=1, max_value=100, required=False)
    time_limit_minutes = serializers.IntegerField(min_value=1, max_value=600, required=False, allow_null=True)
    attempts_allowed = serializers.IntegerField(min_value=0, max_value=100, required=False)
    cool_down_minutes = serializers.IntegerField(min_value=0, max_value=43200, required=False)
    counts = serializers.ChoiceField(choices=Counts.choices, required=False)
    may_improve = serializers.BooleanField(required=False)
    is_reading_first = serializers.BooleanField(required=False)
    is_shuffled = serializers.BooleanField(required=False)
    paging = serializers.ChoiceField(choices=Paging.choices, required=False)
    reveal = serializers.ChoiceField(choices=Reveal.choices, required=False)
    reveal_when = serializers.ChoiceField(choices=RevealWhen.choices, required=False)
    reveal_from = serializers.DateTimeField(required=False, allow_null=True)


class PaperShown(PaperSerializer):
    sections = SectionSerializer(many=True)


RULES = (
    "mode", "pass_percent", "time_limit_minutes", "attempts_allowed", "cool_down_minutes", "counts", "may_improve",
    "is_reading_first", "is_shuffled", "paging", "reveal", "reveal_when", "reveal_from",
)  # fmt: skip


def _said(paper: Paper) -> dict[str, Any]:
    listed = list(PaperSection.objects.filter(paper=paper).order_by("position"))
    shown = {name: getattr(paper, name) for name in RULES}
    return {"pick": sum(one.pick for one in listed), **shown, "sections": SectionSerializer(listed, many=True).data}


class PaperRules(WritingView):
    """What passes and counts, how often, in what time, and what is seen afterwards."""

    @extend_schema(operation_id="quiz_paper", responses=PaperShown)
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        return Response(_said(access.get_paper_for(self.draft(code), uuid)))

    @extend_schema(operation_id="set_paper", request=PaperSerializer, responses=PaperShown)
    @idempotent
    def patch(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        paper = quizzes.set_paper(paper=paper, rules=self.said(PaperSerializer), **self.common())
        return Response(_said(paper))


class Sections(WritingView):
    @extend_schema(operation_id="quiz_sections", responses=SectionSerializer(many=True))
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        return Response(_said(access.get_paper_for(self.draft(code), uuid))["sections"])

    @extend_schema(operation_id="add_section", request=SectionRequest, responses={201: SectionSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        added = sections.add_section(paper=paper, terms=self.said(SectionRequest), **self.common())
        return Response(SectionSerializer(added).data, status.HTTP_201_CREATED)


class Section(WritingView):
    @extend_schema(operation_id="set_section", request=SectionRequest, responses=SectionSerializer)
    @idempotent
    def patch(self, request: Request, organisation: str, code: str, uuid: Any, section_uuid: Any) -> Response:
        section = access.get_section_for(access.get_paper_for(self.draft(code), uuid), section_uuid)
        section = sections.set_section(section=section, terms=self.said(SectionRequest), **self.common())
        return Response(SectionSerializer(section).data)

    @extend_schema(operation_id="delete_section", responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: Any, section_uuid: Any) -> Response:
        section = access.get_section_for(access.get_paper_for(self.draft(code), uuid), section_uuid)
        sections.delete_section(section=section, **self.common())
        return Response(status=status.HTTP_204_NO_CONTENT)


class PlaceRequest(serializers.Serializer[Any]):
    section = serializers.UUIDField()
    is_pinned = serializers.BooleanField(default=False, help_text="Asked in every attempt.")


class QuestionPlace(WritingView):
    """In which section a question stands."""

    @extend_schema(operation_id="place_question", request=PlaceRequest, responses=PlaceRequest)
    @idempotent
    def put(self, request: Request, organisation: str, code: str, uuid: Any, question_uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        entry, said = access.get_pool_question_for(paper, question_uuid), self.said(PlaceRequest)
        entry = sections.place_question(
            entry=entry, section=access.get_section_for(paper, said["section"]), is_pinned=said["is_pinned"],
            **self.common(),
        )  # fmt: skip
        return Response({"section": entry.section.uuid, "is_pinned": entry.is_pinned})
