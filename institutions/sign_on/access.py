"""Who sets a service up and who confirms domains, and with whose rights their rows are written."""

from contextlib import AbstractContextManager
from uuid import UUID

from django.db import transaction
from django.http import Http404

from core.tenancy.context import Scope, everywhere
from institutions.organisations.models import Organisation
from institutions.roles.principal import Principal
from institutions.sign_on.models import DomainRequest, SignOnService

MANAGE, CONFIRM = "institutions.sign_on.manage", "institutions.domains.confirm"


def writing(organisation: Organisation) -> AbstractContextManager[None]:
    """Who acts at the nation only reads there; its service is written as the platform, once the page has agreed."""
    if organisation.parent_id is None:
        return everywhere(reason="the nation's sign-in service")
    return transaction.atomic()


def may_manage(principal: Principal | None, organisation: Organisation) -> bool:
    return principal is not None and principal.may(MANAGE, organisation.path)


def scope_at(principal: Principal, organisation: Organisation) -> Scope:
    """As a page of the organisation opens it."""
    below = tuple(Organisation.objects.below(organisation.pk).order_by("pk").values_list("pk", flat=True))
    return Scope(person_id=principal.person_id, organisation_ids=below, above_ids=tuple(organisation.path))


def get_request(uuid: UUID) -> DomainRequest:
    found = DomainRequest.objects.filter(uuid=uuid).select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def organisation_of(service: SignOnService) -> Organisation:
    return Organisation.objects.get(pk=service.organisation_id)
