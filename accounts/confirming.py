"""Showing anew who one is, before something important is changed."""

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows, is_reauthentication_required
from django.http import HttpRequest
from django.urls import reverse


def must_confirm(request: HttpRequest) -> bool:
    return is_reauthentication_required(request, app="account")


def where_to_confirm(request: HttpRequest) -> str:
    """By password, or else by the second step."""
    flows = {flow["id"] for flow in get_reauthentication_flows(request.user)}
    return reverse("account_reauthenticate" if "reauthenticate" in flows else "mfa_reauthenticate")
