"""The demo's own pages: who is who, signing in as one of them, and the mail the site sent."""

from collections.abc import Iterable

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import facade as accounts
from core.doors import public
from institutions import facade as institutions
from karmayogi.demo.access import demo_only
from karmayogi.demo.cast import CAST, member
from messages.delivery.models import SentMail

MAILS_SHOWN = 50


@public
@require_safe
@never_cache
@demo_only
def cast(request: HttpRequest) -> HttpResponse:
    """Cards of the nine people; each is a form that signs in as that person."""
    language = get_language() or "en"
    names = institutions.names_of_codes(language)
    people = [
        {
            "key": person.key,
            "name": person.name_in(language),
            "first_name": person.name_in(language).partition(" ")[0],
            "organisation": names.get(person.organisation, ""),
            "who": person.who,
            "try_this": person.try_this,
        }
        for person in CAST
    ]
    return render(request, "karmayogi/demo/cast.html", {"people": people})


@public
@require_POST
@demo_only
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the cast. The session says that a second factor was shown, so that no page asks for one."""
    person = member(request.POST.get("person", ""))
    user = person and accounts.login_of(person.email)
    if person is None or user is None:
        raise Http404
    logout(request)  # a fresh session, as if on another machine
    get_adapter(request).login(request, user)
    record_authentication(request, user, method="password", email=user.email)
    record_authentication(request, user, method="mfa", type="totp", reauthenticated=True)
    response = HttpResponseRedirect(_first_that_exists(person.area))
    user_logged_in.send(sender=type(user), request=request, response=response, user=user)
    return response


@public
@require_safe
@never_cache
@demo_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest mails, with their text: what would have left the site."""
    mails = SentMail.objects.order_by("-sent_at", "-pk")[:MAILS_SHOWN]
    return render(request, "karmayogi/demo/mailbox.html", {"mails": mails})


def _first_that_exists(paths: Iterable[str]) -> str:
    for path in paths:
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return "/"
