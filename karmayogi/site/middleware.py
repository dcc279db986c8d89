"""Addresses that only take forms: opening one leads to the page that its form is on."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve


class FormAddressMiddleware:
    """A refused form leaves its own address in the browser's bar; opened again (Enter in the bar, a restored tab) it
    would be an empty page. The page of a form is at the nearest address above it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_opened = request.method in ("GET", "HEAD") and not request.path_info.startswith("/api/")
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and is_opened:
            return HttpResponseRedirect(_page_above(request.path_info))
        return response


def _page_above(path: str) -> str:
    while path := path.rstrip("/").rpartition("/")[0]:
        try:
            resolve(f"{path}/")
        except Resolver404:
            continue
        return f"{path}/"
    return "/"
