"""The two jobs of an exchange."""

from django.utils import timezone

from core.jobs.kinds import Chunk, JobStopped, RowError, Work, job_kind
from ehrms.exchange import actions
from ehrms.exchange.access import get_exchange
from ehrms.exchange.models import Exchange, Verdict
from ehrms.exchange.queries import counts_of
from ehrms.exchange.rules.reading import Unreadable


@job_kind("ehrms.exchange.check")
def check(work: Work) -> Chunk:
    """Stage and judge the next lines; the cursor is the last line staged."""
    exchange = get_exchange(work.params["exchange"])
    after = int(work.cursor or 1)
    try:
        last = actions.check_chunk(exchange=exchange, after_line=after, today=timezone.localdate(work.at))
    except Unreadable as unreadable:
        raise JobStopped(actions.ExchangeRefused.SENTENCES[unreadable.reason]) from None
    if last is None:
        actions.finish_checking(exchange=exchange, actor=work.actor, at=work.at)
        return Chunk(cursor=after, total=work.done + work.refused, result=_link(exchange), is_last=True)
    rows = exchange.rows.filter(line__gt=after, line__lte=last)
    refused = list(rows.filter(verdict=Verdict.REFUSED).order_by("line"))
    errors = tuple(
        RowError(
            row=row.line, field=row.reasons[0][1], value=row.reasons[0][2], sentence=" ".join(row.sentences())
        )
        for row in refused
    )  # fmt: skip
    return Chunk(cursor=last, done=rows.count() - len(refused), refused=len(refused), errors=errors)


@job_kind("ehrms.exchange.apply")
def apply(work: Work) -> Chunk:
    """Apply the next rows. The rows themselves know which have been applied, so the cursor only counts."""
    exchange = get_exchange(work.params["exchange"])
    today = timezone.localdate(work.at)
    applied = actions.apply_chunk(exchange=exchange, today=today, actor=work.actor, at=work.at)
    if applied == 0:
        actions.finish_applying(exchange=exchange, actor=work.actor, at=work.at)
        counts = counts_of(exchange)
        return Chunk(cursor=work.done, result={**_link(exchange), "applied": counts["applied"]}, is_last=True, step=1)
    return Chunk(cursor=work.done + applied, done=applied)


def _link(exchange: Exchange) -> dict[str, str]:
    return {"link": f"/mdo/{exchange.organisation.code}/officials/exchanges/{exchange.uuid}/"}
