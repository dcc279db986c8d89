"""The inbox, one message, and the preferences."""

from uuid import UUID

from django.contrib import messages as notes
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.doors import signed_in
from core.requests.scoped import ScopedRequest
from messages.inbox import queries
from messages.inbox.access import get_message
from messages.inbox.actions import mark_all_read, mark_read, set_preferences
from messages.inbox.forms import PreferencesForm
from messages.inbox.models import Preference

PAGE = 20


@signed_in
@require_GET
def inbox(request: ScopedRequest) -> HttpResponse:
    person_id = request.principal.person_id
    unread_only = request.GET.get("show") == "unread"
    page = Paginator(queries.inbox(person_id, unread_only=unread_only), PAGE).get_page(request.GET.get("page"))
    unread = queries.unread_count(person_id)
    tabs = [
        {"url": reverse("messages:inbox"), "label": _("All"), "is_current": not unread_only},
        {"url": f"{reverse('messages:inbox')}?show=unread", "label": _("Unread"), "is_current": unread_only,
         "count": unread},
    ]  # fmt: skip
    context = {
        "page_obj": page,
        "rows": [queries.row(message) for message in page],
        "tabs": tabs,
        "unread": unread,
        "unread_only": unread_only,
    }
    return render(request, "messages/inbox/inbox.html", context)


@signed_in
@require_GET
def message(request: ScopedRequest, message_uuid: UUID) -> HttpResponse:
    """One message; opening it is reading it."""
    found = get_message(request.principal.person_id, message_uuid)
    mark_read(message=found, at=timezone.now())
    context = {"message": queries.row(found), "crumbs": [(reverse("messages:inbox"), _("Messages"))]}
    return render(request, "messages/inbox/message.html", context)


@signed_in
@require_POST
def readings(request: ScopedRequest) -> HttpResponse:
    """Mark all as read."""
    mark_all_read(person_id=request.principal.person_id, at=timezone.now())
    return HttpResponseRedirect(reverse("messages:inbox"))


@signed_in
@require_POST
def reading(request: ScopedRequest, message_uuid: UUID) -> HttpResponse:
    """Mark one as read without opening it."""
    found = get_message(request.principal.person_id, message_uuid)
    mark_read(message=found, at=timezone.now())
    return HttpResponseRedirect(reverse("messages:inbox"))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: ScopedRequest) -> HttpResponse:
    principal = request.principal
    kept = Preference.objects.filter(person_id=principal.person_id).first()
    language = get_language() or "en"
    form = PreferencesForm(request.POST or None, preference=kept, language=language)
    if request.method == "POST" and form.is_valid():
        set_preferences(
            person_id=principal.person_id,
            language=form.cleaned_data["language"],
            without_email=form.without_email(),
            quiet_from=form.cleaned_data["quiet_from"],
            quiet_to=form.cleaned_data["quiet_to"],
            actor=principal.actor("page"),
            at=timezone.now(),
        )
        notes.success(request, _("Your choices are kept."))
        return HttpResponseRedirect(reverse("messages:preferences"))
    context = {"form": form, "crumbs": [(reverse("messages:inbox"), _("Messages"))]}
    return render(request, "messages/inbox/preferences.html", context, status=422 if request.method == "POST" else 200)
