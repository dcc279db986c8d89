"""The messages this pillar sends."""

from django.utils.translation import gettext_lazy as _

from messages.facade import message_kind

message_kind(
    "institutions.role-granted",
    label=_("I was given a role"),
    subject=_("You now hold the role %(role)s"),
    body=_("You now hold the role %(role)s at %(organisation)s. It holds there and in every organisation below."),
)
message_kind(
    "institutions.role-ended",
    label=_("A role of mine ended"),
    subject=_("Your role %(role)s has ended"),
    body=_("You no longer hold the role %(role)s at %(organisation)s."),
)
message_kind(
    "institutions.support-opened",
    label=_("Support looked at my account"),
    subject=_("%(staff)s of support looks at your account"),
    body=_("%(staff)s opened a support session for ticket %(ticket)s: %(reason)s"),
)
