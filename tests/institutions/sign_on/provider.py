"""A real OpenID Connect provider as a process of its own: allauth's, with its own database, people and key.

`python -m tests.institutions.sign_on.provider FOLDER` prints its port. `/enter/?as=<address>` signs a person in there, as
the provider's own login page would. `/control/` tells it to answer wrongly from now on (`{}`: rightly again):

    sign       "none", "another key", "unknown key"
    claims     changed in the ID token before it is signed; null takes one away
    answer     {"of": "token", "how": "down" | "slow" | "drip" | "huge" | "html" | "redirect"}
    rotate     from now on it signs with another key, and hands out that one alone
    discovery  changed in its description of itself
"""

import json
import sys
import time
from functools import lru_cache
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings

CLIENT, SECRET = "karmayogi", "a secret: with%odd characters"
CONTROL: dict[str, Any] = {}
KEYS: dict[str, str] = {}  # made once


def made_key(bits: int = 2048) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def configure(folder: Path) -> None:
    settings.configure(
        SECRET_KEY="the provider's own", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, USE_TZ=True,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3",
                "OPTIONS": {"init_command": "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY"},
            },
        },
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
            "allauth", "allauth.account", "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            f"{__name__}.misbehaving", "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware", "allauth.account.middleware.AccountMiddleware",
        ],
        MIGRATION_MODULES=dict.fromkeys(["auth", "contenttypes", "sessions", "account", "allauth_idp_oidc"]),
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], LOGIN_URL="/enter/",
        IDP_OIDC_PRIVATE_KEY=made_key(), DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )  # fmt: skip
    django.setup()


def enter(request: Any) -> Any:
    """The provider's login: whoever says who they are is believed."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth import get_user_model, login
    from django.http import HttpResponse
    from django.shortcuts import redirect

    if address := request.GET.get("as"):
        user, made = get_user_model().objects.get_or_create(username=address, defaults={"email": address})
        if made:
            EmailAddress.objects.create(
                user=user, email=address, primary=True, verified=request.GET.get("verified") != "no"
            )
        login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(request.GET["next"]) if "next" in request.GET else HttpResponse("in")


def control(request: Any) -> Any:
    from django.http import JsonResponse

    CONTROL.clear()
    CONTROL.update(json.loads(request.body))
    if CONTROL.pop("rotate", False):
        settings.IDP_OIDC_PRIVATE_KEY = made_key()
    return JsonResponse(CONTROL)


def register(request: Any) -> Any:
    """Another address to which it may lead back."""
    from allauth.idp.oidc.models import Client
    from django.http import HttpResponse

    client = Client.objects.get()
    client.set_redirect_uris([request.GET["uri"], *client.get_redirect_uris()])
    client.save()
    return HttpResponse("registered")


def misbehaving(get_response: Any) -> Any:
    from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, StreamingHttpResponse

    def middleware(request: Any) -> Any:
        wrong = CONTROL.get("answer", {})
        if wrong and wrong["of"] in request.path:
            how = wrong["how"]
            if how == "slow":
                time.sleep(1.5)
            elif how == "drip":
                return StreamingHttpResponse(
                    (time.sleep(0.1) or b" " for _ in range(30)), content_type="application/json"
                )
            elif how == "huge":
                return HttpResponse(json.dumps({"text": "x" * 1_000_000}), content_type="application/json")
            elif how == "html":
                return HttpResponse("<!doctype html><title>Sign in</title>")
            elif how == "redirect":
                return HttpResponseRedirect("http://169.254.169.254/latest/meta-data/")
            else:
                return HttpResponse("down", status=503)
        response = get_response(request)
        if request.path.endswith("openid-configuration") and "discovery" in CONTROL:
            return JsonResponse(_changed(json.loads(response.content), CONTROL["discovery"]))
        if request.path.endswith("/token") and response.status_code == 200 and {"sign", "claims"} & set(CONTROL):
            said = json.loads(response.content)
            return JsonResponse({**said, "id_token": _signed_wrongly(said["id_token"])})
        return response

    return middleware


def _changed(said: dict[str, Any], by: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**said, **by}.items() if value is not None}


def _signed_wrongly(token: str) -> str:
    header = jwt.get_unverified_header(token)
    claims = _changed(jwt.decode(token, options={"verify_signature": False}), CONTROL.get("claims", {}))
    key, how = settings.IDP_OIDC_PRIVATE_KEY, CONTROL.get("sign")
    if how == "none":
        return jwt.encode(claims, None, algorithm="none", headers=header | {"alg": "none"})
    if how == "another key":
        key = KEYS.setdefault("another", made_key())
    if how == "unknown key":
        header |= {"kid": "nobody's"}
    return jwt.encode(claims, key, algorithm="RS256", headers=header)


def _urls() -> list[Any]:
    from django.urls import include, path

    return [
        path("enter/", enter, name="account_login"),
        path("again/", enter, name="account_reauthenticate"),
        path("control/", control),
        path("register/", register),
        path("", include("allauth.idp.urls")),
    ]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_said: Any) -> None:
        return


def serve(folder: Path) -> None:
    configure(folder)
    from allauth.core.internal import jwkkit
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    jwkkit.load_pem = lru_cache(jwkkit.load_pem)  # reading a key checks its primes, which takes longer than signing
    call_command("migrate", run_syncdb=True, verbosity=0)
    Client.objects.create(
        id=CLIENT, name="Karmayogi", secret=make_password(SECRET), scopes="openid\nemail\nprofile",
        skip_consent=True,
    )  # fmt: skip
    globals()["urlpatterns"] = _urls()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Quiet)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.modules["tests.institutions.sign_on.provider"] = sys.modules["__main__"]
    __name__ = "tests.institutions.sign_on.provider"
    serve(Path(sys.argv[1]))
