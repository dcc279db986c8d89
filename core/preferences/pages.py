"""One form for every choice: buttons in the strip at the top of each page, and a page with all of them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.doors import public
from core.preferences import rules
from core.preferences.actions import choose_language
from core.preferences.middleware import COOKIE
from core.requests.scoped import ScopedRequest

A_YEAR = 365 * 24 * 60 * 60


@public
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: ScopedRequest) -> HttpResponse:
    if request.method == "POST":
        return _change(request)
    return render(
        request,
        "core/preferences/preferences.html",
        {
            "back": _safe(request, request.GET.get("next", "")),
            "themes": [
                ("light", _("Light"), "sun"),
                ("dark", _("Dark"), "moon"),
                ("auto", _("As on this device"), "laptop"),
            ],
            "contrasts": [("normal", _("Usual contrast")), ("high", _("High contrast"))],
            "text_sizes": [("s", _("Small")), ("m", _("Usual")), ("l", _("Large")), ("xl", _("Very large"))],
            "data_savers": [("off", _("Show everything")), ("on", _("Use less data"))],
        },
    )


def _change(request: ScopedRequest) -> HttpResponse:
    response = HttpResponseRedirect(_safe(request, request.POST.get("next", "")))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
        principal = request.principal
        if principal and language != get_language():  # the page of all choices sends the old language along
            choose_language(language=language, actor=principal.actor("page"), at=timezone.now())
    asked = {name: request.POST[name] for name in rules.ALLOWED if name in request.POST}
    if asked:
        now = rules.changed(request.preferences, asked)
        value = rules.write(now)
        if "data_saver" in asked and not now.saves_data:
            value = "&".join(filter(None, (value, "data_saver=off")))  # said, although the browser asks to save data
        _remember(response, COOKIE, value)
    return response


def _remember(response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(cookie, value, max_age=A_YEAR, samesite="Lax", secure=settings.SECURE, httponly=True)


def _safe(request: ScopedRequest, address: str) -> str:
    """Back to where the reader was, on this site only, and never to this form."""
    if address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        parts = urlsplit(address)
        if parts.path != request.path:
            return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "/" if request.method == "GET" else request.path
