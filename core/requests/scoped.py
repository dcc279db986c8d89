"""The request as a view gets it, after the middlewares."""

from typing import Any, cast

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails
from rest_framework.request import Request

from core.preferences.rules import Preferences


class ScopedRequest(HttpRequest):
    """`principal` and `organisation` are set by institutions.roles.middleware, whose types core does not know."""

    principal: Any
    organisation: Any
    preferences: Preferences
    request_id: str
    htmx: HtmxDetails


def scoped(request: Request) -> ScopedRequest:
    """The request below REST framework's own."""
    return cast(ScopedRequest, request._request)
