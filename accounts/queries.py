"""Reads of people and logins."""

from accounts.models import Person


def person_of_address(email: str) -> Person | None:
    """The person whose login has this address, if the scope may see that person."""
    return Person.objects.filter(users__email=email.strip().lower()).first()
