"""Pages of officials: the list, one official, a new posting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.doors import permitted
from ehrms.officials import queries
from ehrms.officials.access import get_official
from ehrms.officials.actions import PostingRefused, post, transfer
from ehrms.officials.forms import FilterForm, PostingForm
from ehrms.officials.models import Official, Posting
from institutions.roles.requests import InScope


def _language() -> str:
    return get_language() or "en"


@permitted("ehrms.officials.view")
@require_safe
def officials(request: InScope, organisation: str) -> HttpResponse:
    """Officials of the organisation and the offices below it, by name, fifty at a time."""
    place, today, language = request.organisation, timezone.localdate(), _language()
    form = FilterForm(
        request.GET, offices=queries.offices_of(place, language), designations=queries.designations(language)
    )
    wanted = form.wanted()
    after = request.GET.get("after", "").replace("\x00", "")[:300]
    rows, next_after = queries.page_of(place, wanted, today, language, after)
    kept = {name: value for name in form.fields if (value := getattr(wanted, name))}
    return render(
        request,
        "ehrms/officials/list.html",
        {
            "area": "organisation",
            "organisation": place,
            "name": place.name_in(language),
            "form": form,
            "is_filtered": bool(kept),
            "rows": rows,
            "count": queries.count_of(place, wanted, today),
            "is_first": not after,
            "first_url": f"?{urlencode(kept)}" if kept else request.path,
            "next_url": f"?{urlencode({**kept, 'after': next_after})}" if next_after else "",
        },
    )


@permitted("ehrms.officials.view")
@require_safe
def official(request: InScope, organisation: str, official_uuid: UUID) -> HttpResponse:
    return _official(request, get_official(official_uuid, request.organisation.pk))


@permitted("ehrms.officials.import")
@require_POST
def postings(request: InScope, organisation: str, official_uuid: UUID) -> HttpResponse:
    """Give the official a new posting; another office makes it a transfer."""
    person = get_official(official_uuid, request.organisation.pk)
    form = _posting_form(request, request.POST)
    if not form.is_valid():
        return _official(request, person, form, status=422)
    given = form.cleaned_data
    office = queries.office_of(request.organisation, given["office"])
    designation = queries.designation_of(given["designation"])
    supervisor = None
    if given["supervisor_code"]:
        supervisor = queries.person_of_code(given["supervisor_code"], person.employer_id)
        if supervisor is None:
            form.add_error("supervisor_code", _("No official of your organisation has this code."))
            return _official(request, person, form, status=422)
    facts: dict[str, Any] = {
        "official": person,
        "designation": designation,
        "since": given["since"],
        "supervisor": supervisor,
        "actor": request.principal.actor("page", request.organisation.pk),
        "at": timezone.now(),
    }
    try:
        if office is not None and office.pk != person.home_organisation_id:
            transfer(organisation=office, **facts)
        else:
            post(**facts)
    except PostingRefused as refusal:
        form.add_error(None, str(refusal))
        return _official(request, person, form, status=422)
    messages.success(request, _("The posting of %(name)s is recorded.") % {"name": person.person.name_in(_language())})
    return redirect("ehrms:official", organisation=organisation, official_uuid=person.uuid)


def _posting_form(request: InScope, data: Any = None, present: Posting | None = None) -> PostingForm:
    language = _language()
    first = {"office": present.organisation.code, "designation": present.designation.code} if present else {}
    return PostingForm(
        data,
        initial=first,
        offices=queries.offices_of(request.organisation, language),
        designations=queries.designations(language),
    )


def _official(request: InScope, person: Official, form: PostingForm | None = None, status: int = 200) -> HttpResponse:
    language = _language()
    held = queries.history_of(person)
    history = [
        {
            "designation": posting.designation.name_in(language),
            "office": posting.organisation.name_in(language),
            "since": posting.active_from,
            "until": posting.active_to,
            "supervisor": posting.supervisor.name_in(language) if posting.supervisor else "",
        }
        for posting in held
    ]
    return render(
        request,
        "ehrms/officials/official.html",
        {
            "area": "organisation",
            "organisation": request.organisation,
            "name": person.person.name_in(language),
            "official": person,
            "employer": person.employer.name_in(language),
            "history": history,
            "form": form or _posting_form(request, present=held[0] if held else None),
        },
        status=status,
    )
