"""Idempotency keys: a POST sent again with the same `Idempotency-Key` is answered again, not done again.

The key belongs to the person and the path. It is claimed by a row in the request's own transaction: a second request
with the same key waits for the first to commit and then repeats its answer; if the first rolled back, the second acts.
The same key with another body is refused with 422 (IETF draft-ietf-httpapi-idempotency-key-header, section 2.7).
"""

import functools
import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.problems import problem

MAX_KEY = 200
HEADER = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Sent again with the same key, a request is answered again and not done again.",
)


def idempotent(method: Callable[..., Response]) -> Callable[..., Response]:
    """Wrap a view method that writes. Without the header the method runs as it is."""

    @functools.wraps(method)
    def wrapper(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key", "")
        principal = getattr(request._request, "principal", None)
        if not key or principal is None:
            return method(view, request, *args, **kwargs)
        if len(key) > MAX_KEY:
            return problem(400, _("Not understood"), detail=_("The Idempotency-Key is longer than 200 characters."))
        claim = (principal.person_id, f"{request.method} {request.path}"[:300], key)
        digest = _digest(request.data)
        if (kept := _claim(claim, digest)) is not None:
            if bytes(kept[0]) != digest:
                return problem(
                    422, _("Key used before"), code="IDEMPOTENCY_KEY_REUSED",
                    detail=_("This Idempotency-Key was sent before with different values."),
                )  # fmt: skip
            body = json.loads(kept[2]) if isinstance(kept[2], str) else kept[2]
            return Response(body, kept[1], headers={"Idempotent-Replayed": "true"})
        response = method(view, request, *args, **kwargs)
        if response.status_code < 400:
            _keep(claim, response)
        return response

    wrapper.takes_keys = True  # type: ignore[attr-defined]  # asked by tests: who creates takes them
    return extend_schema(parameters=[HEADER])(wrapper)  # type: ignore[no-any-return]


def _digest(data: Any) -> bytes:
    said = dict(data.lists()) if isinstance(data, MultiValueDict) else data
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=_said).encode()).digest()


def _said(value: Any) -> str:
    """A file is what it holds: two of one name differ."""
    if isinstance(value, UploadedFile):
        digest = hashlib.sha256()
        for chunk in value.chunks():
            digest.update(chunk)
        value.seek(0)
        return f"{value.name} {digest.hexdigest()}"
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else str(value)


def _claim(claim: tuple[int, str, str], digest: bytes) -> tuple[bytes, int, Any] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_idempotencykey (person_id, path, key, digest, at) VALUES (%s, %s, %s, %s, now())"
            " ON CONFLICT DO NOTHING",
            [*claim, digest],
        )
        if cursor.rowcount:
            return None
        cursor.execute(
            "SELECT digest, status, body FROM core_idempotencykey WHERE person_id = %s AND path = %s AND key = %s",
            list(claim),
        )
        return cursor.fetchone()  # type: ignore[no-any-return]


def _keep(claim: tuple[int, str, str], response: Response) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_idempotencykey SET status = %s, body = %s WHERE person_id = %s AND path = %s AND key = %s",
            [response.status_code, json.dumps(response.data, default=str), *claim],
        )
