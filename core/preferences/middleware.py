"""Reads the reader's choices before any view, and speaks the reader's language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from core.preferences import rules

COOKIE = "preferences"


class PreferencesMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        preferences = rules.read(request.COOKIES.get(COOKIE, ""))
        if request.headers.get("Save-Data") == "on" and "data_saver" not in request.COOKIES.get(COOKIE, ""):
            preferences = rules.changed(preferences, {"data_saver": "on"})
        request.preferences = preferences  # type: ignore[attr-defined]
        language = translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            patch_vary_headers(response, ("Accept-Language",))
        patch_vary_headers(response, ("Cookie", "Save-Data"))
        return response
