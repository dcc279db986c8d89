"""Applying: the rows that were new or changed become officials and postings, chunk by chunk, each row once."""

from collections import defaultdict
from datetime import date, datetime
from typing import ClassVar

from django.db import connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.audit import entries
from core.audit.actor import Actor
from core.jobs import actions as jobs
from core.outbox.events import publish
from core.refusals import Refusal
from core.tenancy.homes import move_homes
from ehrms.events import OfficialsJoined, OfficialsPosted, OfficialTransferred
from ehrms.exchange import queries
from ehrms.exchange.models import Exchange, ExchangeRow, ExchangeSource, Stage, Verdict
from ehrms.exchange.rules.columns import heading_key
from ehrms.exchange.rules.verdicts import Line, Place, Standing, judge, understand
from ehrms.officials.models import Official, Posting
from institutions.facade import forget_everybody

CHUNK = 1000
TO_APPLY = (Verdict.NEW, Verdict.CHANGED)

Judged = tuple[ExchangeRow, Line]
Change = tuple[ExchangeRow, Line, Standing]


class ApplicationRefused(Refusal):
    SENTENCES: ClassVar[dict[str, str | Promise]] = {
        "STILL_CHECKING": _("The file is still being checked. Wait until you can see what it would change."),
        "ALREADY_ASKED": _("This file is being applied or has been applied."),
        "NOTHING_TO_APPLY": _("No row of this file is new or changed, so there is nothing to apply."),
    }


@transaction.atomic
def ask_to_apply(*, exchange: Exchange, actor: Actor, at: datetime) -> Exchange:
    """Decide that the exchange counts. The one who applied it is recorded beside the one who uploaded it."""
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    if exchange.stage == Stage.CHECKING:
        raise ApplicationRefused("STILL_CHECKING")
    if exchange.stage != Stage.CHECKED:
        raise ApplicationRefused("ALREADY_ASKED")
    if not exchange.rows.filter(verdict__in=TO_APPLY).exists():
        raise ApplicationRefused("NOTHING_TO_APPLY")
    exchange.stage = Stage.APPLYING
    exchange.apply_asked_at, exchange.applied_by_id = at, actor.person_id
    job = jobs.start(
        kind="ehrms.exchange.apply",
        title=gettext("Bringing in officials: %(file)s") % {"file": exchange.file_name},
        params={"exchange": str(exchange.uuid)},
        steps=[gettext("Bring in the officials"), gettext("Name the supervisors")],
        total=exchange.rows.filter(verdict__in=TO_APPLY).count(),
        actor=actor,
        at=at,
    )
    exchange.apply_job_uuid = job.uuid
    exchange.save(update_fields=["stage", "apply_asked_at", "applied_by", "apply_job_uuid"])
    entries.record(actor, "ehrms.exchange.apply_asked", exchange, at, organisation_id=exchange.organisation_id)
    return exchange


@transaction.atomic
def apply_chunk(*, exchange: Exchange, today: date, actor: Actor, at: datetime) -> int:
    """Apply the next rows not applied yet. Returns how many were looked at; 0 when none are left.

    The rows are locked and judged again: what stood when the file was checked may have changed since.
    """
    rows = list(
        exchange.rows.select_for_update().filter(applied_at=None, verdict__in=TO_APPLY).order_by("line")[:CHUNK]
    )
    if not rows:
        return 0
    place = queries.place_of(exchange.organisation_id, today)
    employer_id = queries.employer_id_of(exchange.organisation_id)
    codes = {row.employee_code for row in rows}
    standing = queries.standing_of(codes, employer_id, frozenset(place.organisations.values()), today)
    named = frozenset(rows[0].cells)
    new: list[Judged] = []
    changed: list[Change] = []
    for row in rows:
        line = understand(row.cells, place, heading_key)
        stands = standing.get(line.employee_code)
        row.verdict, row.reasons, row.changes = judge(line, named, stands, None)
        if row.verdict == Verdict.NEW:
            new.append((row, line))
        elif row.verdict == Verdict.CHANGED and stands is not None:
            changed.append((row, line, stands))
    joined = _join(new, place, employer_id, at)
    posted, moved = _change(changed, today)
    for row in rows:
        if row.verdict in TO_APPLY:
            row.applied_at = at
    ExchangeRow.objects.bulk_update(rows, ["verdict", "reasons", "changes", "applied_at"], batch_size=CHUNK)
    entries.record(
        actor, "ehrms.exchange.rows_applied", exchange, at, organisation_id=exchange.organisation_id,
        first_line=rows[0].line, last_line=rows[-1].line, new=len(new), changed=len(changed),
    )  # fmt: skip
    if moved:
        transaction.on_commit(forget_everybody)
    home = exchange.organisation_id
    if joined:
        publish(OfficialsJoined(at=at, organisation_id=home, person_ids=joined))
    if posted:
        publish(OfficialsPosted(at=at, organisation_id=home, person_ids=posted))
    for organisation_id, person_ids in moved.items():
        publish(
            OfficialTransferred(
                at=at, organisation_id=organisation_id, person_ids=person_ids, to_organisation_id=organisation_id
            )
        )
    return len(rows)


def _join(new: list[Judged], place: Place, employer_id: int, at: datetime) -> list[int]:
    """Persons, officials and first postings for new rows: three statements, and one for those who have a login."""
    if not new:
        return []
    known = queries.people_with_login(line.email for _row, line in new)
    people: list[Person] = []
    taken: set[int] = set()
    fresh: list[Person] = []
    for _row, line in new:
        person_id = known.get(line.email)
        if person_id is not None and person_id not in taken:
            taken.add(person_id)
            people.append(Person(pk=person_id))
            continue
        person = Person(
            full_name=line.full_name,
            full_name_hi=line.full_name_hi,
            home_organisation_id=line.organisation_id or place.default_organisation_id,
        )
        people.append(person)
        fresh.append(person)
    Person.objects.bulk_create(fresh)
    officials = Official.objects.bulk_create(
        Official(
            person_id=person.pk,
            employer_id=employer_id,
            home_organisation_id=line.organisation_id or place.default_organisation_id,
            employee_code=line.employee_code,
            service=line.service,
            cadre=line.cadre,
            batch_year=line.batch_year,
            group=line.group,
            date_of_joining=line.date_of_joining,
            email=line.email,
            mobile=line.mobile,
            created_at=at,
        )
        for person, (_row, line) in zip(people, new, strict=True)
    )
    Posting.objects.bulk_create(
        Posting(  # type: ignore[misc]  # a new official's line has a designation: rules.py refused it otherwise
            official=official,
            person_id=official.person_id,
            home_organisation_id=official.home_organisation_id,
            organisation_id=official.home_organisation_id,
            designation_id=line.designation_id,
            active_from=line.posted_from or line.date_of_joining or place.today,
        )
        for official, (_row, line) in zip(officials, new, strict=True)
    )
    by_home: dict[int, list[int]] = defaultdict(list)
    for official in officials:
        if official.person_id in taken:
            by_home[official.home_organisation_id].append(official.person_id)
    for organisation_id, person_ids in by_home.items():
        move_homes(person_ids, organisation_id)
    return [official.person_id for official in officials]


def _change(changed: list[Change], today: date) -> tuple[list[int], dict[int, list[int]]]:
    """New words for officials and persons, new postings where post or office differ. Returns (posted, moved to)."""
    if not changed:
        return [], {}
    officials = Official.objects.in_bulk([standing.official_id for _row, _line, standing in changed])
    people = Person.objects.in_bulk([standing.person_id for _row, _line, standing in changed])
    ended: list[Posting] = []
    begun: list[Posting] = []
    moved: dict[int, list[int]] = defaultdict(list)
    history = Posting.objects.lock_of(sorted(officials))
    current = {posting.official_id: posting for posting in history if posting.active_to is None}
    free_from: dict[int, date] = {}
    for past in history:
        if past.active_to is not None:
            free_from[past.official_id] = max(past.active_to, free_from.get(past.official_id, date.min))
    for row, line, standing in changed:
        official, person = officials[standing.official_id], people[standing.person_id]
        for column in row.changes:
            if column in ("full_name", "full_name_hi"):
                setattr(person, column, getattr(line, column))
            elif column not in ("designation_id", "organisation_id", "supervisor_code"):
                setattr(official, column, getattr(line, column))
        if not {"designation_id", "organisation_id"} & set(row.changes):
            continue
        organisation_id = line.organisation_id or official.home_organisation_id
        since = max(line.posted_from or today, free_from.get(official.pk, date.min))
        posting: Posting | None = current.get(official.pk)
        if posting is not None:
            if posting.active_from >= since:  # posted today and corrected today: the posting itself is corrected
                posting.designation_id = line.designation_id  # type: ignore[assignment]
                posting.organisation_id = organisation_id
                ended.append(posting)
            else:
                posting.active_to = since
                ended.append(posting)
                posting = None
        if posting is None:
            begun.append(
                Posting(  # type: ignore[misc]  # a changed posting names its designation: rules.py
                    official=official,
                    person_id=official.person_id,
                    home_organisation_id=organisation_id,
                    organisation_id=organisation_id,
                    designation_id=line.designation_id,
                    active_from=since,
                )
            )
        if organisation_id != official.home_organisation_id:
            moved[organisation_id].append(official.person_id)
    Person.objects.bulk_update(people.values(), ["full_name", "full_name_hi"])
    Official.objects.bulk_update(
        officials.values(),
        ["email", "mobile", "service", "cadre", "batch_year", "group", "date_of_joining"],
    )
    Posting.objects.bulk_update(ended, ["active_to", "designation_id", "organisation_id"])
    Posting.objects.bulk_create(begun)
    for organisation_id, person_ids in moved.items():
        move_homes(person_ids, organisation_id)
    return [posting.person_id for posting in [*ended, *begun]], dict(moved)


# After all rows: a supervisor may stand further down in the file than those supervised.
SUPERVISORS = """
UPDATE ehrms_posting AS posting
   SET supervisor_id = supervisor.person_id
  FROM ehrms_exchangerow AS row
  JOIN ehrms_official AS official ON official.employer_id = %(employer)s AND official.employee_code = row.employee_code
  JOIN ehrms_official AS supervisor
    ON supervisor.employer_id = %(employer)s AND supervisor.employee_code = row.cells ->> 'supervisor_code'
 WHERE row.exchange_id = %(exchange)s
   AND row.applied_at IS NOT NULL
   AND posting.official_id = official.id
   AND posting.active_to IS NULL
   AND supervisor.person_id <> posting.person_id
   AND posting.supervisor_id IS DISTINCT FROM supervisor.person_id
"""


@transaction.atomic
def finish_applying(*, exchange: Exchange, actor: Actor, at: datetime) -> None:
    """Name the supervisors, forget the file's bytes, and close the exchange."""
    with connection.cursor() as cursor:
        employer_id = queries.employer_id_of(exchange.organisation_id)
        cursor.execute(SUPERVISORS, {"exchange": exchange.pk, "employer": employer_id})
    ExchangeSource.objects.filter(exchange=exchange).delete()
    closed = Exchange.objects.filter(pk=exchange.pk, stage=Stage.APPLYING).update(stage=Stage.APPLIED, applied_at=at)
    if closed:
        counts = queries.counts_of(exchange)
        entries.record(
            actor, "ehrms.exchange.applied", exchange, at, organisation_id=exchange.organisation_id, **counts
        )
