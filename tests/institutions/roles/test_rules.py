import pytest

from institutions.roles.rules import (
    GRANTABLE,
    PERMISSIONS,
    ROLES_OF_KIND,
    HeldRole,
    end_refusal,
    grant_refusal,
    grantable_here,
    grantors_of,
    permits,
    roles_with,
)

INDIA, FINANCE, CBDT, RAILWAYS, CBC = 1, 2, 3, 4, 5
AT_CBDT = (INDIA, FINANCE, CBDT)


def held(role, organisation=FINANCE):
    return (HeldRole(role, organisation),)


@pytest.mark.parametrize(
    ("mine", "role", "kind", "reason"),
    [
        (held("mdo_leader"), "mdo_admin", "office", None),
        (held("mdo_leader"), "mdo_leader", "office", "ROLE_NOT_YOURS_TO_GRANT"),
        (held("mdo_admin"), "content_creator", "office", None),
        (held("mdo_admin"), "mdo_admin", "office", "ROLE_NOT_YOURS_TO_GRANT"),
        (held("mdo_admin"), "mdo_leader", "office", "ROLE_NOT_YOURS_TO_GRANT"),
        (held("content_creator"), "content_creator", "office", "ROLE_NOT_YOURS_TO_GRANT"),
        (held("platform_admin", INDIA), "mdo_leader", "office", None),
        (held("platform_admin", INDIA), "cbc_member", "office", "ROLE_NOT_FOR_THIS_KIND"),
        (held("platform_admin", INDIA), "national_viewer", "ministry", "ROLE_NOT_FOR_THIS_KIND"),
        (held("mdo_leader", RAILWAYS), "mdo_admin", "office", "NOT_YOUR_ORGANISATION"),
        ((), "mdo_admin", "office", "NOT_YOUR_ORGANISATION"),
    ],
)
def test_granting_a_role_at_cbdt(mine, role, kind, reason):
    assert grant_refusal(mine, role, kind, AT_CBDT) == reason


@pytest.mark.parametrize(
    ("mine", "role", "is_own", "leaves_nobody", "reason"),
    [
        (held("mdo_leader"), "mdo_admin", False, False, None),
        (held("mdo_admin"), "mdo_admin", False, False, "ROLE_NOT_YOURS_TO_END"),
        (held("mdo_admin"), "mdo_admin", True, False, None),
        (held("mdo_admin"), "mdo_admin", True, True, "LAST_WHO_CAN_GRANT"),
        (held("platform_admin", INDIA), "mdo_leader", False, True, "LAST_WHO_CAN_GRANT"),
        (held("mdo_admin"), "content_creator", False, True, None),
        (held("mdo_leader", RAILWAYS), "content_creator", False, False, "NOT_YOUR_ORGANISATION"),
    ],
)
def test_ending_a_role_at_cbdt(mine, role, is_own, leaves_nobody, reason):
    assert end_refusal(mine, role, AT_CBDT, is_own=is_own, leaves_nobody=leaves_nobody) == reason


def test_a_role_above_permits_below_and_not_beside():
    chitra = held("mdo_admin")

    assert permits(chitra, "policy.plans.publish", AT_CBDT) == HeldRole("mdo_admin", FINANCE)
    assert permits(chitra, "policy.plans.publish", (INDIA, RAILWAYS)) is None
    assert permits(chitra, "policy.plans.publish", (INDIA,)) is None


def test_the_commission_reads_figures_of_all_and_administers_nobody():
    """It stands in the tree as one office (mission: it watches national indicators down to one office)."""
    esther = (HeldRole("cbc_member", CBC),)

    assert permits(esther, "monitoring.national.view", (INDIA,)) == HeldRole("cbc_member", CBC)
    assert permits(esther, "monitoring.overview.view", AT_CBDT) == HeldRole("cbc_member", CBC)
    assert permits(esther, "ehrms.officials.view", AT_CBDT) is None


def test_an_admin_is_offered_what_an_admin_may_give():
    assert grantable_here(held("mdo_admin"), "office", AT_CBDT) == ("content_creator", "content_reviewer")


def test_who_could_make_somebody_an_author():
    assert roles_with("courses.authoring.write", "office") == ("content_creator",)
    assert grantors_of(("content_creator",)) == ("platform_admin", "mdo_leader", "mdo_admin", "provider_admin")


def test_every_role_can_be_held_somewhere_and_given_by_somebody():
    assert set().union(*ROLES_OF_KIND.values()) == set(PERMISSIONS)
    assert set().union(*GRANTABLE.values()) == set(PERMISSIONS)
