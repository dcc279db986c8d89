from datetime import UTC, datetime

from accounts.models import Person, User
from core.tenancy.context import everywhere
from institutions.organisations.models import ApprovedDomain, Organisation
from institutions.positions.models import Designation
from institutions.roles.models import Membership
from karmayogi.demo import data
from karmayogi.demo.loading import APPROVED_DOMAINS, load

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def counted():
    with everywhere(reason="test", audited=False):
        return [m.objects.count() for m in (Organisation, Designation, ApprovedDomain, Person, User, Membership)]


def test_loading_again_changes_nothing(cast):
    load(NOW)
    once = counted()

    load(NOW)

    assert counted() == once == [218, 68, len(APPROVED_DOMAINS), 309, 9, 5]


def test_nobody_of_the_cast_has_a_password(cast):
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_designations_have_names_in_both_languages_and_a_group():
    assert all(row["name"] and row["name_hi"] and row["group"] for row in data.designations())
