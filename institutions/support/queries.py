"""Reads of support sessions: the running one, a person's, and those a member of staff opened."""

from uuid import UUID

from core.kept import give_up, kept
from core.tenancy.context import everywhere
from institutions.support.models import SupportSession
from institutions.support.rules import Running

KEEP_SECONDS = 60
SHOWN = 100


def running(uuid: str) -> Running | None:
    """From the cache, or read as the platform: it is asked before anybody's scope can be known."""
    return kept(f"support:{uuid}", depends_on=[token(uuid)], build=lambda: _read(uuid), seconds=KEEP_SECONDS)


def token(uuid: str) -> str:
    return f"support-token:{uuid}"


def forget(uuid: str) -> None:
    give_up(token(uuid))


def of_person(person_id: int) -> list[SupportSession]:
    return list(SupportSession.objects.filter(person_id=person_id).order_by("-opened_at")[:SHOWN])


def by_staff(person_id: int) -> list[SupportSession]:
    """Needs a scope that reads other people's rows: the nation's."""
    rows = SupportSession.objects.filter(staff_id=person_id).select_related("person")
    return list(rows.order_by("-opened_at")[:SHOWN])


def _read(uuid: str) -> Running | None:
    with everywhere(reason="support session", audited=False):
        row = SupportSession.objects.filter(uuid=UUID(uuid)).first()
    if row is None:
        return None
    return Running(
        uuid=str(row.uuid), staff_user_id=row.staff_user_id, staff_person_id=row.staff_id, staff_name=row.staff_name,
        user_id=row.user_id, may_write=row.may_write, ends_at=row.ends_at, ended_at=row.ended_at,
    )  # fmt: skip
