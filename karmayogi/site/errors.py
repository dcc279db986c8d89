"""Pages for what went wrong: what happened, what to do, and the request's id to quote. No query is made."""

import logging
import sys
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as BrokerError
from redis import RedisError

from core.components.addresses import address

log = logging.getLogger(__name__)
FOR_DEVELOPERS = (" declares no permission", "Reauthentication not available")

AWAY = (OperationalError, InterfaceError, RedisError, BrokerError)  # what we stand on did not answer
RETRY_AFTER_SECONDS = 15  # longer than the start of a database that died


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A session that could not be saved comes here as a bad request, whatever kept it from being saved."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 400, reason=_("The request is larger than this address takes."))
    return away(request) if is_outage(exception) else _page(request, 400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A refusal may bring its sentence: PermissionDenied(_("…")). Texts for developers are not shown."""
    said = str(exception or "")
    said = "" if any(text in said for text in FOR_DEVELOPERS) else said
    return _page(request, 403, reason=said, code=getattr(exception, "code", ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the exception."""
    return away(request) if is_outage(sys.exception()) else _page(request, 500)


def away(request: HttpRequest) -> HttpResponse:
    """The database or the broker does not answer: no fault in the request, and worth asking again."""
    reason = _("The platform cannot reach its records at the moment. Try again in a minute.")
    response = _page(request, 503, reason=reason)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def is_outage(error: BaseException | None) -> bool:
    """Whether a lost server began it: what was raised on the way out may be of another kind."""
    while error is not None:
        if isinstance(error, AWAY):
            return True
        error = error.__cause__ or error.__context__
    return False


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or of another session."""
    log.warning("CSRF refused: %s", reason)
    return _page(
        request,
        403,
        title=_("This form is too old"),
        reason=_("The page was open for long, or you signed in or out meanwhile. Load it again and send the form."),
        again_url=_came_from(request),
    )


def _came_from(request: HttpRequest) -> str:
    """The page of ours that sent the form, without scheme and host; "" when the browser does not tell."""
    said = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure()):
        return ""
    place = urlsplit(said)
    is_path = place.path.startswith("/") and not place.path.startswith("//")  # two would name another host
    return iri_to_uri(place._replace(scheme="", netloc="").geturl()) if is_path else ""


def _page(request: HttpRequest, status: int, **context: str) -> HttpResponse:
    if request.path.startswith("/api/"):  # a program gets the API's shape of errors (core.api.problems)
        problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
        if context.get("reason"):
            problem["detail"] = context["reason"]
        if code := "UNAVAILABLE" if status == 503 else context.get("code"):
            problem["code"] = code
        return JsonResponse(problem, status=status, content_type="application/problem+json")
    request.is_failing = True  # type: ignore[attr-defined]
    # Of an address that leads nowhere nobody has asked who calls, and no query is made for it here.
    is_known = getattr(request, "principal", None) or settings.SESSION_COOKIE_NAME in request.COOKIES
    context |= {"is_known": "1" if is_known else "", "home_url": address("home:home") if is_known else "/"}
    context["when"] = timezone.now()  # type: ignore[assignment]
    if status >= 500:
        context["messages"] = ()  # type: ignore[assignment]  # they may be in the session, and that in the database
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
        f'<!doctype html><html lang="{get_language() or "en"}"><head><meta charset="utf-8">'
        f"<title>{title} - Karmayogi</title></head>"
        f"<body><main><h1>{title}</h1><p>{text}</p><p>{status} {reference}</p></main></body></html>"
    )
