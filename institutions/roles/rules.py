"""What each role permits, and who may grant it. Source: reference to iGOT's role rules, section 1."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ADMINISTER = frozenset(
    {
        "institutions.roles.view",
        "institutions.roles.grant",
        "institutions.organisation.view",
        "institutions.sign_on.manage",
        "ehrms.officials.view",
        "ehrms.officials.import",
        "policy.plans.view",
        "policy.plans.write",
        "policy.plans.publish",
        "monitoring.overview.view",
        "courses.accommodations.grant",
        "core.jobs.view",
        "core.jobs.cancel",
    }
)
PERMISSIONS: dict[str, frozenset[str]] = {
    "mdo_leader": ADMINISTER,
    "mdo_admin": ADMINISTER,
    "content_creator": frozenset({"courses.authoring.view", "courses.authoring.write", "core.jobs.view"}),
    "content_reviewer": frozenset({"courses.authoring.view", "courses.review", "courses.publish"}),
    "provider_admin": frozenset(
        {
            "courses.authoring.view",
            "courses.certificates.reissue",
            "courses.certificates.revoke",
            "courses.extensions.grant",
            "courses.ratings.reply",
            "institutions.roles.view",
            "institutions.roles.grant",
            "institutions.organisation.view",
            "core.jobs.view",
            "core.jobs.cancel",
        }
    ),
    "cbc_member": frozenset({"competencies.framework.write", "monitoring.national.view", "monitoring.overview.view"}),
    "national_viewer": frozenset({"monitoring.national.view", "monitoring.overview.view"}),
    "platform_admin": frozenset(
        {
            "institutions.roles.view",
            "institutions.roles.grant",
            "institutions.organisation.view",
            "institutions.organisation.create",
            "institutions.sign_on.manage",
            "institutions.domains.confirm",
            "core.operations.view",
            "core.jobs.view",
            "core.jobs.cancel",
            "courses.certificates.reissue",
            "courses.certificates.revoke",
            "courses.ratings.moderate",
            "monitoring.national.view",
            "monitoring.overview.view",
        }
    ),
    "support_staff": frozenset({"institutions.support.open"}),
    "support_lead": frozenset(
        {"institutions.support.open", "institutions.support.write", "institutions.support.second_step"}
    ),
}
# Held at its own organisation, and for the whole nation: the Commission stands in the tree as one office beside others.
NATIONWIDE = frozenset({"cbc_member"})
AT_THE_NATION = frozenset({"national_viewer", "platform_admin", "support_staff", "support_lead"})

# Which roles an organisation of a kind can have at all.
ROLES_OF_KIND: dict[str, frozenset[str]] = {
    "nation": AT_THE_NATION,
    "commission": frozenset({"cbc_member", "mdo_leader", "mdo_admin"}),
    "institute": frozenset(PERMISSIONS) - AT_THE_NATION - {"cbc_member"},
    "provider": frozenset({"content_creator", "content_reviewer", "provider_admin"}),
    "ministry": frozenset(PERMISSIONS) - AT_THE_NATION - {"cbc_member"},
    "department": frozenset(PERMISSIONS) - AT_THE_NATION - {"cbc_member"},
    "state": frozenset(PERMISSIONS) - AT_THE_NATION - {"cbc_member"},
    "office": frozenset({"mdo_leader", "mdo_admin", "content_creator", "content_reviewer"}),
}

# What a grantor of a role may hand out. A leader makes no leader, an admin neither leader nor admin.
GRANTABLE: dict[str, frozenset[str]] = {
    "platform_admin": frozenset(PERMISSIONS),
    "mdo_leader": frozenset({"mdo_admin", "content_creator", "content_reviewer", "provider_admin"}),
    "mdo_admin": frozenset({"content_creator", "content_reviewer"}),
    "provider_admin": frozenset({"content_creator", "content_reviewer"}),
}


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role somebody holds, at which organisation, since when."""

    role: str
    organisation_id: int
    since: datetime | None = field(default=None, compare=False)


def permits(held: tuple[HeldRole, ...], permission: str, path: tuple[int, ...]) -> HeldRole | None:
    """The held role that gives the permission at the organisation whose root-to-node ids are `path`, if any."""
    for role in held:
        reaches = role.organisation_id in path or role.role in NATIONWIDE
        if reaches and permission in PERMISSIONS.get(role.role, ()):
            return role
    return None


def grant_refusal(held: tuple[HeldRole, ...], role: str, kind: str, path: tuple[int, ...]) -> str | None:
    """Why the holder may not grant `role` at an organisation of `kind`; None when it is allowed."""
    if role not in ROLES_OF_KIND.get(kind, ()):
        return "ROLE_NOT_FOR_THIS_KIND"
    here = [mine for mine in held if mine.organisation_id in path]
    if not here:
        return "NOT_YOUR_ORGANISATION"
    if not any(role in GRANTABLE.get(mine.role, ()) for mine in here):
        return "ROLE_NOT_YOURS_TO_GRANT"
    return None


def end_refusal(
    held: tuple[HeldRole, ...], role: str, path: tuple[int, ...], *, is_own: bool, leaves_nobody: bool
) -> str | None:
    """Why the holder may not end a `role` held at the organisation with this path; None when it is allowed.

    `is_own`: the role is the holder's own, which anybody may lay down. `leaves_nobody`: nobody else at or above the
    organisation, the nation not counted, could hand out roles there any more.
    """
    here = [mine for mine in held if mine.organisation_id in path]
    if not is_own:
        if not here:
            return "NOT_YOUR_ORGANISATION"
        if not any(role in GRANTABLE.get(mine.role, ()) for mine in here):
            return "ROLE_NOT_YOURS_TO_END"
    if leaves_nobody and role in GRANTABLE:
        return "LAST_WHO_CAN_GRANT"
    return None


def grantable_here(held: tuple[HeldRole, ...], kind: str, path: tuple[int, ...]) -> tuple[str, ...]:
    """The roles that the holder may hand out at an organisation of `kind`, in the order of PERMISSIONS."""
    return tuple(role for role in PERMISSIONS if grant_refusal(held, role, kind, path) is None)


def roles_with(permission: str, kind: str) -> tuple[str, ...]:
    """The roles of an organisation of `kind` that give the permission."""
    return tuple(
        role for role, permissions in PERMISSIONS.items() if permission in permissions and role in ROLES_OF_KIND[kind]
    )


def grantors_of(roles: tuple[str, ...]) -> tuple[str, ...]:
    """The roles whose holders may hand out one of `roles`."""
    return tuple(grantor for grantor, hands_out in GRANTABLE.items() if hands_out.intersection(roles))


@dataclass(frozen=True, slots=True)
class SecondStepPolicy:
    """Which roles open only to who signed in with a second step.

    `days`: for each such role, how many days after it was given it still opens without. `since`: roles given before
    this day count from it, so that a deployment which turns the policy on gives everybody the same time.
    """

    days: dict[str, int]
    since: date | None
    zone: ZoneInfo

    def asks_from(self, held: HeldRole) -> datetime | None:
        """From when the role asks for a second step; None when it never does."""
        if held.role not in self.days or held.since is None:
            return None
        begins = held.since
        if self.since is not None:
            begins = max(begins, datetime.combine(self.since, time.min, self.zone))
        return begins + timedelta(days=self.days[held.role])


def second_step_days(said: Iterable[str], *, otherwise: int) -> dict[str, int]:
    """Days of grace by role, from words like "platform_admin:0" and "mdo_admin"; ValueError names a wrong word."""
    days = {}
    for word in said:
        role, _colon, number = word.partition(":")
        if role not in PERMISSIONS or (_colon and not number.isdecimal()):
            raise ValueError(word)
        days[role] = int(number) if _colon else otherwise
    return days


def before_second_step(
    held: tuple[HeldRole, ...], policy: SecondStepPolicy, at: datetime
) -> tuple[tuple[HeldRole, ...], tuple[HeldRole, ...], datetime | None]:
    """For who signed in by one step: the roles that open, those that wait for the second, and when the next one will."""
    asked = [(role, policy.asks_from(role)) for role in held]
    waiting = tuple(role for role, begins in asked if begins is not None and begins <= at)
    later = [begins for _role, begins in asked if begins is not None and begins > at]
    return tuple(role for role, _begins in asked if role not in waiting), waiting, min(later, default=None)
