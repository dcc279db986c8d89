"""The API describes itself whole: no answer without a shape, no problem unsaid, no two things of one name."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator

from core.api.description import MEANINGS

TYPED = ("type", "$ref", "oneOf", "anyOf", "allOf", "enum", "const")
# Trees of a standard or of a file, whose branches are not ours to name: schema and property.
OPEN = {
    ("Start", "cmi"),  # SCORM's data model, 1.2 or 2004
    ("OwnStart", "cmi"),
    ("TrialSaid", "values"),  # the same, as it was said
}


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    GENERATOR_STATS.reset()
    return dict(SchemaGenerator().get_schema(public=True))


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def untyped(schema: dict[str, Any], named: dict[str, Any], at: str, seen: tuple[str, ...] = ()) -> Iterator[str]:
    """Where in a shape anything at all may stand."""
    if reference := schema.get("$ref"):
        name = reference.rpartition("/")[2]
        if name not in seen:
            yield from untyped(named[name], named, name, (*seen, name))
        return
    if not any(key in schema for key in TYPED):
        yield at
    for word in ("oneOf", "anyOf", "allOf"):
        for one in schema.get(word, []):
            yield from untyped(one, named, at, seen)
    kinds = schema.get("type", ())
    if "array" in kinds:
        yield from untyped(schema.get("items", {}), named, f"{at}[]", seen)
    if "object" in kinds:
        inside, rest = schema.get("properties", {}), schema.get("additionalProperties")
        if not inside and not isinstance(rest, dict):
            yield at
        for name, one in inside.items():
            if (at, name) not in OPEN:
                yield from untyped(one, named, f"{at}.{name}", seen)
        if isinstance(rest, dict):
            yield from untyped(rest, named, f"{at}{{}}", seen)


def test_the_description_is_made_without_a_warning(description):
    assert [*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache] == []
    assert len(description["paths"]) > 60


def test_every_operation_says_what_it_does_and_belongs_to_an_area_that_is_described(description):
    areas = {area["name"]: area["description"] for area in description["tags"]}
    faults = {call for call, operation in operations(description) if not operation.get("description")}
    used = {name for _call, operation in operations(description) for name in operation["tags"]}

    assert sorted(faults) == []
    assert used == set(areas)
    assert areas["Notes"] == "What learners write down for themselves, at a place of a resource. Nobody else reads it."
    assert all(areas.values())
    assert description["servers"] == [{"url": settings.SITE_URL}]


def test_every_successful_answer_has_a_shape_down_to_its_leaves(description):
    named, faults = description["components"]["schemas"], set()
    for call, operation in operations(description):
        good = {status: answer for status, answer in operation["responses"].items() if status[0] == "2"}
        assert good or "302" in operation["responses"], call
        for status, answer in good.items():
            if status != "204" and not answer.get("content"):
                faults.add(f"{call} {status}: no shape")
            for shape in answer.get("content", {}).values():
                faults |= {f"{call} {status}: {at}" for at in untyped(shape["schema"], named, "body")}

    assert sorted(faults) == []


def test_every_body_that_is_sent_has_a_shape_down_to_its_leaves(description):
    named = description["components"]["schemas"]
    faults = {
        f"{call}: {at}"
        for call, operation in operations(description)
        for shape in operation.get("requestBody", {}).get("content", {}).values()
        for at in untyped(shape["schema"], named, "body")
    }

    assert sorted(faults) == []


def test_every_operation_says_which_problems_it_answers_with(description):
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for call, operation in operations(description):
        problems = {status: answer for status, answer in operation["responses"].items() if status[0] in "45"}
        wanted = {"401", "404", "429"}
        wanted |= {"403", "409"} if not call.startswith("get") else set()
        wanted |= {"400"} if "requestBody" in operation else set()
        assert set(problems) >= wanted, call
        assert all(answer["content"] == problem for answer in problems.values()), call
        assert set(problems) <= {str(status) for status in MEANINGS}, call


def test_a_problem_has_the_fields_that_the_guide_names(description):
    problem = description["components"]["schemas"]["Problem"]

    assert list(problem["properties"]) == ["type", "title", "status", "detail", "code", "errors"]
    assert problem["required"] == ["status", "title", "type"]


def test_calls_that_take_an_idempotency_key_say_so_and_what_a_reused_one_is_answered_with(description):
    upload = description["paths"]["/api/v1/organisations/{organisation}/exchanges/"]["post"]
    assert "Idempotency-Key" in [parameter["name"] for parameter in upload["parameters"]]
    assert "422" in upload["responses"]
