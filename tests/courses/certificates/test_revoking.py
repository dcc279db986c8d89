"""Taking a certificate back."""

import pytest
from django.db import DatabaseError, transaction

from core.audit.actor import Actor
from core.tenancy.context import Scope, acting_in, everywhere
from courses.certificates.actions import RevocationRefused, revoke
from courses.certificates.models import Certificate, CertificateFace
from tests.courses.certificates.conftest import ISSUED, announced, audited

NOTE = "The paper was answered by somebody else; letter 12/2026."


def revoke_it(
    cast, certificate, *, scope: Scope | None = None, reason: str = "evidence", note: str = NOTE
) -> Certificate:
    actor = Actor(name="Dev Malhotra", door="page", person_id=cast.dev.pk, organisation_id=cast.istm.pk)
    with acting_in(scope or cast.organisation_scope("istm", "dev")):
        return revoke(certificate=certificate, reason=reason, note=note, actor=actor, at=ISSUED)


def test_leaves_the_course_and_the_reason_but_not_the_name(cast, certificate):
    revoke_it(cast, certificate)

    with acting_in(Scope()):
        face = CertificateFace.objects.get(number=certificate.number)
    assert (face.state, face.revoked_at, face.revocation_reason) == ("revoked", ISSUED, "evidence")
    assert face.content == {
        "course": "Noting and Drafting on e-Office",
        "course_hi": "ई-ऑफिस पर टिप्पण और प्रारूपण",
        "provider": "Institute of Secretariat Training and Management",
        "provider_hi": "सचिवालय प्रशिक्षण एवं प्रबंध संस्थान",
    }


def test_is_written_down_and_announced(cast, certificate):
    revoke_it(cast, certificate)

    with acting_in(cast.learner_scope("asha")):
        kept = Certificate.objects.get(pk=certificate.pk)
    assert (kept.state, kept.revoked_at, kept.revoked_by_id, kept.revocation_note) == (
        "revoked",
        ISSUED,
        cast.dev.pk,
        NOTE,
    )
    assert kept.content["name"] == "Asha Verma"
    assert audited("courses.certificate.revoked") == [{"reason": "evidence", "note": NOTE}]
    (event,) = announced("CertificateRevoked")
    assert (event["certificate_uuid"], event["person_id"], event["reason"]) == (
        str(certificate.uuid), cast.asha.pk, "evidence"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"reason": ""}, "REASON_MISSING"),
        ({"reason": "mood"}, "REASON_MISSING"),
        ({"note": "too short"}, "NOTE_MISSING"),
    ],
)
def test_without_a_reason_and_a_note_is_refused_and_nothing_is_written(cast, certificate, values, reason):
    with pytest.raises(RevocationRefused) as refused:
        revoke_it(cast, certificate, **values)

    assert refused.value.reason == reason
    assert str(refused.value)
    assert_untouched(cast, certificate)


def test_a_second_time_is_refused_and_keeps_the_first_reason(cast, certificate):
    revoke_it(cast, certificate)

    with pytest.raises(RevocationRefused) as refused:
        revoke_it(cast, certificate, reason="error")

    assert refused.value.reason == "ALREADY_REVOKED"
    with acting_in(Scope()):
        assert CertificateFace.objects.get().revocation_reason == "evidence"
    assert len(announced("CertificateRevoked")) == 1


def test_another_organisation_does_not_find_it(cast, certificate):
    with pytest.raises(Certificate.DoesNotExist):
        revoke_it(cast, certificate, scope=cast.organisation_scope("railways"))

    assert_untouched(cast, certificate)


def test_cannot_be_undone_by_anybody(cast, certificate):
    revoke_it(cast, certificate)

    with (
        everywhere(reason="test", audited=False),
        pytest.raises(DatabaseError, match="stays revoked"),
        transaction.atomic(),
    ):
        Certificate.objects.filter(pk=certificate.pk).update(state="issued", revoked_at=None, revocation_reason="")


def assert_untouched(cast, certificate) -> None:
    with acting_in(cast.learner_scope("asha")):
        assert Certificate.objects.get(pk=certificate.pk).state == "issued"
        assert CertificateFace.objects.get(number=certificate.number).content["name"] == "Asha Verma"
    assert announced("CertificateRevoked") == []
    assert audited("courses.certificate.revoked") == []
