"""The operators' page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.doors import permitted
from core.operations import queries
from core.operations.actions import RetryRefused, retry
from core.requests.scoped import ScopedRequest

PAGE = 25


@permitted("core.operations.view")
@require_GET
def operations(request: ScopedRequest) -> HttpResponse:
    context = {
        "area": "national",
        "standings": queries.standings(),
        "page_obj": Paginator(queries.parked_events(), PAGE).get_page(request.GET.get("page")),
        "jobs": queries.jobs_under_way(),
        "now": timezone.now(),
    }
    return render(request, "core/operations/operations.html", context)


@permitted("core.operations.view")
@require_POST
def retrial(request: ScopedRequest, parked_id: int) -> HttpResponse:
    try:
        worked = retry(parked_id=parked_id, actor=request.principal.actor("page"), at=timezone.now())
    except RetryRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if worked:
            messages.success(request, _("The event was handled."))
        else:
            messages.error(request, _("The event failed again; its new error is shown below."))
    return HttpResponseRedirect(reverse("operations:operations"))
