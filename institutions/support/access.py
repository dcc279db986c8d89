"""Who may open a support session, and who may change something in one."""

from institutions.roles.principal import Principal
from institutions.roles.rules import PERMISSIONS

OPEN, WRITE = "institutions.support.open", "institutions.support.write"
SECOND_STEP = "institutions.support.second_step"


def may_open(staff: Principal) -> bool:
    """A role that was ended meanwhile, or that waits for the second step, ends a running session."""
    return _holds(staff, OPEN)


def may_write(staff: Principal) -> bool:
    return _holds(staff, WRITE)


def may_end_second_steps(staff: Principal) -> bool:
    return _holds(staff, SECOND_STEP)


def _holds(staff: Principal, permission: str) -> bool:
    return any(permission in PERMISSIONS.get(held.role, ()) for held in staff.roles)
