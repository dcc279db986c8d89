"""Whether an answer is as the API's own description says: its status, its type, and every field of it."""

import re
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator, FormatChecker

PROBLEM = "application/problem+json"
# Of the transport, before an endpoint is reached: any call may get them.
OF_ANY_CALL = {405, 406, 413, 415}


def faults_of(answer: Any) -> list[str]:
    """Of an answer of Django's test client below /api/v1/."""
    method, path, status = answer.request["REQUEST_METHOD"].lower(), answer.request["PATH_INFO"], answer.status_code
    operation = operation_of(method, path)
    if operation is None or status in OF_ANY_CALL:
        return []
    call, described = operation
    if (said := described["responses"].get(str(status))) is None:
        return [f"{call}: {status} is not described: {_text(answer)[:200]}"]
    content = said.get("content", {})
    if not content:
        return [f"{call}: {status} has a body"] if _text(answer) and status < 300 else []
    kind = answer["Content-Type"].partition(";")[0]
    if kind not in content:
        return [f"{call}: {status} as {kind}, not {sorted(content)}"]
    if kind not in ("application/json", PROBLEM):
        return []
    validator = Draft202012Validator(
        {**exact(content[kind]["schema"]), "components": components()}, format_checker=FormatChecker(["uuid"])
    )
    return [
        f"{call}: {status} {'.'.join(map(str, error.absolute_path))}: {error.message[-200:]}"
        for error in validator.iter_errors(answer.json())
    ]


def operation_of(method: str, path: str) -> tuple[str, dict[str, Any]] | None:
    """The one whose address this is: where several fit, the one with the fewest places to fill."""
    fitting = [(shape.count("{"), shape, methods) for pattern, shape, methods in addresses() if pattern.fullmatch(path)]
    for _places, shape, methods in sorted(fitting, key=lambda one: one[0]):
        if method in methods:
            return f"{method} {shape}", methods[method]
    return None


@cache
def description() -> dict[str, Any]:
    return dict(SchemaGenerator().get_schema(public=True))


@cache
def addresses() -> list[tuple[re.Pattern[str], str, dict[str, Any]]]:
    return [
        (re.compile(re.sub(r"\{\w+\}", "[^/]+", shape)), shape, methods)
        for shape, methods in description()["paths"].items()
    ]


@cache
def components() -> dict[str, Any]:
    return {"schemas": {name: exact(shape) for name, shape in description()["components"]["schemas"].items()}}


def exact(shape: Any) -> Any:
    """A shape of OpenAPI 3.0 as JSON Schema, in which a field that is not named may not come."""
    if isinstance(shape, list):
        return [exact(one) for one in shape]
    if not isinstance(shape, dict):
        return shape
    made = {key: exact(value) for key, value in shape.items() if key not in ("nullable", "enum", "default")}
    if "enum" in shape:
        made["enum"] = shape["enum"]
    if isinstance(shape.get("properties"), dict):
        made["properties"] = {name: exact(one) for name, one in shape["properties"].items()}
        made.setdefault("additionalProperties", False)
    if shape.get("nullable") is True:
        return {"anyOf": [made, {"type": "null"}]}
    return made


def _text(answer: Any) -> str:
    return "" if answer.streaming else answer.content.decode(errors="replace")
