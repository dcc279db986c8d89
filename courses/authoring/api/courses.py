"""The provider's courses, a new course, what a course is about, its next version, its retirement."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from competencies import facade as competencies
from core.api.idempotency import idempotent
from courses.authoring import queries, rules
from courses.authoring.actions import drafts, publishing
from courses.authoring.api.frame import PUBLISH, WRITE, ProviderView, WritingView
from courses.catalogue.models import Course, CourseVersion, ResourceKind, Visibility


class TagSerializer(serializers.Serializer[Any]):
    competency = serializers.SlugField(help_text="Code of a sub-theme.")
    level = serializers.IntegerField(min_value=1, max_value=5)


class DetailsSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    title_hi = serializers.CharField(max_length=200, allow_blank=True, default="")
    summary = serializers.CharField(max_length=2000, allow_blank=True, default="")
    summary_hi = serializers.CharField(max_length=2000, allow_blank=True, default="")
    outcomes = serializers.ListField(child=serializers.CharField(max_length=300), max_length=12, default=list)
    outcomes_hi = serializers.ListField(child=serializers.CharField(max_length=300), max_length=12, default=list)
    languages = serializers.MultipleChoiceField(choices=["en", "hi"], default={"en"})
    visibility = serializers.ChoiceField(choices=Visibility.choices, default=Visibility.NATIONAL)
    competencies = TagSerializer(many=True, default=list)


class CourseSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    state = serializers.CharField(help_text="draft, in_review, changes_asked, live or retired.")
    title = serializers.CharField()
    number = serializers.IntegerField(help_text="Of the version shown: the draft, or without one the published one.")
    revision = serializers.IntegerField(help_text="Of the outline; send it as `seen` to change it.")
    minutes = serializers.IntegerField()


class CourseRowSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    title = serializers.CharField()
    state = serializers.CharField(help_text="draft, in_review, changes_asked, live or retired.")
    number = serializers.IntegerField()
    minutes = serializers.IntegerField()


class ResourceInWorkSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=ResourceKind.choices)
    title = serializers.CharField()
    title_hi = serializers.CharField()
    minutes = serializers.IntegerField()
    is_required = serializers.BooleanField()


class ModuleInWorkSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    title = serializers.CharField()
    title_hi = serializers.CharField()
    resources = ResourceInWorkSerializer(many=True)


class JudgementSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    uuid = serializers.CharField(allow_blank=True, help_text="Of the module or resource; empty: of the course.")
    detail = serializers.CharField()


class CourseInWorkSerializer(DetailsSerializer, CourseSerializer):
    """Everything that PUT takes, and the outline with its judgement."""

    modules = ModuleInWorkSerializer(many=True)
    missing = JudgementSerializer(many=True, help_text="Keeps the draft from its review.")
    advice = JudgementSerializer(many=True, help_text="Does not.")


def course_said(course: Course) -> dict[str, Any]:
    version = course.draft or course.offering.published_version
    assert version is not None  # a course has one or the other from its first moment
    return {
        "code": course.offering.code,
        "state": queries.state_of(course),
        "title": version.title,
        "number": version.number,
        "revision": queries.revision_of(version),
        "minutes": version.minutes,
    }


def _details(version: CourseVersion) -> dict[str, Any]:
    """In the shape of DetailsSerializer, so that it can be sent back with what is to change."""
    levels = dict(version.competencies.order_by("pk").values_list("competency_id", "level"))
    known = competencies.describe(levels)
    return {
        "title": version.title,
        "title_hi": version.title_hi,
        "summary": version.summary,
        "summary_hi": version.summary_hi,
        "outcomes": version.outcomes,
        "outcomes_hi": version.outcomes_hi,
        "languages": version.languages,
        "visibility": version.offering.visibility,
        "competencies": [{"competency": known[pk].code, "level": level} for pk, level in levels.items()],
    }


def _judged(course: Course) -> dict[str, Any]:
    """`missing` keeps the draft from its review; `advice` does not."""
    if course.draft is None:
        return {"missing": [], "advice": []}
    facts = queries.version_facts(course.draft)
    return {
        name: [{"code": one.code, "uuid": one.uuid, "detail": queries.missing_sentence(one)} for one in judged]
        for name, judged in (("missing", rules.missing(facts)), ("advice", rules.advice(facts)))
    }


def tags_of(said: dict[str, Any]) -> list[tuple[int, int]]:
    tags = {tag["competency"]: tag["level"] for tag in said["competencies"]}
    known = competencies.by_code(tags)
    if unknown := sorted(set(tags) - set(known)):
        raise ValidationError({"competencies": [f"Unknown: {', '.join(unknown)}"]})
    return [(known[code].id, level) for code, level in tags.items()]


class Courses(ProviderView):
    """The provider's courses; a new one."""

    @extend_schema(operation_id="provider_courses", responses=CourseRowSerializer(many=True))
    def get(self, request: Request, organisation: str) -> Response:
        rows = queries.course_rows(self.http().organisation)
        return Response(
            [
                {"code": row.code, "title": row.title, "state": row.state, "number": row.number, "minutes": row.minutes}
                for row in rows
            ]
        )

    @extend_schema(operation_id="create_course", request=DetailsSerializer, responses={201: CourseSerializer})
    @idempotent
    def post(self, request: Request, organisation: str) -> Response:
        self.require(WRITE)
        said = self.said(DetailsSerializer)
        course = drafts.create_course(
            owner_id=self.http().organisation.pk,
            details={**said, "languages": sorted(said["languages"])},
            visibility=said["visibility"],
            competencies=tags_of(said),
            actor=self.actor(),
            at=timezone.now(),
        )
        return Response(course_said(self.course(course.offering.code)), status.HTTP_201_CREATED)


class CourseDetail(ProviderView):
    """A course with what it is about and the outline of the version in work; PUT says anew what it is about."""

    @extend_schema(operation_id="provider_course", responses=CourseInWorkSerializer)
    def get(self, request: Request, organisation: str, code: str) -> Response:
        course = self.course(code)
        version = course.draft or course.offering.published_version
        assert version is not None
        modules = [
            {
                "uuid": module.uuid,
                "title": module.title,
                "title_hi": module.title_hi,
                "resources": [
                    {
                        "uuid": row.uuid, "kind": row.kind, "title": row.title, "title_hi": row.title_hi,
                        "minutes": row.minutes, "is_required": row.is_required,
                    }
                    for row in module.resources
                ],
            }
            for module in queries.outline(version)
        ]  # fmt: skip
        return Response(course_said(course) | _details(version) | {"modules": modules} | _judged(course))

    @extend_schema(operation_id="describe_course", request=DetailsSerializer, responses=CourseSerializer)
    @idempotent
    def put(self, request: Request, organisation: str, code: str) -> Response:
        self.require(WRITE)
        said = self.said(DetailsSerializer)
        drafts.change_details(
            version=self.draft(code),
            details={**said, "languages": sorted(said["languages"])},
            visibility=said["visibility"],
            competencies=tags_of(said),
            actor=self.actor(),
            at=timezone.now(),
        )
        return Response(course_said(self.course(code)))


class Versions(WritingView):
    @extend_schema(operation_id="open_next_version", request=None, responses={201: CourseSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        drafts.open_next_version(course=self.course(code), **self.common())
        return Response(course_said(self.course(code)), status.HTTP_201_CREATED)


class Retirements(ProviderView):
    permission = PUBLISH

    @extend_schema(operation_id="retire_course", request=None, responses={201: CourseSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        publishing.retire(course=self.course(code), actor=self.actor(), at=timezone.now())
        return Response(course_said(self.course(code)), status.HTTP_201_CREATED)
