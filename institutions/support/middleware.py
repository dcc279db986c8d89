"""Inside a support session the request is the person's, with the staff's name beside it, and most of it is refused.

Stands after ScopeMiddleware, which found out who signed in; before any view is called. The person's roles do not come
along: support sees what is the person's own, and nothing of the organisations the person acts for.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import facade as accounts
from core.audit.support import Supporting, supported_by
from institutions.roles.principal import Support, principal_of
from institutions.support import access, queries, rules

SESSION_KEY = "support_session"
OWN_DOORS = ("institutions:end_support", "institutions:api_end_support", "account_logout")  # the staff's own doing


class Refused(PermissionDenied):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "SIGN_IN": _("How a person signs in is not part of a support session."),
        "READ_ONLY": _("This support session only looks. Nothing was changed."),
    }

    def __init__(self, reason: str) -> None:
        self.code = f"SUPPORT_{reason}"
        super().__init__(str(self.SENTENCES[reason]))


class SupportMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        uuid = request.session.get(SESSION_KEY) if request.principal else None
        if uuid is None or request.path in map(reverse, OWN_DOORS):
            return self.get_response(request)
        staff, running = request.principal, queries.running(uuid)
        if (
            running is None
            or not running.is_running(timezone.now())
            or running.staff_user_id != staff.user_id
            or not access.may_open(staff)
            or (user := accounts.kept_login(running.user_id)) is None
        ):
            del request.session[SESSION_KEY]
            messages.info(request, _("The support session has ended. You are yourself again."))
            return self.get_response(request)
        may_write = running.may_write and access.may_write(staff)
        support = Support(uuid=uuid, staff_name=running.staff_name, may_write=may_write, ends_at=running.ends_at)
        request.principal = replace(principal_of(user), roles=(), areas=(), support=support)
        mark = supported_by.set(Supporting(session=uuid, person_id=staff.person_id, name=staff.names["en"]))
        try:
            if refusal := rules.request_refusal(method=request.method, path=request.path, may_write=may_write):
                raise Refused(refusal)
            return self.get_response(request)
        finally:
            supported_by.reset(mark)
