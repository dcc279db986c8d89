"""Demo data for a measurement, and a signed-in learner's cookie."""

import os
from dataclasses import dataclass

from bench._measure import manage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "karmayogi.settings")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The cookie header of a signed-in person, with a CSRF token."""

    cookie: str
    csrf: str


def load() -> dict[str, int]:
    """Migrate and load the demo; returns how much there is."""
    import django
    from django.db import connections

    manage("migrate", "--database", "owner", "--verbosity", "0")
    manage("load_demo")
    django.setup()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")  # now, and not when the server gets to it
    from accounts.models import Person
    from core.tenancy.context import everywhere
    from courses.catalogue.models import Offering
    from courses.enrolment.models import Enrolment
    from institutions.organisations.models import Organisation

    with everywhere(reason="bench"):
        return {
            "people": Person.objects.count(),
            "organisations": Organisation.objects.count(),
            "courses": Offering.objects.count(),
            "enrolments": Enrolment.objects.count(),
        }


def sign_in(name: str) -> SignedIn:
    from allauth.account.internal.flows.login import record_authentication
    from django.conf import settings
    from django.http import HttpRequest
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from accounts.models import User

    client = Client()
    user = User.objects.get(email=f"{name}@karmayogi.localhost")
    client.force_login(user)
    asking = HttpRequest()
    asking.session = client.session
    record_authentication(asking, user, method="mfa", type="totp")  # as after both steps
    asking.session.save()
    token = _get_new_csrf_string()
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return SignedIn(cookie=f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={token}", csrf=token)
