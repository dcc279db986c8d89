"""The messages that policy sends."""

from django.utils.translation import gettext_lazy as _

from messages.facade import message_kind

message_kind(
    "policy.plan_given",
    label=_("A training plan was given to me"),
    subject=_("New in your training plan: %(plan)s"),
    body=_(
        "%(organisation)s asks you to learn from the plan “%(plan)s”. Courses: %(courses)s; the first is due by %(due)s."
        " Open your plan to see why, and to begin."
    ),
)
