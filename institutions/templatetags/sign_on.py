"""The sign-in page remembers by which service somebody last came."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import get_language

from institutions.sign_on.queries import last_used

register = template.Library()


@register.simple_tag(takes_context=True)
def last_service(context: Context) -> dict[str, Any] | None:
    """Name and address of the service; None when there is none, or it is not on any more."""
    service = last_used(context["request"].COOKIES.get("sign_on_last", ""))
    if service is None:
        return None
    return {
        "name": service.name_in(get_language() or "en"), "url": reverse("institutions:sign_on_go", args=[service.uuid]),
    }  # fmt: skip
