from datetime import UTC, datetime

from accounts.models import Person, User
from core.tenancy.context import everywhere
from courses.catalogue.models import Captions, Chapters, Offering, Rendition, Resource
from courses.enrolment.models import Assignment, Completion, Enrolment
from ehrms.officials.models import Official, Posting
from institutions.organisations.models import ApprovedDomain, Organisation
from institutions.positions.models import Designation
from institutions.roles.models import Membership
from karmayogi.demo import data
from karmayogi.demo.cast import CAST
from karmayogi.demo.loading import APPROVED_DOMAINS, load
from karmayogi.demo.officials import RANKS
from policy.plans.models import CapacityBuildingPlan

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FEW = 0.02  # of the colleagues: about sixty
COUNTED = (
    Organisation, Designation, ApprovedDomain, Person, User, Membership, Offering, Resource, Captions, Chapters,
    Rendition, Official, Posting, CapacityBuildingPlan, Assignment, Enrolment, Completion,
)  # fmt: skip


def counted():
    with everywhere(reason="test", audited=False):
        return {model.__name__: model.objects.count() for model in COUNTED}


def test_loading_again_changes_nothing(cast):
    load(NOW, share=FEW)
    once = counted()

    load(NOW, share=FEW)

    assert counted() == once
    # Twelve courses of two readings, a film, a handout and a quiz, one of them a second time in review; files and
    # captions in the languages of each; a talk and a web site in two of them; two parts of a course just begun; a course
    # of two SCORM packages and a link; an assessment with its reading. Farah has two postings.
    courses = {"Offering": 15, "Resource": 74, "Captions": 18, "Chapters": 18, "Rendition": 35}
    assert once | courses | {"User": 9, "Membership": 5} == once
    assert (once["Organisation"], once["Designation"]) == (218, 68)
    assert once["ApprovedDomain"] == len(APPROVED_DOMAINS)
    few = sum(max(1, round(int(row["people"]) * FEW)) for row in data.offices())
    assert once["Person"] == once["Official"] == once["Posting"] - 1 == len(CAST) + few
    assert once["CapacityBuildingPlan"] == 8
    with everywhere(reason="test", audited=False):
        assert Posting.objects.get(person_id=cast.asha.pk).supervisor_id == cast.indu.pk
        assert Official.objects.get(person=cast.farah).home_organisation_id == cast.railways.pk
        assert Completion.objects.filter(person=cast.farah, organisation_id=cast.revenue.pk).count() == 3
        mine = Assignment.objects.filter(person=cast.asha, due_date__year=2026, due_date__gte="2026-11-01").order_by(
            "due_date"
        )
        codes = ["noting-and-drafting", "code-of-conduct", "rti-act-2005-basics"]
        assert list(mine.values_list("offering__code", flat=True)) == codes
        asked = Assignment.objects.filter(
            person=cast.farah, organisation_id=cast.railways.pk
        )  # by her new ministry alone
        assert set(asked.values_list("offering__code", flat=True)) == {"grievance-redress", "parliamentary-procedure"}


def test_nobody_of_the_cast_has_a_password(cast):
    assert not any(user.has_usable_password() for user in User.objects.all())


def test_designations_have_names_in_both_languages_and_a_group():
    assert all(row["name"] and row["name_hi"] and row["group"] for row in data.designations())


def test_offices_and_designations_of_the_colleagues_exist_and_are_forty_for_three_thousand():
    offices = data.offices()
    known = {row["code"] for row in data.designations()}

    assert {row["code"] for row in offices} <= {row["code"] for row in data.organisations()}
    assert {row["kind"] for row in offices} <= set(RANKS)
    assert {rank for ranks in RANKS.values() for rank in ranks.split()} <= known
    assert len(offices) == 42
    assert sum(int(row["people"]) for row in offices) == 3055
