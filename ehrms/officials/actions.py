"""Joining, posting and transferring officials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.audit import entries
from core.audit.actor import Actor
from core.display.dates import in_date, local_date
from core.outbox.events import publish
from core.refusals import Refusal
from core.tenancy.homes import move_homes
from ehrms.events import OfficialsJoined, OfficialsPosted, OfficialTransferred
from ehrms.officials.models import Official, Posting
from ehrms.officials.rules import MOST_AHEAD, Held, is_within, posting_refusal
from institutions.facade import forget
from institutions.organisations.models import Organisation

if TYPE_CHECKING:
    from institutions.positions.models import Designation


class PostingRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "OWN_SUPERVISOR": _("Nobody supervises their own work. Choose another supervisor."),
        "BEFORE_THE_LAST_POSTING": _(
            "The present posting began on %(since)s. A new posting must begin on a later day."
        ),
        "TOO_FAR_AHEAD": _("A posting can begin on %(latest)s at the latest. Check the year."),
        "OVERLAPS": _("The present posting lasts until %(until)s. A new posting cannot begin before that day."),
        "NOT_YOUR_ORGANISATION": _("You can only post to an organisation you act for."),
        "MOVED_MEANWHILE": _(
            "This official was transferred since you opened the page. Open it again; nothing was changed."
        ),
        "CODE_TAKEN": _("The employee code %(code)s already belongs to somebody else."),
    }


@dataclass(frozen=True, slots=True)
class Joining:
    """Somebody who becomes an official: the service record's words, and the first post."""

    person_id: int
    employee_code: str
    organisation_id: int
    designation_id: int
    since: date
    service: str = ""
    cadre: str = ""
    batch_year: int | None = None
    group: str = ""
    date_of_joining: date | None = None
    email: str = ""
    mobile: str = ""
    supervisor_id: int | None = None


@transaction.atomic
def join(*, joinings: Sequence[Joining], employer: Organisation, actor: Actor, at: datetime) -> list[Official]:
    """Make persons officials of one employer, each with a first posting. Set-based: a few statements for any number.

    A person or a code that is there already is left as it is, so twice is the same as once.
    """
    codes = {joining.employee_code: joining for joining in joinings}
    taken = Official.objects.filter(employer=employer, employee_code__in=codes) | Official.objects.filter(
        person_id__in=[joining.person_id for joining in joinings]
    )
    known = {(official.employee_code, official.person_id) for official in taken}
    known_codes, known_people = {code for code, _person in known}, {person for _code, person in known}
    fresh = [j for j in codes.values() if j.employee_code not in known_codes and j.person_id not in known_people]
    officials = Official.objects.bulk_create(
        Official(
            person_id=joining.person_id,
            employer=employer,
            home_organisation_id=joining.organisation_id,
            employee_code=joining.employee_code,
            service=joining.service,
            cadre=joining.cadre,
            batch_year=joining.batch_year,
            group=joining.group,
            date_of_joining=joining.date_of_joining,
            email=joining.email,
            mobile=joining.mobile,
            created_at=at,
        )
        for joining in fresh
    )
    Posting.objects.bulk_create(
        Posting(
            official=official,
            person_id=joining.person_id,
            home_organisation_id=joining.organisation_id,
            organisation_id=joining.organisation_id,
            designation_id=joining.designation_id,
            supervisor_id=joining.supervisor_id,
            active_from=joining.since,
        )
        for official, joining in zip(officials, fresh, strict=True)
    )
    if officials:
        entries.record(
            actor, "ehrms.officials.joined", employer, at, organisation_id=employer.pk, officials=len(officials)
        )
        publish(
            OfficialsJoined(
                at=at, organisation_id=employer.pk, person_ids=[official.person_id for official in officials]
            )
        )
    return officials


@transaction.atomic
def post(
    *,
    official: Official,
    designation: Designation,
    since: date,
    supervisor: Person | None = None,
    actor: Actor,
    at: datetime,
) -> Posting:
    """Give the official another post in the same office: the present one ends on the day the new one begins."""
    _lock(official)
    posting = _change_post(official, official.home_organisation_id, designation, since, supervisor, at)
    entries.record(
        actor, "ehrms.posting.posted", official, at,
        organisation_id=posting.organisation_id, designation=designation.code, since=since,
    )  # fmt: skip
    publish(OfficialsPosted(at=at, organisation_id=posting.organisation_id, person_ids=[official.person_id]))
    return posting


@transaction.atomic
def transfer(
    *,
    official: Official,
    organisation: Organisation,
    designation: Designation,
    since: date,
    supervisor: Person | None = None,
    actor: Actor,
    at: datetime,
) -> Posting:
    """Move the official to another organisation, with everything that is theirs.

    What the person did stays counted where it happened; where the person *is* moves: the person, the postings and
    every other personal row (enrolments, certificates, passbook).
    """
    _lock(official)
    left_id = official.home_organisation_id
    left = Organisation.objects.get(pk=left_id)
    if not is_within(actor.organisation_id, left.path, organisation.path):
        raise PostingRefused("NOT_YOUR_ORGANISATION")
    posting = _change_post(official, organisation.pk, designation, since, supervisor, at)
    move_homes([official.person_id], organisation.pk)
    official.home_organisation_id = organisation.pk
    entries.record(
        actor, "ehrms.official.transferred", official, at,
        organisation_id=left_id, to=organisation.code, designation=designation.code, since=since,
    )  # fmt: skip
    transaction.on_commit(lambda: forget(official.person_id))
    publish(OfficialsPosted(at=at, organisation_id=organisation.pk, person_ids=[official.person_id]))
    publish(
        OfficialTransferred(
            at=at, organisation_id=organisation.pk, person_ids=[official.person_id], to_organisation_id=organisation.pk
        )
    )
    return posting


def _lock(official: Official) -> None:
    """One change of an official's post at a time; who was moved since the page was opened is not moved on."""
    found = Official.objects.select_for_update().filter(pk=official.pk).values_list("home_organisation_id", flat=True)
    if found.first() != official.home_organisation_id:
        raise PostingRefused("MOVED_MEANWHILE")


def _change_post(
    official: Official,
    organisation_id: int,
    designation: Designation,
    since: date,
    supervisor: Person | None,
    at: datetime,
) -> Posting:
    today = local_date(at)
    history = Posting.objects.lock_of([official.pk])
    held = [Held(one.organisation_id, one.designation_id, one.active_from, one.active_to) for one in history]
    supervisor_id = supervisor.pk if supervisor else None
    if reason := posting_refusal(held, since, today, official.person_id, supervisor_id):
        last = max(held, key=lambda one: one.since) if held else None
        raise PostingRefused(
            reason,
            since=in_date(last.since) if last else "",
            until=in_date(last.until) if last and last.until else "",
            latest=in_date(today + MOST_AHEAD),
        )
    Posting.objects.filter(official=official, active_to=None).update(active_to=since)
    return Posting.objects.create(
        official=official,
        person_id=official.person_id,
        home_organisation_id=organisation_id,
        organisation_id=organisation_id,
        designation=designation,
        supervisor=supervisor,
        active_from=since,
    )
