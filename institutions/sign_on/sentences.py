"""Why a sign-in by an organisation's service did not work, in words for whoever stands before it."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.refusals import Refusal
from institutions.sign_on.rules import printable

# On the way there and back.
WAY: dict[str, str | Promise] = {
    "NOT_ON": _("Sign-in with this service is not switched on. Sign in another way."),
    "SETTINGS_CHANGED": _("The settings of this service were changed meanwhile. Begin again."),
    "ANOTHER_BROWSER": _(
        "This sign-in was not begun in this browser, or it was begun too long ago. Begin again on the sign-in page."
    ),
    "USED_BEFORE": _("This answer was used before. Begin again on the sign-in page."),
    "ANOTHER_PERSON": _("Somebody else is signed in in this browser by now. Sign out first, then begin again."),
    "MIXED_UP": _("The answer came from another service than the one that was asked. Nobody was signed in."),
    "TOO_MANY": _("Too many sign-ins failed from your network. Try again in a few minutes, or sign in another way."),
    "SERVICE_SAID_NO": _("The service did not sign you in. It said: %(detail)s"),
}
# What the service answered, for its admin.
SERVICE: dict[str, str | Promise] = {
    "NOT_AN_ADDRESS": _("This is not an address of a service: %(detail)s"),
    "NOT_HTTPS": _("Services are asked by https only: %(detail)s"),
    "UNKNOWN_HOST": _("There is no computer by the name %(detail)s. Is the address right?"),
    "PRIVATE_ADDRESS": _(
        "%(detail)s stands in a private network. The platform's operators must allow it first (SIGN_ON_PRIVATE_HOSTS)."
    ),
    "UNREACHABLE": _("%(detail)s does not answer. Is the service running, and may this platform reach it?"),
    "TOO_SLOW": _("%(detail)s did not answer in time. Try again; if it stays so, tell its operators."),
    "TOO_LARGE": _("%(detail)s answered with far more than was asked for."),
    "CERTIFICATE": _("The certificate of the service is not trusted: %(detail)s"),
    "REDIRECTED": _("%(detail)s leads on to another address. Enter the address where it leads."),
    "NOT_JSON": _("%(detail)s answered with a page for people instead of data. Is the issuer's address right?"),
    "NO_DISCOVERY": _("The service does not describe itself below /.well-known/openid-configuration (%(detail)s)."),
    "ISSUER_DIFFERS": _("The service calls itself %(detail)s. Enter the issuer exactly so."),
    "NO_KEYS": _("The service does not hand out the keys with which it signs (%(detail)s)."),
    "CLIENT_REFUSED": _("The service refused the client id or the secret (%(detail)s)."),
    "SECRET_LOST": _(
        "The kept secret cannot be opened any more, for the platform's keys were changed. Enter it again."
    ),
    "CODE_REFUSED": _("The service did not accept its own code (%(detail)s). Begin again."),
    "NO_TOKEN": _("The service answered without an ID token. Does its client allow the scope openid?"),
    "NOT_A_TOKEN": _("What the service sent is not an ID token."),
    "ALGORITHM": _("The service signs in a way that is not accepted (%(detail)s). Let it sign with RS256 or ES256."),
    "UNKNOWN_KEY": _("The service signed with a key that it does not hand out (%(detail)s)."),
    "WEAK_KEY": _("The service signs with a key of fewer than 2048 bits, which is too weak."),
    "SIGNATURE": _("The signature of the ID token is not right. Nobody was signed in."),
    "WRONG_ISSUER": _("The ID token names another issuer."),
    "WRONG_AUDIENCE": _("The ID token was made for another client."),
    "WRONG_NONCE": _("The ID token answers another question than the one that was asked."),
    "EXPIRED": _("The ID token has expired. Do the clocks of both sides agree?"),
    "CLOCK": _("The ID token is from the future. The clocks of both sides differ by more than a minute."),
    "INCOMPLETE": _("The ID token lacks %(detail)s."),
}
# Whom it named.
PERSON: dict[str, str | Promise] = {
    "NO_EMAIL": _(
        "Your organisation's service named no e-mail address. Sign in another way and link it on your account page."
    ),
    "EMAIL_UNVERIFIED": _(
        "Your organisation's service does not say that your address is confirmed."
        " Sign in another way and link it on your account page."
    ),
    "DOMAIN_NOT_CONFIRMED": _("The domain of your address is not confirmed for any organisation here."),
    "DOMAIN_OF_ANOTHER": _(
        "The domain of your address belongs to an organisation that this service does not speak for."
    ),
    "NOT_KNOWN": _(
        "Your organisation's service knows you, and the HR records here do not know this address."
        " Ask your training section to add you, or sign up."
    ),
    "CLOSED": _("This account is closed. Ask your training section."),
    "ACCOUNT_UNVERIFIED": _(
        "There is an account with your address whose owner never confirmed it."
        " Sign in with a code first: that shows that it is yours."
    ),
    "NOT_OF_ORGANISATION": _("You do not belong to an organisation that this service speaks for."),
    "LINKED_OTHERWISE": _("Your account is linked to another identity of this service. Remove that link first."),
    "HOLDS_ROLE": _("You hold a role here. Sign in another way once and link this service on your account page."),
    "SOMEBODY_ELSES": _("This identity is linked to somebody else's account."),
    "MOVED_AWAY": _("You no longer belong to the organisation of this service. Sign in another way."),
}


class SignOnRefused(Refusal):
    """Nobody was signed in, and nothing was linked."""

    SENTENCES = WAY | SERVICE | PERSON

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail=printable(detail))  # a service said it, and no table holds every character
