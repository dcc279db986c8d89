"""Growing the tree and approving domains. The tree is national: these run as the platform."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.audit.actor import Actor
from core.audit.entries import record
from core.refusals import Refusal
from institutions.organisations.models import ApprovedDomain, Organisation, OrganisationKind


class TreeRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "PARENT_UNKNOWN": _("The organisation %(code)s stands under %(parent)s, which is not there."),
        "KIND_UNKNOWN": _("The organisation %(code)s has an unknown kind: %(kind)s."),
        "ORGANISATION_UNKNOWN": _("There is no organisation with the code %(code)s."),
    }


@transaction.atomic
def plant_tree(*, rows: Sequence[Mapping[str, str]], actor: Actor, at: datetime) -> int:
    """Make the organisations that are missing and correct the names of the others; returns how many were made.

    A row has code, name, name_hi, kind and parent (a code; empty for the root); parents stand before their children.
    An organisation that is there already keeps its place in the tree.
    """
    there = {organisation.code: organisation for organisation in Organisation.objects.all()}
    made = 0
    for row in rows:
        if row["kind"] not in OrganisationKind:
            raise TreeRefused("KIND_UNKNOWN", code=row["code"], kind=row["kind"])
        if row["parent"] and row["parent"] not in there:
            raise TreeRefused("PARENT_UNKNOWN", code=row["code"], parent=row["parent"])
        if kept := there.get(row["code"]):
            if (kept.name, kept.name_hi) != (row["name"], row["name_hi"]):
                kept.name, kept.name_hi = row["name"], row["name_hi"]
                kept.save(update_fields=["name", "name_hi"])
            continue
        there[row["code"]] = _plant(row, there.get(row["parent"]))
        made += 1
    if made:
        record(actor, "institutions.tree.planted", None, at, organisations=made)
    return made


def _plant(row: Mapping[str, str], parent: Organisation | None) -> Organisation:
    organisation = Organisation.objects.create(
        code=row["code"], name=row["name"], name_hi=row["name_hi"], kind=row["kind"], parent=parent
    )
    organisation.path = [*(parent.path if parent else []), organisation.pk]
    organisation.save(update_fields=["path"])
    return organisation


@transaction.atomic
def approve_domains(*, domains: Mapping[str, str], actor: Actor, at: datetime) -> int:
    """Let people with an address of each domain join its organisation (domain -> code); returns how many are new."""
    ids = dict(Organisation.objects.filter(code__in=domains.values()).values_list("code", "pk"))
    there = {domain.lower() for domain in ApprovedDomain.objects.values_list("domain", flat=True)}
    made = 0
    for domain, code in domains.items():
        if code not in ids:
            raise TreeRefused("ORGANISATION_UNKNOWN", code=code)
        if domain.lower() in there:
            continue
        ApprovedDomain.objects.create(organisation_id=ids[code], domain=domain.lower())
        record(actor, "institutions.domain.approved", None, at, organisation_id=ids[code], domain=domain.lower())
        made += 1
    return made
