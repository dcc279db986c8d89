"""What pages and the API say alike: addresses for a browser, and what a trial came to."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.refusals import Refusal
from institutions.sign_on import ways
from institutions.sign_on.models import SignOnService, SignOnTrial
from institutions.sign_on.sentences import PERSON, SignOnRefused


class LinkingRefused(Refusal):
    SENTENCES = {
        "SIGN_IN_AGAIN": gettext_lazy("Confirm that it is you, then link the service."),
        "BY_KEY": gettext_lazy("A key cannot link a sign-in service. Sign in and do it on your account page."),
    }


def absolute(service: SignOnService, url: str = "") -> str:
    return settings.SITE_URL + (url or reverse("institutions:sign_on_go", args=[service.uuid]))


def ticket_url(service: SignOnService, purpose: str, user_id: int) -> str:
    """Where a person who asked by a form may go within ten minutes."""
    made = ways.ticket(
        service=str(service.uuid), revision=service.revision, purpose=purpose, user_id=user_id, at=timezone.now()
    )
    return f"{reverse('institutions:sign_on_go', args=[service.uuid])}?{urlencode({'ticket': made})}"


def trial_in_words(trial: SignOnTrial) -> dict[str, Any]:
    """What the trial came to, for a page or a program. `lets_in`: whether that identity would be signed in now."""
    follows = {
        "LINKED": _("This identity is linked: it would be signed in."),
        "LINK": _("This identity would be linked to the account with the same confirmed address, and signed in."),
        "OPEN": _("A login would be opened for the official with this address in the HR records, and signed in."),
    }
    if trial.refusal:
        sentence = str(SignOnRefused(trial.refusal, trial.detail))
    else:
        sentence = follows.get(trial.would) or str(PERSON[trial.would])
    return {
        "at": trial.at, "by": trial.by_name, "worked": not trial.refusal, "reason": trial.refusal or trial.would,
        "sentence": sentence, "lets_in": not trial.refusal and trial.would in follows, "claims": trial.claims,
    }  # fmt: skip
