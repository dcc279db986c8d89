"""Endpoints declare `permission` like pages do; the scope middleware has judged it before the view runs."""

from typing import TYPE_CHECKING

from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission

from core.doors import PUBLIC, declared

if TYPE_CHECKING:  # rest_framework.views imports this module through the settings
    from rest_framework.request import Request
    from rest_framework.views import APIView


class DeniedUnlessDeclared(BasePermission):
    """No declaration, no entry; and a declaration other than public needs a signed-in person."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        permission = declared(view)
        if permission is None:
            return False
        if permission != PUBLIC and getattr(request._request, "principal", None) is None:
            raise NotAuthenticated
        return True
