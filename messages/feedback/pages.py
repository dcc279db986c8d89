"""Help & Feedback for everybody; what was written, for operators."""

from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from core.audit.actor import Actor
from core.doors import permitted, public
from messages.feedback.actions import FeedbackRefused, give_feedback
from messages.feedback.forms import FeedbackForm
from messages.feedback.models import Feedback

PAGE = 25


@public
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    form = FeedbackForm(request.POST or None, initial={"page": _came_from(request)})
    status = 200 if request.method != "POST" else 422
    if request.method == "POST" and form.is_valid():
        try:
            given = give_feedback(
                **form.cleaned_data,
                language=get_language() or "en",
                address=get_adapter(request).get_client_ip(request),
                actor=_actor(request),
                at=timezone.now(),
            )
        except FeedbackRefused as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            return HttpResponseRedirect(reverse("messages:feedback-thanks", args=[given.reference]))
    return render(request, "messages/feedback/form.html", {"form": form}, status=status)


@public
@require_GET
def thanks(request: HttpRequest, reference: str) -> HttpResponse:
    return render(request, "messages/feedback/thanks.html", {"reference": reference})


@permitted("core.operations.view")
@require_GET
def given(request: HttpRequest) -> HttpResponse:
    page = Paginator(Feedback.objects.order_by("-created_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "messages/feedback/given.html", {"page_obj": page, "area": "national"})


def _came_from(request: HttpRequest) -> str:
    """The page the person came from: told by the link (`?page=`), else by the browser if it is a page of this site."""
    if told := request.GET.get("page"):
        return told
    referer = urlsplit(request.headers.get("Referer", ""))
    is_ours = referer.netloc == request.get_host() and referer.path != request.path
    return referer.path if is_ours else ""


def _actor(request: HttpRequest) -> Actor:
    principal = getattr(request, "principal", None)
    return principal.actor("page") if principal else Actor(name="", door="page")
