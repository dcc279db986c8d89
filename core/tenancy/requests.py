"""Running a view inside a scope: one transaction, rolled back when the answer is a refusal or an error."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from core.tenancy.context import Scope, acting_in


class _RolledBack(Exception):  # noqa: N818 (carries an answer out of the transaction; not an error)
    def __init__(self, response: HttpResponse) -> None:
        self.response = response


def run_in_scope(
    scope: Scope, view: Callable[..., HttpResponse], request: HttpRequest, args: Any, kwargs: Any
) -> HttpResponse:
    """Call the view and render a lazy response inside the scope; keep nothing of an answer with status 400 or more."""
    try:
        with acting_in(scope):
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not getattr(response, "is_rendered", True):
                response = response.render()
            if response.status_code >= 400:
                raise _RolledBack(response)
            if transaction.get_rollback():
                raise _RolledBack(response)
    except _RolledBack as rolled_back:
        return rolled_back.response
    return response
