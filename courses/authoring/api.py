"""Making courses, for programs: the same actions as the pages, at the same addresses under /api/v1/.

Reading an organisation's courses needs `courses.authoring.view`; each endpoint that writes declares its own permission.
"""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from competencies import facade as competencies
from core.api.idempotency import idempotent
from core.audit.actor import Actor
from courses.authoring import access, queries, rules
from courses.authoring.actions import contents, drafts, outline, publishing, quizzes, reviewing
from courses.authoring.models import QuestionImport
from courses.catalogue.models import Course, CourseVersion, ResourceKind, Visibility
from courses.formats.questions import MULTIPLE, SINGLE, TRUE_FALSE, OptionBrought, QuestionBrought
from courses.questions.models import Reveal
from institutions.roles.rules import permits

VIEW, WRITE = "courses.authoring.view", "courses.authoring.write"
REVIEW, PUBLISH = "courses.review", "courses.publish"


class ProviderView(APIView):
    """Base: the provider of the address, who asks, and reading shapes."""

    permission = VIEW

    def http(self) -> HttpRequest:
        return self.request._request

    def actor(self) -> Actor:
        request = self.http()
        return request.principal.actor("api", organisation_id=request.organisation.pk)

    def require(self, permission: str) -> None:
        """For addresses that are read by one permission and written by another."""
        request = self.http()
        if permits(request.principal.roles, permission, tuple(request.organisation.path)) is None:
            raise PermissionDenied

    def course(self, code: str) -> Course:
        return access.get_course_for(self.http().organisation, code)

    def draft(self, code: str) -> CourseVersion:
        return access.get_draft_for(self.http().organisation, code)

    def said(self, shape: type[serializers.Serializer[Any]], **kwargs: Any) -> dict[str, Any]:
        serializer = shape(data=self.request.data, **kwargs)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


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


def tags_of(said: dict[str, Any]) -> list[tuple[int, int]]:
    tags = {tag["competency"]: tag["level"] for tag in said["competencies"]}
    known = competencies.by_code(tags)
    if unknown := sorted(set(tags) - set(known)):
        raise ValidationError({"competencies": [f"Unknown: {', '.join(unknown)}"]})
    return [(known[code].id, level) for code, level in tags.items()]


class Courses(ProviderView):
    """The provider's courses; a new one."""

    @extend_schema(operation_id="provider_courses", responses=CourseSerializer(many=True))
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
    """A course with the outline of the version in work; PUT says anew what it is about."""

    @extend_schema(operation_id="provider_course", responses=CourseSerializer)
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
        missing = [
            {"code": one.code, "uuid": one.uuid, "detail": queries.missing_sentence(one)}
            for one in (rules.missing(queries.version_facts(version)) if course.draft_id else [])
        ]
        return Response(course_said(course) | {"modules": modules, "missing": missing})

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


class ModuleSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    title_hi = serializers.CharField(max_length=200, allow_blank=True, default="")
    seen = serializers.IntegerField(required=False, help_text="The outline's revision; another one there is 409.")


class ResourceSerializer(ModuleSerializer):
    module = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=ResourceKind.choices)
    minutes = serializers.IntegerField(min_value=1, max_value=1000, required=False)


class MoveSerializer(serializers.Serializer[Any]):
    direction = serializers.ChoiceField(choices=[rules.UP, rules.DOWN])
    seen = serializers.IntegerField()


class WritingView(ProviderView):
    permission = WRITE

    def common(self) -> dict[str, Any]:
        return {"actor": self.actor(), "at": timezone.now()}

    def revised(self, version: CourseVersion, **said: Any) -> dict[str, Any]:
        return {**said, "revision": queries.revision_of(version)}


class Modules(WritingView):
    @extend_schema(operation_id="add_module", request=ModuleSerializer, responses={201: None})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        said, version = self.said(ModuleSerializer), self.draft(code)
        module = outline.add_module(
            version=version, title=said["title"], title_hi=said["title_hi"], seen=said.get("seen"), **self.common()
        )
        return Response(self.revised(version, uuid=module.uuid), status.HTTP_201_CREATED)


class Resources(WritingView):
    @extend_schema(operation_id="add_resource", request=ResourceSerializer, responses={201: None})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        said, version = self.said(ResourceSerializer), self.draft(code)
        resource = outline.add_resource(
            module=access.get_module_for(version, said["module"]),
            kind=said["kind"],
            title=said["title"],
            title_hi=said["title_hi"],
            minutes=said.get("minutes"),
            seen=said.get("seen"),
            **self.common(),
        )
        return Response(self.revised(version, uuid=resource.uuid), status.HTTP_201_CREATED)


class Part(WritingView):
    """Renaming and deleting; which kind of part it is says the subclass."""

    def part(self, version: CourseVersion, uuid: Any) -> Any:
        raise NotImplementedError

    @extend_schema(request=ModuleSerializer, responses=None)
    @idempotent
    def patch(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        said, version = self.said(ModuleSerializer), self.draft(code)
        outline.rename(
            target=self.part(version, uuid), title=said["title"], title_hi=said["title_hi"], seen=said.get("seen"),
            **self.common(),
        )  # fmt: skip
        return Response(self.revised(version))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        version = self.draft(code)
        seen = request.query_params.get("seen", "")
        outline.delete(target=self.part(version, uuid), seen=int(seen) if seen.isdigit() else None, **self.common())
        return Response(status=status.HTTP_204_NO_CONTENT)


class ModulePart(Part):
    def part(self, version: CourseVersion, uuid: Any) -> Any:
        return access.get_module_for(version, uuid)


class ResourcePart(Part):
    def part(self, version: CourseVersion, uuid: Any) -> Any:
        return access.get_resource_for(version, uuid)


class ModuleMoves(WritingView):
    @extend_schema(operation_id="move_module", request=MoveSerializer, responses=None)
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        said, version = self.said(MoveSerializer), self.draft(code)
        outline.move(target=access.get_module_for(version, uuid), **said, **self.common())
        return Response(self.revised(version))


class ResourceMoves(WritingView):
    @extend_schema(operation_id="move_resource", request=MoveSerializer, responses=None)
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        said, version = self.said(MoveSerializer), self.draft(code)
        outline.move(target=access.get_resource_for(version, uuid), **said, **self.common())
        return Response(self.revised(version))


class TextSerializer(serializers.Serializer[Any]):
    body = serializers.CharField(allow_blank=True, default="")
    body_hi = serializers.CharField(allow_blank=True, default="")
    minutes = serializers.IntegerField(min_value=1, max_value=600, required=False)
    is_required = serializers.BooleanField(default=True)


class Text(WritingView):
    @extend_schema(operation_id="write_text", request=TextSerializer, responses=None)
    @idempotent
    def put(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        said = self.said(TextSerializer)
        resource = contents.write_text(
            resource=access.get_resource_for(self.draft(code), uuid),
            body=said["body"],
            body_hi=said["body_hi"],
            minutes=said.get("minutes"),
            is_required=said["is_required"],
            seen=None,
            **self.common(),
        )
        return Response({"body": resource.body, "body_hi": resource.body_hi, "minutes": resource.minutes})


class UploadSerializer(serializers.Serializer[Any]):
    file = serializers.FileField(allow_empty_file=True)


class File(WritingView):
    """A video or a document, as multipart/form-data."""

    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="bring_file", request=UploadSerializer, responses=None)
    def put(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        upload = self.said(UploadSerializer)["file"]
        resource = contents.bring_file(
            resource=access.get_resource_for(self.draft(code), uuid), upload=upload, **self.common()
        )
        return Response({"file": resource.file_uuid, "length": resource.length, "minutes": resource.minutes})


class PaperSerializer(serializers.Serializer[Any]):
    pick = serializers.IntegerField(min_value=1, max_value=200, required=False)
    pass_percent = serializers.IntegerField(min_value=1, max_value=100, required=False)
    attempts_allowed = serializers.IntegerField(min_value=0, max_value=100, required=False)
    cool_down_minutes = serializers.IntegerField(min_value=0, max_value=43200, required=False)
    reveal = serializers.ChoiceField(choices=Reveal.choices, required=False)


class PaperRules(WritingView):
    @extend_schema(operation_id="set_paper", request=PaperSerializer, responses=None)
    @idempotent
    def patch(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        paper = quizzes.set_paper(paper=paper, rules=self.said(PaperSerializer), **self.common())
        names = ("pick", "pass_percent", "attempts_allowed", "cool_down_minutes", "reveal")
        return Response({name: getattr(paper, name) for name in names})


class OptionSerializer(serializers.Serializer[Any]):
    text = serializers.CharField()
    text_hi = serializers.CharField(allow_blank=True, default="")
    is_correct = serializers.BooleanField(default=False)
    reason = serializers.CharField(allow_blank=True, default="")


class QuestionSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[SINGLE, MULTIPLE, TRUE_FALSE])
    stem = serializers.CharField(allow_blank=True)
    stem_hi = serializers.CharField(allow_blank=True, default="")
    options = OptionSerializer(many=True)
    reason = serializers.CharField(allow_blank=True, default="")
    reason_hi = serializers.CharField(allow_blank=True, default="")


def question_said(said: dict[str, Any]) -> QuestionBrought:
    return QuestionBrought(**{**said, "options": tuple(OptionBrought(**option) for option in said["options"])})


class Questions(WritingView):
    """The pool of a quiz, with its keys: for those who make it."""

    @extend_schema(operation_id="quiz_questions", responses=QuestionSerializer(many=True))
    def get(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        return Response(
            [
                {
                    "uuid": entry.question_version.question.uuid,
                    "kind": entry.question_version.kind,
                    "stem": entry.question_version.stem,
                    "options": entry.question_version.options,
                }
                for entry in queries.pool(paper)
            ]
        )

    @extend_schema(operation_id="add_question", request=QuestionSerializer, responses={201: None})
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        added = quizzes.add_question(
            paper=paper, question=question_said(self.said(QuestionSerializer)), **self.common()
        )
        return Response({"uuid": added.uuid}, status.HTTP_201_CREATED)


class Question(WritingView):
    @extend_schema(operation_id="reword_question", request=QuestionSerializer, responses=None)
    @idempotent
    def put(self, request: Request, organisation: str, code: str, uuid: Any, question_uuid: Any) -> Response:
        entry = access.get_pool_question_for(access.get_paper_for(self.draft(code), uuid), question_uuid)
        entry = quizzes.reword_question(
            entry=entry, question=question_said(self.said(QuestionSerializer)), **self.common()
        )
        return Response({"uuid": question_uuid, "version": entry.question_version.number})

    @extend_schema(operation_id="remove_question", responses={204: None})
    def delete(self, request: Request, organisation: str, code: str, uuid: Any, question_uuid: Any) -> Response:
        entry = access.get_pool_question_for(access.get_paper_for(self.draft(code), uuid), question_uuid)
        quizzes.remove_question(entry=entry, **self.common())
        return Response(status=status.HTTP_204_NO_CONTENT)


def import_said(brought: QuestionImport) -> dict[str, Any]:
    return {
        "uuid": brought.uuid,
        "file_name": brought.file_name,
        "applied_at": brought.applied_at,
        "accepted": len(brought.accepted()),
        "refused": len(brought.refused()),
        "rows": [
            {
                "line": row["line"],
                "label": row["label"],
                "is_accepted": row["question"] is not None,
                "code": row["reason"],
                "detail": quizzes.sentence(row["reason"], row["facts"]) if row["reason"] else "",
            }
            for row in brought.rows
        ],
    }


class Imports(WritingView):
    """A question file is read (201 with a report of each row); its application is a second request."""

    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="read_question_file", request=UploadSerializer, responses={201: None})
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        upload = self.said(UploadSerializer)["file"]
        brought = quizzes.read_file(
            paper=access.get_paper_for(self.draft(code), uuid), name=upload.name,
            data=upload.read(quizzes.MOST_READ + 1), **self.common(),
        )  # fmt: skip
        return Response(import_said(brought), status.HTTP_201_CREATED)


class ImportApplication(WritingView):
    @extend_schema(operation_id="apply_question_file", request=None, responses=None)
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any, import_uuid: Any) -> Response:
        paper = access.get_paper_for(self.draft(code), uuid)
        brought = quizzes.apply_import(brought=access.get_import_for(paper, import_uuid), **self.common())
        return Response(import_said(brought))


class Submissions(WritingView):
    @extend_schema(operation_id="submit_course", request=None, responses={201: CourseSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        reviewing.submit(version=self.draft(code), **self.common())
        return Response(course_said(self.course(code)), status.HTTP_201_CREATED)


class Versions(WritingView):
    @extend_schema(operation_id="open_next_version", request=None, responses={201: CourseSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        drafts.open_next_version(course=self.course(code), **self.common())
        return Response(course_said(self.course(code)), status.HTTP_201_CREATED)


class Reviews(ProviderView):
    """What waits for review."""

    permission = REVIEW

    @extend_schema(operation_id="review_queue", responses=None)
    def get(self, request: Request, organisation: str) -> Response:
        rows = queries.review_queue(self.http().organisation, self.http().principal.person_id)
        return Response(
            [
                {
                    "code": row.code, "title": row.title, "number": row.number, "submitted_at": row.submitted_at,
                    "submitted_by": row.submitted_by, "open_comments": row.open_comments, "is_own_work": row.is_mine,
                }
                for row in rows
            ]
        )  # fmt: skip


class RemarkSerializer(serializers.Serializer[Any]):
    body = serializers.CharField(allow_blank=True)
    module = serializers.UUIDField(required=False)
    resource = serializers.UUIDField(required=False)


class Comments(ProviderView):
    permission = REVIEW

    @extend_schema(operation_id="remark", request=RemarkSerializer, responses={201: None})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        said, version = self.said(RemarkSerializer), self.draft(code)
        comment = reviewing.remark(
            version=version,
            body=said["body"],
            module=access.get_module_for(version, said["module"]) if said.get("module") else None,
            resource=access.get_resource_for(version, said["resource"]) if said.get("resource") else None,
            actor=self.actor(),
            at=timezone.now(),
        )
        return Response({"uuid": comment.uuid, "place": comment.place}, status.HTTP_201_CREATED)


class Settlement(ProviderView):
    """Marks a remark as dealt with; for those who write or review."""

    @extend_schema(operation_id="settle_remark", request=None, responses=None)
    @idempotent
    def post(self, request: Request, organisation: str, code: str, uuid: Any) -> Response:
        try:
            self.require(WRITE)
        except PermissionDenied:
            self.require(REVIEW)
        comment = reviewing.settle(
            comment=access.get_comment_for(self.draft(code), uuid), actor=self.actor(), at=timezone.now()
        )
        return Response({"uuid": comment.uuid, "settled_at": comment.settled_at})


class ReturnSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(allow_blank=True)


class Returns(ProviderView):
    permission = REVIEW

    @extend_schema(operation_id="return_course", request=ReturnSerializer, responses={201: CourseSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        reviewing.return_to_author(
            version=self.draft(code),
            reason=self.said(ReturnSerializer)["reason"],
            actor=self.actor(),
            at=timezone.now(),
        )
        return Response(course_said(self.course(code)), status.HTTP_201_CREATED)


class Publications(ProviderView):
    permission = PUBLISH

    @extend_schema(operation_id="publish_course", request=None, responses={201: CourseSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        publishing.publish(version=self.draft(code), actor=self.actor(), at=timezone.now())
        return Response(course_said(self.course(code)), status.HTTP_201_CREATED)


class Retirements(ProviderView):
    permission = PUBLISH

    @extend_schema(operation_id="retire_course", request=None, responses={201: CourseSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        publishing.retire(course=self.course(code), actor=self.actor(), at=timezone.now())
        return Response(course_said(self.course(code)), status.HTTP_201_CREATED)
