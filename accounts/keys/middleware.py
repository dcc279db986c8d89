"""A request with a key is its owner's: no session is read, and the scope middleware then judges as for anybody."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.backend import Backend
from accounts.keys import actions, queries, rules
from core.api.problems import problem_response

SENTENCES = {
    "UNKNOWN_KEY": gettext_lazy("This key is not known. Make one on your account page."),
    "KEY_REVOKED": gettext_lazy("This key was revoked."),
    "KEY_EXPIRED": gettext_lazy("This key has expired. Make a new one on your account page."),
    "READ_ONLY_KEY": gettext_lazy("This key may only read."),
}


class ApiKeyMiddleware:
    """After the session's, before the scope's. Only below /api/: pages are for people."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.api_key = None  # type: ignore[attr-defined]
        text = rules.presented(request.headers) if request.path.startswith("/api/") else None
        if text is None:
            return self.get_response(request)
        key, at = queries.known(text), timezone.now()
        if reason := rules.refusal(key, method=request.method or "", at=at):
            return _refused(reason)
        assert key is not None
        user = Backend().get_user(key.user_id)
        if user is None or not user.is_active:
            return _refused("UNKNOWN_KEY")
        request.user, request.api_key = user, key  # type: ignore[attr-defined]
        actions.note_use(key_id=key.id, at=at)
        return self.get_response(request)


def _refused(reason: str) -> HttpResponse:
    """401 with a challenge for a key that opens nothing; 403 for one that opens less (RFC 6750, section 3.1)."""
    if reason == "READ_ONLY_KEY":
        return problem_response(403, _("Refused"), detail=str(SENTENCES[reason]), code=reason)
    response = problem_response(401, _("Not signed in"), detail=str(SENTENCES[reason]), code=reason)
    response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response
