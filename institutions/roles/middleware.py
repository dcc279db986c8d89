"""Opens the scope of each request from what its view declares (core.doors), and calls the view inside it.

Last in the order: everything a view reads and writes happens in one transaction with row security on. The organisation
comes from the URL, so two tabs in two organisations are normal.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import facade as accounts
from core.components.context import here
from core.doors import PUBLIC, SIGNED_IN, declared
from core.kept import asking, read_ahead
from core.tenancy.context import Scope
from core.tenancy.requests import run_in_scope
from institutions.organisations.models import Organisation
from institutions.roles.principal import Principal, kept_names, known_person, principal_of
from institutions.roles.rules import permits
from messages.facade import unread_key

# Third-party views, and ours made of them, cannot declare: allauth guards its own doors, touches only unfenced sign-in
# tables, and leads on by exceptions that it hears of only when Django itself calls the view. On the way to a sign-in
# service and back no transaction waits for another's computer; what is written there opens a scope of its own.
GUARD_THEMSELVES = (
    "allauth.",
    "accounts.pages",
    "accounts.passkeys",
    "institutions.sign_on.journey",
    "django.views.static",
    "django.contrib.staticfiles.",
    "django.views.i18n",
)


class SecondStepNeeded(PermissionDenied):
    """The role that permits this waits for a second step of signing in."""

    code = "SECOND_STEP_NEEDED"

    def __init__(self) -> None:
        super().__init__(_("Your role here asks for two-step sign-in, and this session has used one step only."))


class ScopeMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with asking():
            _foresee(request)
            principal = principal_of(request.user) if request.user.is_authenticated else None
            if principal and principal.roles and not accounts.has_used_second_step(request):
                principal = principal.after_one_step(timezone.now())
            request.principal, request.organisation = principal, None  # type: ignore[attr-defined]  # views see InScope
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if view.__module__.startswith(GUARD_THEMSELVES):
            return None
        permission = declared(view)
        if permission is None:
            raise PermissionDenied(f"{view.__module__}.{getattr(view, '__name__', view)} declares no permission")
        principal: Principal | None = request.principal  # type: ignore[attr-defined]
        if principal and principal.support and not principal.support.may_write:
            view = _undone(view)
        if permission == PUBLIC:
            scope = principal.learner_scope() if principal else Scope()
        elif principal is None:
            if request.path.startswith("/api/"):
                return run_in_scope(Scope(), view, request, args, kwargs)  # core.api answers 401 as a problem
            return redirect_to_login(here(request))  # a form is led back to its page
        elif permission == SIGNED_IN:
            scope = principal.learner_scope()
        else:
            try:
                scope = self._organisation_scope(request, principal, permission, kwargs.get("organisation"))
            except SecondStepNeeded:
                if request.path.startswith("/api/"):
                    raise
                return redirect_to_login(here(request), reverse("institutions:second_step"))
        return run_in_scope(scope, view, request, args, kwargs)

    def _organisation_scope(
        self, request: HttpRequest, principal: Principal, permission: str, code: str | None
    ) -> Scope:
        """The scope of an organisation's page. An organisation where the person holds no role looks as if absent."""
        organisation = Organisation.objects.filter(code=code).first() if code else _root()
        if organisation is None:
            raise Http404
        path = tuple(organisation.path)
        if permits(principal.roles, permission, path) is None:
            if permits(principal.waiting, permission, path) is not None:
                raise SecondStepNeeded
            if any(role.organisation_id in path for role in (*principal.roles, *principal.waiting)):
                raise PermissionDenied(_("Your role here does not include this."))
            raise Http404
        request.organisation = organisation  # type: ignore[attr-defined]
        if organisation.parent_id is None:
            return Scope(person_id=principal.person_id, above_ids=principal.above_ids, is_national=True)
        below = tuple(Organisation.objects.below(organisation.pk).order_by("pk").values_list("pk", flat=True))
        return Scope(person_id=principal.person_id, organisation_ids=below, above_ids=path)


def _foresee(request: HttpRequest) -> None:
    """Whose request it is, by the session; what is kept of the person is then read together with the login."""
    if request.api_key or not (user_id := request.session.get(SESSION_KEY)):  # type: ignore[attr-defined]
        return
    read_ahead(kept_names(user_id))
    if not request.path.startswith("/api/") and (person_id := known_person(user_id)):
        read_ahead([unread_key(person_id)])


def _undone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Staff who only look leave no trace in the person's records: what a page writes when it is opened is taken back."""

    def looked_at(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        if hasattr(response, "render") and not getattr(response, "is_rendered", True):
            response = response.render()
        transaction.set_rollback(True)
        return response

    return looked_at


def _root() -> Organisation | None:
    return Organisation.objects.filter(parent=None, kind="nation").first()
