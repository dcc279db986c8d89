"""What every endpoint of authoring shares: the provider of the address, who asks, reading shapes."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.views import APIView

from core.audit.actor import Actor
from courses.authoring import access, queries
from courses.catalogue.models import Course, CourseVersion
from institutions.roles.requests import InScope, in_scope
from institutions.roles.rules import permits

VIEW, WRITE = "courses.authoring.view", "courses.authoring.write"
REVIEW, PUBLISH = "courses.review", "courses.publish"


class ProviderView(APIView):
    """Base: the provider of the address, who asks, and reading shapes."""

    permission = VIEW

    def http(self) -> InScope:
        return in_scope(self.request)

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

    def shown(self, code: str) -> CourseVersion:
        """The version that is looked at: the draft, or without one the published one."""
        course = self.course(code)
        version = course.draft or course.offering.published_version
        assert version is not None  # a course has one or the other from its first moment
        return version

    def draft(self, code: str) -> CourseVersion:
        return access.get_draft_for(self.http().organisation, code)

    def said(self, shape: type[serializers.Serializer[Any]], **kwargs: Any) -> dict[str, Any]:
        serializer = shape(data=self.request.data, **kwargs)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class RevisedSerializer(serializers.Serializer[Any]):
    revision = serializers.IntegerField(help_text="Of the outline; send it as `seen` to change it.")


class AddedSerializer(RevisedSerializer):
    uuid = serializers.UUIDField()


class WritingView(ProviderView):
    permission = WRITE

    def common(self) -> dict[str, Any]:
        return {"actor": self.actor(), "at": timezone.now()}

    def revised(self, version: CourseVersion, **said: Any) -> dict[str, Any]:
        return {**said, "revision": queries.revision_of(version)}
