"""REST framework's view of keys: who came with one needs no CSRF token, since no browser sends a key by itself."""

from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.request import Request


class ByKey(BaseAuthentication):
    """The middleware has judged the key; None leaves the request to the session."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        key = getattr(request._request, "api_key", None)
        return (request._request.user, key) if key is not None else None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class BySession(SessionAuthentication):
    """With JSON, the CSRF token is looked for in Django's request: REST framework's would parse the body for it."""

    def enforce_csrf(self, request: Request) -> None:
        plain: Any = request._request
        super().enforce_csrf(plain if plain.content_type == "application/json" else request)


class BySessionDescribed(SessionScheme):
    target_class = "accounts.keys.authentication.BySession"


class ByKeyDescribed(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    target_class = ByKey
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "km_…"}
