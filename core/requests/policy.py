"""The Content-Security-Policy of the answers: one text of the settings, in which only the nonce differs."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

MARK = "{nonce}"


class PolicyMiddleware(CSPMiddleware):
    """django-csp puts the text together anew, twice, for each answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.policy, self.with_nonce = build_policy(), build_policy(nonce=MARK)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Nothing of ours changes the policy of one answer by django-csp's decorators; those are not looked for."""
        nonce = getattr(request, "_csp_nonce", None)
        response.headers.setdefault(HEADER, self.with_nonce.replace(MARK, nonce) if nonce else self.policy)
        if nonce is None:  # asked for from now on, it would be in the page and not in the header
            request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response
