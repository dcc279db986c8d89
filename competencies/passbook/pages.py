"""A person's own passbook."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from competencies.framework.models import Level
from competencies.passbook.queries import passbook
from core.doors import signed_in
from institutions.roles.requests import InScope


@signed_in
def mine(request: InScope) -> HttpResponse:
    book = passbook(request.principal.person_id, language=get_language() or "en")
    return render(
        request,
        "competencies/passbook/passbook.html",
        {"book": book, "levels": [(level.value, level.label) for level in Level]},
    )
