"""Gives each request an id; a well-formed one sent by a proxy is kept."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.requests.logs import request_id
from core.requests.scoped import ScopedRequest

WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ScopedRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-ID", "")
        request.request_id = sent if WELL_FORMED.fullmatch(sent) else uuid.uuid4().hex
        token = request_id.set(request.request_id)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = request.request_id
        return response
