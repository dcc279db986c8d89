"""Errors as application/problem+json (RFC 9457): one shape for shape errors, refusals and faults."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response

from core.refusals import Refusal

CONTENT_TYPE = "application/problem+json"


def problem(status_code: int, title: str, *, detail: str = "", code: str = "", **more: Any) -> Response:
    """A problem answer. `code` is the reason a program can act on, `detail` the sentence for a person."""
    body = {"type": "about:blank", "title": title, "status": status_code, "detail": detail, "code": code, **more}
    return Response({key: value for key, value in body.items() if value != ""}, status_code, content_type=CONTENT_TYPE)


def problem_response(status_code: int, title: str, *, detail: str = "", code: str = "") -> JsonResponse:
    """The same shape before REST framework has the request: middlewares and error pages."""
    return JsonResponse(
        problem(status_code, title, detail=detail, code=code).data, status=status_code, content_type=CONTENT_TYPE
    )


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler. Anything it does not know stays a fault and is logged by Django."""
    if isinstance(error, Refusal):
        return problem(status.HTTP_409_CONFLICT, _("Refused"), detail=str(error), code=error.reason)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(str(error) or None)
    elif isinstance(error, ValidationError):
        error = exceptions.ValidationError(error.messages)
    if isinstance(error, exceptions.ValidationError):
        return problem(
            status.HTTP_400_BAD_REQUEST, _("Not understood"), detail=_("Some values are missing or wrong."),
            code="INVALID", errors=error.detail,
        )  # fmt: skip
    if isinstance(error, exceptions.APIException):
        if isinstance(error, exceptions.NotAuthenticated):
            error.status_code = status.HTTP_401_UNAUTHORIZED  # DRF makes it 403, as sessions have no challenge
        response = problem(
            error.status_code, str(error.default_detail), detail=str(error.detail), code=str(error.default_code).upper()
        )
        if isinstance(error, exceptions.Throttled) and getattr(error, "wait", None):
            response["Retry-After"] = str(int(error.wait) + 1)  # type: ignore[attr-defined]
        return response
    return None
