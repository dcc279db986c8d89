"""A certificate that says something wrong is superseded, not changed; its holder can ask for it."""

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import Person
from core.audit.actor import Actor, platform
from core.tenancy.context import Scope, acting_in, everywhere
from courses.certificates import queries
from courses.certificates.actions import (
    CorrectionRefused,
    DecisionRefused,
    ReissueRefused,
    RevocationRefused,
    ask_for_correction,
    decide_correction,
    follow_merge,
    reissue,
    revoke,
)
from courses.certificates.history import history_of
from courses.certificates.models import Certificate, CertificateCorrection, CertificateFace
from courses.certificates.rules import Content, printed, sha256_of
from tests.cast import Cast, build_cast
from tests.courses.certificates.conftest import ISSUED, announced, audited, complete, issue_for, make_version

NOTE = "Gazette notification of the new name, 12/2026."
WRONG = "My name was changed after marriage."


def dev(cast) -> Actor:
    return Actor(name="Dev Malhotra", door="page", person_id=cast.dev.pk, organisation_id=cast.istm.pk)


def asha(cast) -> Actor:
    return Actor(name="Asha Verma", door="page", person_id=cast.asha.pk, organisation_id=cast.cbdt.pk)


def rename(cast, name: str = "Asha Verma Rao", name_hi: str = "आशा वर्मा राव") -> None:
    with everywhere(reason="test", audited=False):
        Person.objects.filter(pk=cast.asha.pk).update(full_name=name, full_name_hi=name_hi)


def reissue_it(cast, certificate, *, scope: Scope | None = None, reason: str = "name", note: str = NOTE, **by):
    with acting_in(scope or cast.organisation_scope("istm", "dev")):
        return reissue(certificate=certificate, reason=reason, note=note, actor=by.get("actor", dev(cast)), at=ISSUED)


def ask(cast, certificate, reason: str = "name", note: str = WRONG) -> CertificateCorrection:
    with acting_in(cast.learner_scope("asha")):
        return ask_for_correction(certificate=certificate, reason=reason, note=note, actor=asha(cast), at=ISSUED)


def decide(cast, correction, *, approve: bool, answer: str = NOTE, actor: Actor | None = None):
    with acting_in(cast.organisation_scope("istm", "dev")):
        return decide_correction(
            correction=correction, approve=approve, answer=answer, actor=actor or dev(cast), at=ISSUED
        )


def kept(certificate) -> Certificate:
    with everywhere(reason="test", audited=False):
        return Certificate.objects.get(pk=certificate.pk)


def test_the_new_one_says_the_new_name_and_everything_else_as_before(cast, certificate):
    rename(cast)
    with everywhere(reason="test", audited=False):
        type(cast.istm).objects.filter(pk=cast.istm.pk).update(name="ISTM (renamed since)")

    after = reissue_it(cast, certificate)

    before = kept(certificate)
    assert (before.state, before.superseded_at, before.content["name"]) == ("superseded", ISSUED, "Asha Verma")
    assert (after.state, after.supersedes_id, after.issued_by_id) == ("issued", certificate.pk, cast.dev.pk)
    assert after.number != before.number
    assert after.completion_uuid == before.completion_uuid
    assert kept(after).content == before.content | {"name": "Asha Verma Rao", "name_hi": "आशा वर्मा राव"}
    assert after.content_sha256 == sha256_of(after.content)
    (event,) = announced("CertificateReissued")
    assert (event["certificate_uuid"], event["superseded_uuid"]) == (str(after.uuid), str(before.uuid))
    assert audited("courses.certificate.reissued") == [
        {"supersedes": before.number, "reason": "name", "note": NOTE, "changed": ["name", "name_hi"]}
    ]


def test_the_public_page_of_the_old_one_leads_to_the_last_of_a_chain(cast, certificate):
    numbers = [certificate.number]
    for name in ("Asha V. Rao", "Asha Verma Rao"):
        rename(cast, name)
        certificate = reissue_it(cast, certificate)
        numbers.append(certificate.number)

    with acting_in(Scope()):
        first, second, third = (queries.verify(number) for number in numbers)
        old = CertificateFace.objects.get(number=numbers[0])
    assert [one.status for one in (first, second, third)] == ["superseded", "superseded", "valid"]
    assert (first.successor, second.successor) == (printed(numbers[2]),) * 2
    assert first.content is None
    assert "name" not in old.content
    assert third.content is not None
    assert third.content.name == "Asha Verma Rao"


def test_its_history_says_by_whom_and_why_and_keeps_the_note_with_the_provider(cast, certificate):
    rename(cast)
    decide(cast, ask(cast, certificate), approve=True)

    with acting_in(cast.learner_scope("asha")):
        after = Certificate.objects.get(state="issued")
        steps = history_of(after, language="en")
    assert [(step.kind, step.by, step.why) for step in steps] == [
        ("issued", "Karmayogi", ""),
        ("reissued", "Dev Malhotra", "The name was corrected"),
        ("asked", "the holder", "The name was corrected"),
    ]
    assert [step.note for step in steps] == ["", "", WRONG]
    with acting_in(cast.organisation_scope("istm", "dev")):
        assert history_of(after, language="en", for_provider=True)[1].note == NOTE


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"reason": ""}, "REASON_MISSING"),
        ({"reason": "mood"}, "REASON_MISSING"),
        ({"note": "too short"}, "NOTE_MISSING"),
        ({"reason": "post"}, "NOTHING_CHANGES"),
    ],
)
def test_a_reissue_without_cause_is_refused_and_nothing_is_written(cast, certificate, values, reason):
    rename(cast)

    with pytest.raises(ReissueRefused) as refused:
        reissue_it(cast, certificate, **values)

    assert refused.value.reason == reason
    assert str(refused.value)
    assert_untouched(cast, certificate)


def test_nobody_decides_about_their_own(cast, certificate):
    rename(cast)
    correction = ask(cast, certificate)

    with pytest.raises(ReissueRefused) as refused:
        reissue_it(cast, certificate, actor=asha(cast))
    with pytest.raises(DecisionRefused) as undecided:
        decide(cast, correction, approve=True, actor=asha(cast))

    assert (refused.value.reason, undecided.value.reason) == ("OWN_CERTIFICATE", "OWN_CERTIFICATE")
    assert_untouched(cast, certificate)


def test_another_organisation_does_not_find_it(cast, certificate):
    rename(cast)

    with pytest.raises(Certificate.DoesNotExist):
        reissue_it(cast, certificate, scope=cast.organisation_scope("railways"))

    assert_untouched(cast, certificate)


def test_what_is_superseded_or_revoked_is_neither_replaced_nor_revoked_again(cast, certificate):
    rename(cast)
    after = reissue_it(cast, certificate)
    with acting_in(cast.organisation_scope("istm", "dev")):
        with pytest.raises(RevocationRefused) as refused:
            revoke(certificate=certificate, reason="error", note=NOTE, actor=dev(cast), at=ISSUED)
        revoke(certificate=after, reason="error", note=NOTE, actor=dev(cast), at=ISSUED)

    with pytest.raises(ReissueRefused) as replaced:
        reissue_it(cast, certificate)
    with pytest.raises(ReissueRefused) as revived:
        reissue_it(cast, after)

    assert refused.value.reason == "SUPERSEDED"
    assert (replaced.value.reason, revived.value.reason) == ("NOT_VALID", "NOT_VALID")
    assert issue_for(certificate.completion_uuid) == []  # the announcement of the completion comes again


def test_the_database_keeps_one_valid_certificate_of_a_completion(cast, certificate):
    with everywhere(reason="test", audited=False):
        for values in ({"supersedes": certificate, "reissue_reason": "name"}, {}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Certificate.objects.create(
                    number="000000000012", person=cast.asha, organisation_id=1, home_organisation_id=1, provider_id=1,
                    offering_id=certificate.offering_id, completion_uuid=certificate.completion_uuid, content={},
                    completed_at=ISSUED, issued_at=ISSUED, **values,
                )  # fmt: skip
        reissued = Certificate.objects.filter(pk=certificate.pk)
        with pytest.raises(DatabaseError, match="certificate_state_says_why"), transaction.atomic():
            reissued.update(state="superseded")


def test_a_request_is_made_once_at_a_time_and_answered(cast, certificate):
    correction = ask(cast, certificate)

    with pytest.raises(CorrectionRefused) as refused:
        ask(cast, certificate)
    declined = decide(cast, correction, approve=False, answer="Your service record says so.")
    with pytest.raises(DecisionRefused) as again:
        decide(cast, correction, approve=False)

    assert (refused.value.reason, again.value.reason) == ("ALREADY_ASKED", "ALREADY_DECIDED")
    assert (declined.state, declined.answer) == ("declined", "Your service record says so.")
    assert [event["person_id"] for event in announced("CorrectionAsked")] == [cast.asha.pk]
    assert len(announced("CorrectionDeclined")) == 1
    assert ask(cast, certificate).state == "open"  # and may be made again


@pytest.mark.parametrize(
    ("reason", "note", "refusal"), [("mood", WRONG, "REASON_MISSING"), ("name", "wrong", "NOTE_MISSING")]
)
def test_a_request_says_what_is_wrong(cast, certificate, reason, note, refusal):
    with pytest.raises(CorrectionRefused) as refused:
        ask(cast, certificate, reason, note)

    assert refused.value.reason == refusal
    with everywhere(reason="test", audited=False):
        assert not CertificateCorrection.objects.exists()
    assert announced("CorrectionAsked") == []


def test_a_revocation_answers_the_request_that_waits(cast, certificate):
    correction = ask(cast, certificate)
    with acting_in(cast.organisation_scope("istm", "dev")):
        revoke(certificate=certificate, reason="error", note=NOTE, actor=dev(cast), at=ISSUED)
        correction.refresh_from_db()

    assert correction.state == "declined"


def test_comes_along_when_two_records_turn_out_to_be_one_person(cast, version, certificate):
    with everywhere(reason="test", audited=False):
        with pytest.raises(DatabaseError, match="stays with its person"), transaction.atomic():
            Certificate.objects.filter(pk=certificate.pk).update(person=cast.farah)
        Person.objects.filter(pk=cast.asha.pk).update(merged_into=cast.farah)
        moved = follow_merge(person_id=cast.farah.pk, actor=platform(), at=ISSUED)
        again = follow_merge(person_id=cast.farah.pk, actor=platform(), at=ISSUED)

    assert (moved, again) == (1, 0)
    with acting_in(cast.learner_scope("farah")):
        mine = Certificate.objects.get()
    assert mine.content["name"] == "Asha Verma"
    assert mine.home_organisation_id == cast.farah.home_organisation_id


def test_outlives_the_course_and_the_service(cast, version, certificate):
    """Retired and retitled, the official left: the certificate and its public page say what they said."""
    with everywhere(reason="test", audited=False):
        version.offering.state = "retired"
        version.offering.title = "Something else"
        version.offering.published_version = None
        version.offering.save()
        Person.objects.filter(pk=cast.asha.pk).update(home_organisation_id=None)

    with acting_in(Scope(person_id=cast.asha.pk)):
        (listed,) = queries.certificates_of(cast.asha.pk, language="en")
        face = queries.verify(certificate.number)
    assert (listed.course, listed.is_valid) == ("Noting and Drafting on e-Office", True)
    assert face.content == Content.from_json(certificate.content)
    assert certificate.content_sha256 == sha256_of(kept(certificate).content)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_five_at_once_give_one_successor():
    build_cast()
    cast = Cast.load()
    with everywhere(reason="test", audited=False):
        completion = complete(make_version(cast), cast.asha, cast.cbdt)
    (certificate,) = issue_for(completion.uuid)
    rename(cast)
    ready = threading.Barrier(5)
    said: list[str] = []

    def work() -> None:
        try:
            ready.wait()
            reissue_it(cast, certificate)
            said.append("issued")
        except ReissueRefused as refused:
            said.append(refused.reason)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == ["NOT_VALID"] * 4 + ["issued"]
    with everywhere(reason="test", audited=False):
        assert sorted(Certificate.objects.values_list("state", flat=True)) == ["issued", "superseded"]
    assert len(announced("CertificateReissued")) == 1


def assert_untouched(cast, certificate) -> None:
    assert kept(certificate).state == "issued"
    with everywhere(reason="test", audited=False):
        assert Certificate.objects.count() == CertificateFace.objects.count() == 1
    assert announced("CertificateReissued") == []
    assert audited("courses.certificate.reissued") == []
