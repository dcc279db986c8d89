"""Pages beside allauth's: confirming by a code, and a first password."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView, PasswordSetView
from allauth.core import ratelimit
from allauth.core.internal.httpkit import authenticated_user
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.confirming import SentCode, address_of, must_confirm, where_to_confirm
from accounts.entrance import SignInCodeForm
from core.doors import SIGNED_IN


@method_decorator([login_required, never_cache], name="dispatch")
class ByCode(BaseReauthenticateView):  # type: ignore[misc]  # allauth says no types
    """First a button that sends the code, since opening a page sends nothing; then the code's field."""

    permission = SIGNED_IN  # said; held by allauth itself
    form_class = SignInCodeForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.sent = SentCode.of(request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "code" not in request.POST:
            return self._send(request)
        if not self.sent.code:  # typed in another window, or too late
            return self._back_here(_("That code is no longer valid. Have a new one sent."))
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def _send(self, request: HttpRequest) -> HttpResponse:
        email = address_of(authenticated_user(request))
        if not ratelimit.consume(request, action="request_login_code", key=email.lower()):
            return self._back_here(_("Too many codes were sent. Wait a few minutes, then try again."))
        SentCode.begin(request, email)
        return self._back_here()

    def _back_here(self, refusal: str = "") -> HttpResponse:
        if refusal:
            messages.error(self.request, refusal)
        return redirect(self.passthrough_next_url(self.request.path))

    def form_valid(self, form: SignInCodeForm) -> HttpResponse:
        email = self.sent.state["email"]
        self.sent.abort()
        record_authentication(self.request, self.request.user, method="code", email=email, reauthenticated=True)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def form_invalid(self, form: SignInCodeForm) -> HttpResponse:
        if not self.sent.record_invalid_attempt():
            return self._back_here(_("That was wrong too often. Have a new code sent."))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "code": self.sent.code}

    def get_template_names(self) -> list[str]:
        return ["account/confirm_by_code.html" if self.sent.code else "account/confirm_by_code_begin.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = {**super().get_context_data(**kwargs), **kwargs}
        return {
            **context,
            "verify_form": context["form"],
            "email": self.sent.state.get("email") or address_of(authenticated_user(self.request)),
            "can_resend": True,
            "cancel_url": reverse("account_email"),
        }


@method_decorator(login_required, name="dispatch")
class PasswordSet(PasswordSetView):  # type: ignore[misc]  # allauth says no types
    """A first password is a way to confirm everything else, so whoever sets it confirms before."""

    permission = SIGNED_IN  # said; held by allauth itself

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not authenticated_user(request).has_usable_password() and must_confirm(request):
            return redirect(f"{where_to_confirm(request)}?{urlencode({'next': request.path})}")
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer
