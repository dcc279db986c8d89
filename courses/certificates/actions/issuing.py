"""Issuing certificates for completions."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import entries as audit
from core.audit.actor import Actor
from core.outbox import events as outbox
from core.refusals import Refusal
from courses.certificates.models import Certificate, CertificateFace
from courses.certificates.queries import Facts, facts_of
from courses.certificates.rules import RANDOM_BITS, number_of, sha256_of
from courses.events import CertificateIssued

TRIES = 5  # of drawing numbers: two of a thousand million certificates may draw the same one


class IssueRefused(Refusal):
    SENTENCES = {"NO_COMPLETION": _("There is no such completion.")}


@transaction.atomic
def issue(*, completion_uuids: Sequence[UUID], actor: Actor, at: datetime) -> list[Certificate]:
    """Issue what is missing for these completions, and return only that. Asked twice, or by ten at once, issued once.

    Runs as the platform (core.tenancy.context.everywhere): the public face belongs to the provider, the certificate to
    the person.
    """
    facts = facts_of(completion_uuids)
    if len(facts) < len(set(completion_uuids)):
        raise IssueRefused("NO_COMPLETION")
    issued: list[Certificate] = []
    for _try in range(TRIES):
        missing = _without_certificate(facts)
        if not missing:
            break
        rows = [_row(each, at) for each in missing]
        # Waits for whoever issues the same at this moment, then leaves theirs alone: the first of a completion is unique.
        Certificate.objects.bulk_create(rows, ignore_conflicts=True)
        issued += Certificate.objects.filter(uuid__in=[row.uuid for row in rows]).order_by("pk")
    if not issued:
        return []
    CertificateFace.objects.bulk_create(
        CertificateFace(number=row.number, provider_id=row.provider_id, content=row.content, issued_at=row.issued_at)
        for row in issued
    )
    for row in issued:
        audit.record(
            actor, "courses.certificate.issued", row, at, organisation_id=row.organisation_id,
            completion=row.completion_uuid,
        )  # fmt: skip
    outbox.publish(
        CertificateIssued(
            at=at,
            certificate_uuids=[str(row.uuid) for row in issued],
            completion_uuids=[str(row.completion_uuid) for row in issued],
            person_ids=[row.person_id for row in issued],
            offering_ids=[row.offering_id for row in issued],
            organisation_ids=[row.organisation_id for row in issued],
        )
    )
    return issued


def new_number() -> str:
    return number_of(secrets.randbits(RANDOM_BITS))


def _without_certificate(facts: list[Facts]) -> list[Facts]:
    have = set(
        Certificate.objects.filter(completion_uuid__in=[each.completion_uuid for each in facts]).values_list(
            "completion_uuid", flat=True
        )
    )
    return [each for each in facts if each.completion_uuid not in have]


def _row(facts: Facts, at: datetime) -> Certificate:
    return Certificate(
        number=new_number(),
        person_id=facts.person_id,
        organisation_id=facts.organisation_id,
        home_organisation_id=facts.home_organisation_id,
        provider_id=facts.provider_id,
        offering_id=facts.offering_id,
        completion_uuid=facts.completion_uuid,
        content=(content := facts.content.as_json()),
        content_sha256=sha256_of(content),
        completed_at=facts.completed_at,
        issued_at=at,
    )
