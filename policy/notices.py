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
message_kind(
    "policy.due_date_changed",
    label=_("The due date of a course of mine was changed"),
    subject=_("New due date: %(course)s"),
    body=_("“%(course)s” from the plan “%(plan)s” is now due by %(due)s; it was %(was)s. The reason: %(reason)s"),
)
