"""What a learner reads about questions of an attempt that were corrected after it was handed in."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.display.dates import in_date
from core.tenancy.context import everywhere
from courses.attempts.models import Attempt
from courses.questions.models import Treatment
from courses.regrading.queries import told_of

SAID = {
    Treatment.NEW_KEY: gettext_lazy(
        "Question %(number)s was marked by a wrong key. It is marked by the right one now."
    ),
    Treatment.BOTH: gettext_lazy("Question %(number)s has one more right answer. It counts for you, too."),
    Treatment.FULL: gettext_lazy("Everybody has full marks for question %(number)s."),
    Treatment.LEFT_OUT: gettext_lazy("Question %(number)s was left out. Its marks count for nobody."),
}
CHIPS = {
    Treatment.FULL: (gettext_lazy("Full marks for everybody"), "ok"),
    Treatment.LEFT_OUT: (gettext_lazy("Left out"), "plain"),
}


def of(attempt: Attempt, language: str) -> list[dict[str, Any]]:
    """In the order in which they were made. `was`, `now`: percent of the attempt; None where its marks stayed."""
    with everywhere(reason="corrections of an attempt", audited=False):
        told = told_of(attempt)
    return [
        {
            "number": one.position,
            "treatment": one.treatment,
            "text": str(SAID[Treatment(one.treatment)]) % {"number": one.position},
            "at": one.at,
            "when": in_date(one.at),
            "reason": (language == "hi" and one.reason_hi) or one.reason,
            "was": one.was,
            "now": one.now,
            "marks": ""
            if one.was is None
            else _("Your attempt: %(before)s%% before, %(after)s%% now.") % {"before": one.was, "after": one.now},
        }
        for one in told
    ]


def chips(corrections: list[dict[str, Any]], lines: dict[int, dict[str, Any]]) -> None:
    """What a marked answer is called where it is not its key that decides any more."""
    for one in corrections:
        if one["number"] in lines and (found := CHIPS.get(one["treatment"])):
            chip, kind = found
            lines[one["number"]] |= {"chip": str(chip), "kind": kind, "percent": None}
