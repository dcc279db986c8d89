"""Commits and what is told of a package, for the API's description; commits are read by courses.scorm.commits."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

NUMBER = {"oneOf": [{"type": "number"}, {"type": "string"}], "nullable": True}


@extend_schema_field(NUMBER)
class NumericField(serializers.Field[Any, Any, Any, Any]):
    """A number; packages send it as text as well."""


class ScoreSerializer(serializers.Serializer[Any]):
    scaled = NumericField(required=False)
    raw = NumericField(required=False)
    min = NumericField(required=False)
    max = NumericField(required=False)


class ObjectiveSerializer(serializers.Serializer[Any]):
    id = serializers.CharField(required=False)
    status = serializers.CharField(required=False)
    success = serializers.CharField(required=False)
    measure = NumericField(required=False)
    description = serializers.CharField(required=False)
    score = ScoreSerializer(required=False)


class InteractionSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField(min_value=0)
    id = serializers.CharField(required=False)
    type = serializers.CharField(required=False)
    response = serializers.CharField(required=False)
    result = serializers.CharField(required=False)
    weighting = NumericField(required=False)
    latency = serializers.CharField(required=False)
    description = serializers.CharField(required=False)
    correct = serializers.ListField(child=serializers.CharField(), required=False)


COMMIT_FIELDS: dict[str, serializers.Field[Any, Any, Any, Any]] = {
    "part": serializers.CharField(max_length=255, help_text="The item's identifier in the manifest."),
    "session": serializers.UUIDField(help_text="One for each start of a part."),
    "sequence": serializers.IntegerField(min_value=1, help_text="Only a higher number than before is kept."),
    "active": serializers.IntegerField(required=False, help_text="Seconds of this session that somebody was at it."),
    "lesson_status": serializers.CharField(required=False, help_text="SCORM 1.2."),
    "completion_status": serializers.CharField(required=False, help_text="SCORM 2004."),
    "success_status": serializers.CharField(required=False, help_text="SCORM 2004."),
    "score": ScoreSerializer(required=False),
    "measure": serializers.FloatField(required=False, help_text="Of progress, 0 to 1."),
    "location": serializers.CharField(required=False, max_length=1000),
    "suspend_data": serializers.CharField(required=False, max_length=64_000),
    "exit": serializers.CharField(required=False),
    "session_time": serializers.CharField(required=False, help_text="As the standard writes it; added up by us."),
    "objectives": ObjectiveSerializer(many=True, required=False),
    "interactions": InteractionSerializer(many=True, required=False),
    "preferences": serializers.DictField(child=serializers.CharField(), required=False),
}


class MissingPartSerializer(serializers.Serializer[Any]):
    part = serializers.CharField(allow_blank=True, help_text="Empty: of the whole package.")
    reason = serializers.ChoiceField(
        choices=["NOT_OPENED", "NOT_COMPLETED", "FAILED", "NO_SCORE", "SCORE_TOO_LOW", "MORE_TIME"]
    )
    sentence = serializers.CharField()


class ToldSerializer(serializers.Serializer[Any]):
    """How far a package is and what is missing."""

    is_complete = serializers.BooleanField()
    percent = serializers.IntegerField()
    seconds_left = serializers.IntegerField(help_text="Until it can be complete, by the server's clock.")
    missing = MissingPartSerializer(many=True)
    parts = serializers.DictField(child=serializers.CharField(), help_text="Identifier -> its state, in words.")


class CommittedSerializer(ToldSerializer):
    is_kept = serializers.BooleanField()
    is_current = serializers.BooleanField(help_text="False once the part was opened elsewhere.")


class StartSettingsSerializer(serializers.Serializer[Any]):
    mastery_override = serializers.BooleanField(required=False, help_text="SCORM 1.2.")


class StartSerializer(serializers.Serializer[Any]):
    """What a part is told when it starts."""

    title = serializers.CharField()
    launch = serializers.CharField()
    cmi = serializers.DictField(help_text="The data model of the standard, as `edition` has it.")
    settings = StartSettingsSerializer()


class OwnStartSerializer(StartSerializer):
    frame_url = serializers.CharField(help_text="The package's page, for a sandboxed frame.")


class PartsSerializer(ToldSerializer):
    edition = serializers.ChoiceField(choices=["1.2", "2004"])
    titles = serializers.DictField(child=serializers.CharField())
    start = OwnStartSerializer(required=False, help_text="With `part`.")


class TrialLogSerializer(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    sequence = serializers.IntegerField()
    changed = serializers.ListField(child=serializers.CharField())


class TrialSaidSerializer(serializers.Serializer[Any]):
    part = serializers.CharField()
    sequence = serializers.IntegerField()
    updated_at = serializers.DateTimeField()
    values = serializers.DictField(help_text="The newest value of everything that the part said.")
    log = TrialLogSerializer(many=True)


class TrialSerializer(ToldSerializer):
    active = serializers.IntegerField(help_text="Seconds that somebody was at it.")
    said = TrialSaidSerializer(many=True)
    start = StartSerializer(required=False, help_text="With `part`.")


class TriedSerializer(TrialSerializer):
    is_kept = serializers.BooleanField()
    is_current = serializers.BooleanField()
