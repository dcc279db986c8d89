"""The fields of a commit for the API's description; their values are read by courses.scorm.commits."""

from typing import Any

from rest_framework import serializers

COMMIT_FIELDS: dict[str, serializers.Field[Any, Any, Any, Any]] = {
    "part": serializers.CharField(max_length=255, help_text="The item's identifier in the manifest."),
    "session": serializers.UUIDField(help_text="One for each start of a part."),
    "sequence": serializers.IntegerField(min_value=1, help_text="Only a higher number than before is kept."),
    "active": serializers.IntegerField(required=False, help_text="Seconds of this session that somebody was at it."),
    "lesson_status": serializers.CharField(required=False, help_text="SCORM 1.2."),
    "completion_status": serializers.CharField(required=False, help_text="SCORM 2004."),
    "success_status": serializers.CharField(required=False, help_text="SCORM 2004."),
    "score": serializers.JSONField(required=False, help_text="scaled, raw, min, max."),
    "measure": serializers.FloatField(required=False, help_text="Of progress, 0 to 1."),
    "location": serializers.CharField(required=False, max_length=1000),
    "suspend_data": serializers.CharField(required=False, max_length=64_000),
    "exit": serializers.CharField(required=False),
    "session_time": serializers.CharField(required=False, help_text="As the standard writes it; added up by us."),
    "objectives": serializers.ListField(child=serializers.JSONField(), required=False),
    "interactions": serializers.ListField(child=serializers.JSONField(), required=False),
    "preferences": serializers.DictField(child=serializers.CharField(), required=False),
}
