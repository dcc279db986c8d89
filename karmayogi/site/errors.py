"""Pages for what went wrong: what happened, what to do, and the request's id to quote. No query is made."""

import logging
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)
FOR_DEVELOPERS = (" declares no permission", "Reauthentication not available")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A refusal may bring its sentence: PermissionDenied(_("…")). Texts for developers are not shown."""
    said = str(exception or "")
    return _page(request, 403, reason="" if any(text in said for text in FOR_DEVELOPERS) else said)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, 500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or of another session."""
    log.warning("CSRF refused: %s", reason)
    return _page(
        request,
        403,
        title=_("This form is too old"),
        reason=_("The page was open for long, or you signed in or out meanwhile. Load it again and send the form."),
    )


def _page(request: HttpRequest, status: int, **context: str) -> HttpResponse:
    if request.path.startswith("/api/"):  # a program gets the API's shape of errors (core.api.problems)
        problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
        if context.get("reason"):
            problem["detail"] = context["reason"]
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    request.is_failing = True  # type: ignore[attr-defined]
    context["when"] = timezone.now()  # type: ignore[assignment]
    try:
        content = loader.render_to_string(f"{status}.html", context, request)
    except (TemplateDoesNotExist, TemplateSyntaxError):
        raise
    except Exception:  # the frame itself is what broke
        log.exception("The page of error %s could not be shown", status)
        content = mark_safe(_plain(request, status))  # noqa: S308 (our own sentences)
    return HttpResponse(content, status=status)


def _plain(request: HttpRequest, status: int) -> str:
    reference = getattr(request, "request_id", "")
    title = _("We could not finish this")
    text = _("The fault has been recorded. Try again in a minute.")
    return (
        f'<!doctype html><html lang="{get_language() or "en"}"><head><meta charset="utf-8"><title>{title} - Karmayogi</title></head>'
        f"<body><main><h1>{title}</h1><p>{text}</p><p>{status} {reference}</p></main></body></html>"
    )
