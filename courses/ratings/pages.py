"""Rating a course, the provider's list with replies, and moderation. The ratings themselves stand on the course page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.doors import permitted, signed_in
from courses.catalogue.access import get_offering
from courses.catalogue.models import Offering
from courses.ratings import access, actions, queries
from courses.ratings.actions import RatingRefused, ReplyRefused, ReportRefused
from courses.ratings.forms import RatingForm, ReplyForm, ReportForm
from courses.ratings.models import Rating
from institutions.roles.requests import InScope


def _language() -> str:
    return get_language() or "en"


def _crumbs(offering: Offering) -> list[tuple[str, object]]:
    address = reverse("courses:course", args=[offering.code])
    return [(reverse("courses:catalogue"), _("Courses")), (address, offering.title_in(_language()))]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def rating(request: InScope, code: str) -> HttpResponse:
    """Rate a course that one has completed, or change one's rating; who has not completed it reads when one may."""
    offering, principal = get_offering(code), request.principal
    mine = queries.own(principal.person_id, offering.pk)
    given = {"stars": str(mine.stars), "words": mine.words, "signed": mine.signed} if mine else None
    form = RatingForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rate(
                offering=offering,
                person_id=principal.person_id,
                stars=int(form.cleaned_data["stars"]),
                words=form.cleaned_data["words"],
                signed=form.cleaned_data["signed"],
                actor=principal.actor(),
                at=timezone.now(),
            )
        except RatingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. Your rating counts from now on."))
            return redirect("courses:course", code)
    context = {
        "area": "learner",
        "offering": offering,
        "title": offering.title_in(_language()),
        "form": form,
        "mine": mine,
        "may_rate": mine is not None or queries.has_completed(principal.person_id, offering.pk),
        "crumbs": _crumbs(offering),
    }
    return render(request, "courses/ratings/rating.html", context, status=422 if request.method == "POST" else 200)


@signed_in
@require_POST
def withdrawal(request: InScope, code: str) -> HttpResponse:
    """Take one's rating back."""
    offering = get_offering(code)
    try:
        actions.withdraw(
            offering=offering,
            person_id=request.principal.person_id,
            actor=request.principal.actor(),
            at=timezone.now(),
        )
    except RatingRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your rating is withdrawn and its words are deleted."))
    return redirect("courses:course", code)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: InScope, code: str, uuid: UUID) -> HttpResponse:
    """Say that somebody's words should not be read."""
    offering = get_offering(code)
    found = access.readable_rating(offering, uuid)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(
                rating=found,
                person_id=request.principal.person_id,
                reason=form.cleaned_data["reason"],
                actor=request.principal.actor(),
                at=timezone.now(),
            )
        except ReportRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Thank you. A moderator will read it."))
            return redirect("courses:course", code)
    context = {"area": "learner", "rating": found, "offering": offering, "form": form, "crumbs": _crumbs(offering)}
    return render(request, "courses/ratings/report.html", context, status=422 if request.method == "POST" else 200)


@permitted("courses.authoring.view")
@require_safe
def provider(request: InScope, organisation: str, code: str) -> HttpResponse:
    """What learners say of a course, by version, with the provider's replies."""
    return _provider_page(request, access.providers_offering(request.organisation.pk, code))


@permitted("courses.ratings.reply")
@require_POST
def reply(request: InScope, organisation: str, uuid: UUID) -> HttpResponse:
    """Answer what a learner wrote."""
    found = access.providers_rating(request.organisation.pk, uuid)
    offering = Offering.objects.get(pk=found.offering_id)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _provider_page(request, offering, form=form, of=found, status=422)
    try:
        actions.reply(
            rating=found,
            text=form.cleaned_data["reply"],
            actor=request.principal.actor("page", request.organisation.pk),
            at=timezone.now(),
        )
    except ReplyRefused as refused:
        form.add_error(None, str(refused))
        return _provider_page(request, offering, form=form, of=found, status=422)
    messages.success(request, _("Your reply stands below the learner's words."))
    return redirect("courses:provider-ratings", organisation=organisation, code=offering.code)


def _provider_page(
    request: InScope, offering: Offering, *, form: ReplyForm | None = None, of: Rating | None = None, status: int = 200
) -> HttpResponse:
    versions, words = queries.for_provider(offering.pk)
    context = {
        "area": "provider",
        "title": offering.title_in(_language()),
        "code": offering.code,
        "versions": versions,
        "words": words,
        "may_reply": request.principal.may("courses.ratings.reply", request.organisation.path),
        "form": form,
        "of": of.uuid if of else None,
        "crumbs": [
            (reverse("courses:authoring-courses", args=[request.organisation.code]), _("Courses")),
            (
                reverse("courses:authoring-outline", args=[request.organisation.code, offering.code]),
                offering.title_in(_language()),
            ),
        ],
    }
    return render(request, "courses/ratings/provider.html", context, status=status)


@permitted("courses.ratings.moderate")
@require_safe
def reported(request: InScope) -> HttpResponse:
    """Words that were reported, the longest waiting first."""
    context = {"area": "national", "reported": queries.reported(_language()), "reasons": ReportForm()["reason"]}
    return render(request, "courses/ratings/reported.html", context)


@permitted("courses.ratings.moderate")
@require_POST
def settlement(request: InScope, uuid: UUID) -> HttpResponse:
    """Hide the words with a reason, or leave them."""
    found = access.any_rating(uuid)
    try:
        settled = actions.settle(
            rating=found,
            hiding_reason="" if request.POST.get("do") == "leave" else request.POST.get("reason", "?"),
            actor=request.principal.actor(),
            at=timezone.now(),
        )
    except ReportRefused as refused:
        messages.error(request, str(refused))
    else:
        said = _("The words are hidden; their writer was told.") if settled.hidden_at else _("The words stay.")
        messages.success(request, said)
    return redirect("courses:reported-ratings")
