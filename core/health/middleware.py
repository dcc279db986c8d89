"""GET /healthz (the process answers) and /readyz (everything it needs is there).

Answered before sessions, tenancy, host names and the redirect to https: a probe comes by address and plain http, and
wants an answer exactly when the database is away.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone

from core.health.checks import readiness


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = {"/healthz": healthz, "/readyz": readyz}.get(request.path_info)
        if page is None:
            return self.get_response(request)
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = page()
        response["Cache-Control"] = "no-store"
        return response


def healthz() -> HttpResponse:
    return JsonResponse({"status": "alive"})


def readyz() -> HttpResponse:
    answers = readiness(at=timezone.now())
    is_ready = all(answer.ok for answer in answers.values())
    return JsonResponse(
        {
            "status": "ready" if is_ready else "not ready",
            "checks": {name: {"ok": answer.ok, "reason": answer.reason} for name, answer in answers.items()},
        },
        status=200 if is_ready else 503,
    )
