"""Issuing: once for each completion, frozen, with a public face, fenced, announced."""

import threading
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Person
from core.audit.actor import platform
from core.tenancy.context import Scope, acting_in, everywhere
from courses.certificates.actions import IssueRefused, follow_transfer, issue
from courses.certificates.models import Certificate, CertificateFace
from courses.certificates.queries import facts_of
from courses.certificates.reactions import issue_for_completions
from courses.certificates.rules import Content, Shown, is_well_formed
from courses.events import CourseCompleted
from ehrms.officials.models import Official, Posting
from institutions.positions.models import Designation
from tests.cast import Cast, build_cast
from tests.courses.certificates.conftest import COMPLETED, ISSUED, announced, audited, complete, issue_for, make_version


def test_copies_what_it_says_in_both_languages(cast, certificate, completion):
    assert Content.from_json(certificate.content) == Content(
        name="Asha Verma",
        name_hi="आशा वर्मा",
        post="",
        post_hi="",
        organisation="Central Board of Direct Taxes",
        organisation_hi="केंद्रीय प्रत्यक्ष कर बोर्ड",
        course="Noting and Drafting on e-Office",
        course_hi="ई-ऑफिस पर टिप्पण और प्रारूपण",
        version=4,
        minutes=130,
        competencies=(
            Shown("Noting and Drafting", "टिप्पण और प्रारूपण", "Office Management", "कार्यालय प्रबंधन", "functional", 3),
        ),
        grade="B",
        band=(75, 89),
        provider="Institute of Secretariat Training and Management",
        provider_hi="सचिवालय प्रशिक्षण एवं प्रबंध संस्थान",
        completed_on=date(2026, 11, 22),  # in India, where it is already the next day
    )
    assert is_well_formed(certificate.number)
    assert (certificate.issued_at, certificate.completed_at) == (ISSUED, completion.completed_at)


def test_two_completions_of_a_person_name_the_post_of_their_own_day(cast, version):
    """Issued together, as after an outage of the worker: Asha was promoted between the two."""
    with everywhere(reason="test", audited=False):
        official = Official.objects.create(
            person=cast.asha, employer_id=cast.finance.pk, home_organisation_id=cast.cbdt.pk, employee_code="A1",
            created_at=COMPLETED,
        )  # fmt: skip
        days = [COMPLETED - timedelta(days=400), COMPLETED - timedelta(days=100), None]
        for code, title, since, until in (
            ("inspector-t", "Inspector", days[0], days[1]), ("officer-t", "Officer", days[1], days[2]),
        ):  # fmt: skip
            Posting.objects.create(
                official=official, person_id=cast.asha.pk, home_organisation_id=cast.cbdt.pk, organisation=cast.cbdt,
                designation=Designation.objects.create(code=code, name=title, name_hi=title), active_from=since.date(),
                active_to=until.date() if until else None,
            )  # fmt: skip
        early = complete(version, cast.asha, cast.cbdt, at=COMPLETED - timedelta(days=200))
        late = complete(version, cast.asha, cast.cbdt)
        facts = facts_of([early.uuid, late.uuid])

    assert [fact.content.post for fact in facts] == ["Inspector", "Officer"]


def test_gives_it_a_face_that_everybody_may_read_and_announces_it(cast, certificate, completion):
    with acting_in(Scope()):
        face = CertificateFace.objects.get(number=certificate.number)
        assert face.content == certificate.content
        assert not Certificate.objects.exists()
    (event,) = announced("CertificateIssued")
    assert event["certificate_uuids"] == [str(certificate.uuid)]
    assert event["completion_uuids"] == [str(completion.uuid)]
    assert event["person_ids"] == [cast.asha.pk]
    assert audited("courses.certificate.issued") == [{"completion": str(completion.uuid)}]


def test_twice_is_the_same_as_once(certificate, completion):
    assert issue_for(completion.uuid) == []

    with everywhere(reason="test", audited=False):
        assert Certificate.objects.count() == CertificateFace.objects.count() == 1
    assert len(announced("CertificateIssued")) == 1


def test_many_at_once_take_as_many_queries_as_one(cast, version, django_assert_max_num_queries):
    with everywhere(reason="test", audited=False):
        completions = [complete(version, person, cast.cbdt) for person in (cast.asha, cast.indu, cast.chitra)]
        with django_assert_max_num_queries(15):  # 12, and a line of audit for each certificate
            issued = issue(completion_uuids=[each.uuid for each in completions], actor=platform(), at=ISSUED)

    assert [each.person_id for each in issued] == [cast.asha.pk, cast.indu.pk, cast.chitra.pk]
    assert len({each.number for each in issued}) == 3


def test_a_completion_that_is_not_there_is_refused_and_nothing_is_written(completion):
    with pytest.raises(IssueRefused) as refused:
        issue_for(completion.uuid, uuid4())

    assert refused.value.reason == "NO_COMPLETION"
    with everywhere(reason="test", audited=False):
        assert not Certificate.objects.exists()
    assert announced("CertificateIssued") == []


def test_draws_another_number_when_one_is_taken(cast, version, certificate, monkeypatch):
    from courses.certificates.actions import issuing

    drawn = iter([certificate.number, "000000000012"])
    monkeypatch.setattr(issuing, "number_of", lambda value: next(drawn))
    with everywhere(reason="test", audited=False):
        second = complete(version, cast.indu, cast.cbdt)

    (issued,) = issue_for(second.uuid)

    assert issued.number == "000000000012"


def test_follows_from_the_announcement_of_a_completion(cast, completion):
    event = CourseCompleted(
        at=completion.completed_at,
        organisation_id=cast.cbdt.pk,
        offering_id=completion.offering_id,
        offering_uuid=str(completion.offering.uuid),
        version_id=completion.version_id,
        enrolment_uuid=str(completion.enrolment.uuid),
        completion_uuid=str(completion.uuid),
        person_id=cast.asha.pk,
        provider_id=completion.provider_id,
        grade="B",
        minutes=130,
    )

    with everywhere(reason="test", audited=False):
        issue_for_completions([event, event])
        issue_for_completions([event])

    with acting_in(cast.learner_scope("asha")):
        assert Certificate.objects.get().completion_uuid == completion.uuid


@pytest.mark.parametrize(
    "change", [{"number": "000000000000"}, {"content": {}}, {"issued_at": datetime(2020, 1, 1, tzinfo=UTC)}]
)
def test_what_it_says_cannot_be_changed_by_anybody(certificate, change):
    with (
        everywhere(reason="test", audited=False),
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
    ):
        Certificate.objects.filter(pk=certificate.pk).update(**change)


def test_a_new_name_does_not_reach_it(cast, certificate):
    with acting_in(cast.learner_scope("asha")):
        Person.objects.filter(pk=cast.asha.pk).update(full_name="Somebody Else")

        assert Certificate.objects.get().content["name"] == "Asha Verma"


def test_only_the_person_those_above_and_the_provider_find_it(cast, certificate):
    def finds(scope: Scope) -> bool:
        with acting_in(scope):
            return Certificate.objects.filter(uuid=certificate.uuid).exists()

    assert finds(cast.learner_scope("asha"))
    assert finds(cast.organisation_scope("finance", "chitra"))
    assert finds(cast.organisation_scope("istm"))
    assert not finds(cast.learner_scope("bilal"))
    assert not finds(cast.learner_scope("indu"))
    assert not finds(cast.organisation_scope("railways"))


def test_goes_with_its_person(cast, version):
    with everywhere(reason="test", audited=False):
        completion = complete(version, cast.farah, cast.cbdt)
        (certificate,) = issue(completion_uuids=[completion.uuid], actor=platform(), at=ISSUED)
        moved = follow_transfer(
            person_ids=[cast.farah.pk], home_organisation_id=cast.railways.pk, actor=platform(), at=ISSUED
        )

    assert moved == 1
    for scope in (cast.learner_scope("farah"), cast.organisation_scope("railways"), cast.organisation_scope("finance")):
        with acting_in(scope):
            assert Certificate.objects.filter(uuid=certificate.uuid).exists()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_ten_at_once_issue_one():
    """Ten workers get the same announcement in the same moment."""
    build_cast()
    cast = Cast.load()
    with everywhere(reason="test", audited=False):
        completion = complete(make_version(cast), cast.asha, cast.cbdt)
    ready = threading.Barrier(10)
    issued: list[int] = []

    def work() -> None:
        try:
            ready.wait()
            issued.append(len(issue_for(completion.uuid)))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(issued) == [0] * 9 + [1]
    with everywhere(reason="test", audited=False):
        assert Certificate.objects.count() == CertificateFace.objects.count() == 1
    assert len(announced("CertificateIssued")) == 1
