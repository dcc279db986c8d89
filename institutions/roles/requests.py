"""The request as the views of pillars get it."""

from typing import cast

from rest_framework.request import Request

from core.requests.scoped import ScopedRequest
from institutions.organisations.models import Organisation
from institutions.roles.principal import Principal


class InScope(ScopedRequest):
    """Who asks, and for which organisation. In a public view `principal` may be None, in a learner's `organisation`."""

    principal: Principal
    organisation: Organisation


def in_scope(request: Request) -> InScope:
    """The request below REST framework's own."""
    return cast(InScope, request._request)
