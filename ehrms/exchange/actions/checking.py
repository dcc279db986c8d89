"""Staging: each line understood, compared with what stands, and given a verdict."""

import json
from datetime import date, datetime
from itertools import islice

from django.db import connection, transaction

from core.audit import entries
from core.audit.actor import Actor
from ehrms.exchange import queries
from ehrms.exchange.models import Exchange, ExchangeSource, Stage
from ehrms.exchange.rules.columns import cells_of, columns_of, heading_key
from ehrms.exchange.rules.reading import Form, rows_of
from ehrms.exchange.rules.verdicts import judge, understand

CHUNK = 5000  # a second or so; each chunk reads the file again from its beginning


@transaction.atomic
def check_chunk(*, exchange: Exchange, after_line: int, today: date) -> int | None:
    """Stage the next lines after a line. Returns the last line staged, or None when the file has no more."""
    content = bytes(ExchangeSource.objects.values_list("content", flat=True).get(exchange=exchange))
    rows = rows_of(content, Form(exchange.encoding, exchange.delimiter), after_line)
    columns, _missing, _twice = columns_of(next(rows)[1])
    chunk = [(line, cells_of(row, columns)) for line, row in islice(rows, CHUNK)]
    if not chunk:
        return None
    place = queries.place_of(exchange.organisation_id, today)
    lines = [(number, understand(cells, place, heading_key), cells) for number, cells in chunk]
    codes = {line.employee_code for _number, line, _cells in lines if line.employee_code}
    first_lines = queries.first_lines_of(exchange, codes, lines[0][0])
    employer_id = queries.employer_id_of(exchange.organisation_id)
    standing = queries.standing_of(codes, employer_id, frozenset(place.organisations.values()), today)
    named = frozenset(columns)
    staged: list[tuple[int, str, str, str, str, str]] = []
    for number, line, cells in lines:
        verdict, reasons, changes = judge(
            line, named, standing.get(line.employee_code), first_lines.get(line.employee_code)
        )
        if line.employee_code:
            first_lines.setdefault(line.employee_code, number)
        staged.append((number, line.employee_code[:200], _json(cells), verdict, _json(reasons), _json(changes)))
    with connection.cursor() as cursor:
        cursor.execute(STAGE, [exchange.pk, exchange.organisation_id, *map(list, zip(*staged, strict=True))])
    return lines[-1][0]


_json = json.JSONEncoder(ensure_ascii=False).encode

# Six arrays and no model object for a row: a lakh of rows takes half the time of a bulk_create.
STAGE = """
INSERT INTO ehrms_exchangerow
       (exchange_id, organisation_id, line, employee_code, cells, verdict, reasons, changes)
SELECT %s, %s, row.*
  FROM unnest(%s::int[], %s::text[], %s::jsonb[], %s::text[], %s::jsonb[], %s::jsonb[]) AS row
"""

# A supervisor must be an official of the same employer already, or come with this file.
UNKNOWN_SUPERVISORS = """
UPDATE ehrms_exchangerow AS row
   SET verdict = 'refused',
       reasons = row.reasons || jsonb_build_array(
           jsonb_build_array('UNKNOWN_SUPERVISOR', 'supervisor_code', row.cells ->> 'supervisor_code'))
 WHERE row.exchange_id = %(exchange)s
   AND row.verdict IN ('new', 'changed', 'unchanged')
   AND coalesce(row.cells ->> 'supervisor_code', '') <> ''
   AND NOT EXISTS (SELECT FROM ehrms_official AS official
                    WHERE official.employer_id = %(employer)s
                      AND official.employee_code = row.cells ->> 'supervisor_code')
   AND NOT EXISTS (SELECT FROM ehrms_exchangerow AS other
                    WHERE other.exchange_id = row.exchange_id
                      AND other.employee_code = row.cells ->> 'supervisor_code'
                      AND other.verdict <> 'refused')
"""


@transaction.atomic
def finish_checking(*, exchange: Exchange, actor: Actor, at: datetime) -> None:
    """What only the whole file can tell; then the exchange waits for somebody to look at it."""
    with connection.cursor() as cursor:
        employer_id = queries.employer_id_of(exchange.organisation_id)
        cursor.execute(UNKNOWN_SUPERVISORS, {"exchange": exchange.pk, "employer": employer_id})
    moved = Exchange.objects.filter(pk=exchange.pk, stage=Stage.CHECKING).update(stage=Stage.CHECKED, checked_at=at)
    if moved:
        counts = queries.counts_of(exchange)
        entries.record(
            actor, "ehrms.exchange.checked", exchange, at, organisation_id=exchange.organisation_id, **counts
        )
