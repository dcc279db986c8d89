"""The API describes itself whole: no endpoint without a shape, no two things of one name."""

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator


def test_the_description_is_made_without_a_warning():
    GENERATOR_STATS.reset()

    schema = SchemaGenerator().get_schema(public=True)

    assert [*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache] == []
    assert len(schema["paths"]) > 60


def test_calls_that_take_an_idempotency_key_say_so():
    schema = SchemaGenerator().get_schema(public=True)

    upload = schema["paths"]["/api/v1/organisations/{organisation}/exchanges/"]["post"]
    assert "Idempotency-Key" in [parameter["name"] for parameter in upload["parameters"]]
