"""What every operation of the API's description says beside its own answers: the problems it can answer with, and the
area it belongs to: the package that its view lives in, described by what that package says of itself."""

from importlib import import_module
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.api.problems import CONTENT_TYPE
from core.doors import PUBLIC, SIGNED_IN, declared

MEANINGS = {
    400: "Not understood: `errors` says which values are missing or wrong.",
    401: "Not signed in, or a key that is not known, was revoked or has expired (`code`).",
    403: "Not permitted; a key that may only read; or a role that asks for two-step sign-in (`SECOND_STEP_NEEDED`).",
    404: "Not there, or not yours to see: a thing, a page of a list, or a place where you have no role.",
    409: "Refused: `code` is the reason, `detail` its sentence for a person. Nothing was changed.",
    422: "This Idempotency-Key was sent before with different values.",
    429: "Too many calls in this minute; `Retry-After` says how many seconds to wait.",
}


@extend_schema_field(
    {
        "oneOf": [
            {"type": "array", "items": {}},
            {"type": "object", "additionalProperties": {}},
        ],
        "description": "Of 400: field -> what is wrong with it, nested as the values are; or a list of sentences.",
    }
)
class ErrorsField(serializers.JSONField):
    """As REST framework says them."""


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457, application/problem+json."""

    type = serializers.CharField(help_text="about:blank")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(required=False, help_text="A sentence for a person.")
    code = serializers.CharField(required=False, help_text="A reason to act on.")
    errors = ErrorsField(required=False)  # type: ignore[assignment]  # a field, in the place of what DRF keeps there


class Described(AutoSchema):
    """REST_FRAMEWORK["DEFAULT_SCHEMA_CLASS"]. A view whose GET can be refused names 409 among its responses itself."""

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation:
            answers = operation["responses"]
            named = {int(status) for status in answers if status[0] in "45"}
            for status in sorted(named | self._problems(operation)):
                answers[str(status)] = self._problem(MEANINGS[status])
        return operation

    def get_tags(self) -> list[str]:
        return [area_of(self.view)[0]]

    def _problems(self, operation: dict[str, Any]) -> set[int]:
        places = [(each["in"], each["name"]) for each in operation.get("parameters", [])]
        writes = self.method not in ("GET", "HEAD")
        found = {401, 404, 429}
        if "requestBody" in operation or any(where == "query" for where, _name in places):
            found.add(400)
        if writes or declared(self.view) not in (PUBLIC, SIGNED_IN):
            found.add(403)
        if writes:
            found.add(409)
        if ("header", "Idempotency-Key") in places:
            found |= {400, 422}
        return found

    def _problem(self, meaning: str) -> dict[str, Any]:
        shape = self.resolve_serializer(ProblemSerializer, "response").ref
        return {"content": {CONTENT_TYPE: {"schema": shape}}, "description": meaning}


def area_of(view: object) -> tuple[str, str]:
    """Name and description."""
    package = ".".join(type(view).__module__.split(".")[:2])
    name = package.rpartition(".")[2].replace("_", " ").capitalize()
    return name, (import_module(package).__doc__ or "").strip()


def describe_areas(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """SPECTACULAR_SETTINGS["POSTPROCESSING_HOOKS"]."""
    areas = dict(area_of(view.cls()) for _path, _regex, _method, view in generator.endpoints)
    used = {name for calls in result["paths"].values() for call in calls.values() for name in call["tags"]}
    return result | {"tags": [{"name": name, "description": areas[name]} for name in sorted(used)]}
