"""The one door of accounts for other pillars: people and logins."""

from datetime import datetime

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from django.forms import Form
from django.http import HttpRequest, HttpResponse

from accounts import actions, confirming, limits, second_step, sms
from accounts.backend import Backend
from accounts.entrance import SignInForm
from accounts.models import Person, User
from core.audit.actor import Actor


def person_with_login(
    *, email: str, full_name: str, full_name_hi: str = "", home_organisation_id: int | None, actor: Actor, at: datetime
) -> int:
    """The id of the person with this login; both are made when absent. Needs a scope that may write the person."""
    if user := login_of(email):
        return user.person_id
    person = actions.register_person(
        full_name=full_name, full_name_hi=full_name_hi, home_organisation_id=home_organisation_id, actor=actor, at=at
    )
    actions.open_login(person=person, email=email, actor=actor, at=at)
    return person.pk


def sign_in_form() -> Form:
    """The form that the sign-in page takes, to stand on another page."""
    return SignInForm()


def login_of(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def kept_login(user_id: int) -> User | None:
    """An open login by its id, without a query when it was asked for lately."""
    user = Backend().get_user(user_id)
    return user if user and user.is_active else None


def people_named(person_ids: list[int]) -> dict[int, Person]:
    """Those of the people whom the scope may see, by id."""
    return Person.objects.in_bulk(person_ids)


def mobiles_are_used() -> bool:
    """Whether text messages can be sent, so that people may sign in by mobile."""
    return sms.is_available()


def has_used_second_step(request: HttpRequest) -> bool:
    """Whether the session of the request has shown a second factor."""
    return second_step.was_used(request)


def has_second_step(user_id: int) -> bool:
    """Whether the login has an authenticator app or a passkey to show."""
    return second_step.is_set_up(user_id)


def begin_signing_in_anew(user: User) -> bool:
    """End the login's second step, password and sessions; False when there is no second step."""
    return actions.begin_signing_in_anew(user=user)


def reseal_second_steps() -> int:
    """Seal the secrets of apps and recovery codes with the newest key; returns how many there are."""
    return second_step.reseal()


def login_with_address(email: str) -> tuple[User | None, bool]:
    """The login that has the address, and whether its owner has shown that it is theirs.

    An address that somebody added to a login and never verified is nobody's.
    """
    address = email.strip().lower()
    verified = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
    return (verified.user, True) if verified else (login_of(address), False)


def listed_person(email: str) -> Person | None:
    """The official listed with this address who has no login yet. Needs a scope that reads people."""
    return actions.listed_person(email)


def open_login(*, person: Person, email: str, actor: Actor, at: datetime) -> User:
    return actions.open_login(person=person, email=email, actor=actor, at=at)


def sign_in(request: HttpRequest, user: User, *, service: str, next_url: str) -> HttpResponse:
    """Sign in whom an organisation's service has shown to be this user; whoever has a second step is asked for it."""
    record_authentication(request, user, method="sign_on", service=service)
    return perform_login(request, Login(user=user, redirect_url=next_url or None))


def must_confirm(request: HttpRequest) -> bool:
    """Whether the signed-in person must show anew who they are before an important change."""
    return confirming.must_confirm(request)


def where_to_confirm(request: HttpRequest) -> str:
    return confirming.where_to_confirm(request)


def failed_too_often(request: HttpRequest, *, action: str, rate: str) -> bool:
    """Whether the action failed so often from this network address that it is not tried for now."""
    return limits.is_over(request, action=action, rate=rate)


def count_failure(request: HttpRequest, *, action: str, rate: str) -> None:
    limits.count(request, action=action, rate=rate)
