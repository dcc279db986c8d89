"""Why progress is not believed, in words."""

from django.utils.translation import gettext_lazy as _

from core.refusals import Refusal


class ProgressRefused(Refusal):
    SENTENCES = {
        "NOT_ENROLLED": _("Enrol in the course first; then your reading counts."),
        "READ_LONGER": _("Take a little more time: you can mark this as done in %(seconds)s seconds."),
        "NOT_ALL_SEEN": _("Not all of it has been seen yet. What is missing is listed on its page."),
        "NOT_A_READING": _("A quiz is done by passing it."),
        "SAYS_ITSELF": _("This package says itself when it is done."),
        "TOO_MANY_FACTS": _("More facts in one request than a player can have."),
    }
