"""What `/` shows to somebody who is not signed in: the newest courses, and how far the nation is."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import facade as accounts
from core.display.dates import financial_year, financial_year_start, in_datetime
from core.display.numbers import in_short
from core.tenancy.context import everywhere
from courses import facade as courses
from institutions import facade as institutions
from monitoring.readmodels import queries as figures

ROOT = "india"
COURSES = 6
STALE = timedelta(hours=48)  # older figures are not shown


def front_of(language: str, *, has_demo: bool, at: datetime) -> dict[str, Any]:
    return {
        "cards": courses.newest_cards(COURSES, language),
        "counts": _counts(at),
        "has_demo": has_demo,
        "sign_in": accounts.sign_in_form(),
        "steps": [
            (_("Your post sets the need"), _("Each post is linked to competencies, each at one of five levels.")),
            (_("Your ministry plans"), _("The plan of your ministry says what you learn, by when, and why.")),
            (_("You learn and are assessed"), _("On a phone or at the desk. Your place is kept on every device.")),
            (_("It is counted"), _("Certificate, competency passbook and service record show the same.")),
        ],
    }


def _counts(at: datetime) -> dict[str, Any] | None:
    """The nation's figures, which everybody may read; None while they are missing or old."""
    today = timezone.localdate(at)
    with everywhere(reason="figures of the front page", audited=False):
        state = figures.as_of()
        root_id = institutions.ids_of_codes().get(ROOT)
        if state is None or root_id is None or at - state.as_of > STALE:
            return None
        standing = figures.standing(root_id, financial_year_start(today), today)
    return {
        "as_of": in_datetime(state.as_of),
        "stats": [
            {"value": in_short(standing.registered), "label": _("Registered officials")},
            {"value": in_short(standing.active_30), "label": _("Active in the last 30 days")},
            {
                "value": in_short(standing.completions),
                "label": _("Completions in %(year)s") % {"year": financial_year(today)},
            },
        ],
    }
