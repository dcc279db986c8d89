"""Which organisation a person may join by an address, and which one a code names."""

from django.http import Http404

from institutions.organisations.models import ApprovedDomain, Organisation


def organisation_for_email(email: str) -> int | None:
    """The organisation whose approved domain the address has; None when nobody approved it."""
    domain = email.rpartition("@")[2].strip()
    return ApprovedDomain.objects.filter(domain__iexact=domain).values_list("organisation_id", flat=True).first()


def get_organisation(code: str) -> Organisation:
    try:
        return Organisation.objects.get(code=code)
    except Organisation.DoesNotExist:
        raise Http404 from None
