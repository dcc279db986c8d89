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
message_kind(
    "institutions.second-step-ended",
    label=_("Support took away my second step"),
    subject=_("Your second step of signing in was taken away"),
    body=_(
        "%(staff)s of support took it away, with your password, for ticket %(ticket)s: %(reason)s Sign in by a code to this"
        " address, and set both up anew. If you did not ask for it, tell support at once."
    ),
    is_optional=False,
)
message_kind(
    "institutions.sign-on-linked",
    label=_("A sign-in service was linked to my account"),
    subject=_("You can sign in by %(service)s now"),
    body=_("%(service)s was linked to your account. If that was not you, remove the link and tell support."),
)
message_kind(
    "institutions.domain-decided",
    label=_("An e-mail domain that I asked for was decided on"),
    subject=_("The domain %(domain)s: decided"),
    body=_("The platform's operators decided on the e-mail domain %(domain)s that you asked for. %(answer)s"),
)
