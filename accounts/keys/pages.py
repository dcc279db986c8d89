"""A person's own keys: the list, a new one shown once, and revoking."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.confirming import must_confirm, where_to_confirm
from accounts.keys import actions, queries
from accounts.keys.forms import WRITE, KeyForm
from accounts.second_step import was_used
from core.doors import signed_in
from core.requests.scoped import ScopedRequest


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: ScopedRequest) -> HttpResponse:
    """POST makes a key and shows it, this once; so the answer is the page itself and no redirect."""
    if request.method == "POST" and must_confirm(request):
        messages.info(request, _("Confirm that it is you, then make the key."))
        return redirect(f"{where_to_confirm(request)}?{urlencode({'next': reverse('accounts:keys')})}")
    form = KeyForm(request.POST or None)
    made = ""
    if request.method == "POST" and form.is_valid():
        try:
            _key, made = actions.issue(
                user_id=request.principal.user_id, name=form.cleaned_data["name"],
                may_write=form.cleaned_data["rights"] == WRITE, days=form.cleaned_data["days"],
                used_second_step=was_used(request), actor=request.principal.actor("page"), at=timezone.now(),
            )  # fmt: skip
        except actions.KeyRefused as refusal:
            form.add_error(None, str(refusal))
    if made:
        form = KeyForm()
    context = {
        "form": form, "made": made, "keys": queries.keys_of(request.principal.user_id, timezone.now()), "area": "learner",
    }  # fmt: skip
    return render(request, "accounts/keys/keys.html", context, status=422 if form.errors else 201 if made else 200)


@signed_in
@require_POST
def revocation(request: ScopedRequest, uuid: UUID) -> HttpResponse:
    principal = request.principal
    if actions.revoke(user_id=principal.user_id, uuid=uuid, actor=principal.actor("page"), at=timezone.now()) is None:
        raise Http404
    messages.success(request, _("The key is revoked. Whatever used it is refused from now on."))
    return redirect("accounts:keys")
