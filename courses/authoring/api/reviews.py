"""The way of a draft: sent for review, remarked on, returned, published."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.idempotency import idempotent
from core.api.paging import Pages
from courses.authoring import access, queries
from courses.authoring.actions import publishing, reviewing
from courses.authoring.api.courses import CourseSerializer, course_said
from courses.authoring.api.frame import PUBLISH, REVIEW, VIEW, WRITE, ProviderView, WritingView
from courses.authoring.models import ReviewComment


class Submissions(WritingView):
    @extend_schema(operation_id="submit_course", request=None, responses={201: CourseSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        reviewing.submit(version=self.draft(code), **self.common())
        return Response(course_said(self.course(code)), status.HTTP_201_CREATED)


class WaitingSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    title = serializers.CharField()
    number = serializers.IntegerField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    submitted_by = serializers.CharField(allow_blank=True)
    open_comments = serializers.IntegerField()
    is_own_work = serializers.BooleanField(help_text="This person had a hand in it and cannot publish it.")


class Reviews(ProviderView):
    """What waits for review."""

    permission = REVIEW

    @extend_schema(operation_id="review_queue", responses=WaitingSerializer(many=True))
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


class RemarkShownSerializer(serializers.ModelSerializer[ReviewComment]):
    module = serializers.UUIDField(source="module.uuid", default=None, allow_null=True)
    resource = serializers.UUIDField(source="resource.uuid", default=None, allow_null=True)

    class Meta:
        model = ReviewComment
        fields = [
            "uuid", "body", "place", "module", "resource", "person_name", "at", "settled_at", "settled_by_name",
        ]  # fmt: skip
        read_only_fields = fields


class OldestFirst(Pages):
    ordering = ("at", "pk")


class RemarkMadeSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    place = serializers.CharField(allow_blank=True, help_text="Title of the module or resource.")


class RemarkSettledSerializer(serializers.Serializer[Any]):
    uuid = serializers.UUIDField()
    settled_at = serializers.DateTimeField()


class Comments(GenericAPIView[ReviewComment], ProviderView):
    """Remarks on the version in work, the oldest first, for whoever sees the course; POST is a reviewer's."""

    permission = VIEW
    pagination_class = OldestFirst

    @extend_schema(operation_id="remarks", responses=RemarkShownSerializer(many=True))
    def get(self, request: Request, organisation: str, code: str) -> Response:
        remarks = ReviewComment.objects.filter(version=self.shown(code)).select_related("module", "resource")
        page = self.paginate_queryset(remarks)
        return self.get_paginated_response(RemarkShownSerializer(page, many=True).data)

    @extend_schema(operation_id="remark", request=RemarkSerializer, responses={201: RemarkMadeSerializer})
    @idempotent
    def post(self, request: Request, organisation: str, code: str) -> Response:
        self.require(REVIEW)
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

    @extend_schema(operation_id="settle_remark", request=None, responses=RemarkSettledSerializer)
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
