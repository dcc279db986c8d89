"""Texts as they come in: signs that turn the direction of what stands after them are taken out.

In a name of somebody such a sign would turn the platform's own sentence around it. Hindi, Urdu and English need none of
them: the letters themselves say their direction, and `dir` or `<bdi>` does the rest.
"""

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embedding, override, isolate and their ends
LONGEST = 500  # letters of a name or a reason; a longer text stands in a place of its own, and stays as written


def plain(text: str) -> str:
    return TURNING.sub("", text) if len(text) <= LONGEST else text


def plain_in(said: Any) -> Any:
    """The same for every text, also a key, of what a program sent as JSON."""
    if isinstance(said, str):
        return plain(said)
    if isinstance(said, list):
        return [plain_in(one) for one in said]
    if isinstance(said, dict):
        return {plain_in(name): plain_in(value) for name, value in said.items()}
    return said


class PlainTextsMiddleware:
    """Forms and addresses. What takes no form token is read by the API's parsers, which do the same."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_arguments: Any) -> None:
        if request.GET:
            request.GET = _plain_form(request.GET)  # type: ignore[assignment]  # nothing changes it: see below
        if request.method == "POST" and not getattr(view, "csrf_exempt", False) and request.POST:
            request.POST = _plain_form(request.POST)  # type: ignore[assignment]  # the same


def _plain_form(form: QueryDict) -> QueryDict:
    if not any(TURNING.search(text) for name in form for text in form.getlist(name)):
        return form
    cleaned = form.copy()
    for name in form:
        cleaned.setlist(name, [plain(text) for text in form.getlist(name)])
    return QueryDict(cleaned.urlencode(), encoding=form.encoding)  # not to be changed any more, as Django gives them
