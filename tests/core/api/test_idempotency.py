"""A request sent again with its key is answered again, not done again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.idempotency import idempotent
from core.doors import SIGNED_IN
from core.tenancy.context import acting_in
from institutions.roles.principal import principal_of


class Counting(APIView):
    permission = SIGNED_IN
    authentication_classes = []
    parser_classes = [JSONParser, MultiPartParser]
    done = 0

    @idempotent
    def post(self, request):
        type(self).done += 1
        return Response({"number": type(self).done}, status=201)


@pytest.fixture
def send(cast):
    Counting.done = 0

    def send(person, body, key=None):
        headers = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
        how = {} if any(hasattr(value, "read") for value in body.values()) else {"content_type": "application/json"}
        request = RequestFactory().post("/api/v1/count/", body, **how, **headers)
        request.principal = principal_of(cast.user(person))
        with acting_in(cast.learner_scope(person)):
            return Counting.as_view()(request)

    return send


def test_the_same_key_is_done_once_and_answered_twice(send):
    first, second = send("asha", {"a": 1}, "k1"), send("asha", {"a": 1}, "k1")

    assert (first.status_code, first.data) == (second.status_code, second.data) == (201, {"number": 1})
    assert second["Idempotent-Replayed"] == "true"
    assert Counting.done == 1


def test_another_key_is_done_again(send):
    send("asha", {"a": 1}, "k1")

    assert send("asha", {"a": 1}, "k2").data == {"number": 2}


def test_the_key_with_another_body_is_refused(send):
    send("asha", {"a": 1}, "k1")

    refused = send("asha", {"a": 2}, "k1")

    assert (refused.status_code, refused.data["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert Counting.done == 1


def test_the_key_of_somebody_else_is_another_key(send):
    send("asha", {"a": 1}, "k1")

    assert send("bilal", {"a": 1}, "k1").data == {"number": 2}


def test_without_a_key_every_request_is_done(send):
    assert [send("asha", {"a": 1}).data["number"] for _ in range(2)] == [1, 2]


def test_a_key_that_is_too_long_is_refused(send):
    assert send("asha", {"a": 1}, "k" * 201).status_code == 400
    assert Counting.done == 0


def test_the_same_file_again_is_answered_again_and_another_of_its_name_is_refused(send):
    first = send("asha", {"file": SimpleUploadedFile("a.csv", b"one")}, "k1")
    second = send("asha", {"file": SimpleUploadedFile("a.csv", b"one")}, "k1")
    other = send("asha", {"file": SimpleUploadedFile("a.csv", b"two")}, "k1")

    assert (first.data, second.data) == ({"number": 1}, {"number": 1})
    assert (other.status_code, other.data["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")


def test_a_form_with_more_values_of_one_name_is_another_form(send):
    send("asha", {"file": SimpleUploadedFile("a.csv", b"one"), "tag": ["a", "c"]}, "k1")

    other = send("asha", {"file": SimpleUploadedFile("a.csv", b"one"), "tag": ["b", "c"]}, "k1")

    assert other.status_code == 422
