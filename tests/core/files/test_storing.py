"""Keeping a file."""

import hashlib
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core.audit.actor import Actor
from core.audit.models import AuditEntry
from core.files.actions import FileRefused, store
from core.files.models import StoredFile
from core.files.queries import described, opened
from core.files.rules import MP4, PDF
from core.tenancy.context import acting_in

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
BYTES = b"%PDF-1.7\n" + b"x" * 5000


def actor_for(cast, name, code):
    return Actor(name=name, door="page", person_id=getattr(cast, name).pk, organisation_id=cast.organisations[code].pk)


def bring(cast, data=BYTES, name="नियम.pdf", **more):
    return store(
        upload=ContentFile(data, name=name), kind="tests.rules", accept=frozenset({PDF, MP4}),
        actor=actor_for(cast, "dev", "istm"), at=AT, **more,
    )  # fmt: skip


def test_keeps_the_bytes_under_a_random_key_and_says_what_they_are(cast):
    with acting_in(cast.organisation_scope("istm", "dev")):
        file = bring(cast)

        assert (file.name, file.content_type, file.size) == ("नियम.pdf", "application/pdf", 5009)
        assert file.sha256 == hashlib.sha256(BYTES).hexdigest()
        assert file.key.startswith("tests/rules/2026/11/")
        assert "नियम" not in file.key
        with opened(file) as source:
            assert source.read() == BYTES
        assert AuditEntry.objects.filter(action="core.file.stored", target_uuid=file.uuid).count() == 1


@pytest.mark.parametrize(
    ("data", "name", "reason", "sentence"),
    [
        (b"", "a.pdf", "EMPTY", "The file “a.pdf” is empty."),
        (b"MZ\x90\x00", "a.pdf", "NOT_WHAT_ITS_NAME_SAYS",
         "The file “a.pdf” is not a PDF file, although its name says so. Save it as PDF and try again."),
        (b"%PDF-1.7", "a.exe", "KIND_NOT_TAKEN",
         "The file “a.exe” is of a kind we do not take here. We take: MP4, PDF."),
    ],
)  # fmt: skip
def test_refuses_with_a_plain_sentence_and_keeps_nothing(cast, data, name, reason, sentence):
    with acting_in(cast.organisation_scope("istm", "dev")):
        with pytest.raises(FileRefused) as refusal:
            bring(cast, data, name)

        assert refusal.value.reason == reason
        assert str(refusal.value) == sentence
        assert not StoredFile.objects.exists()
        assert not AuditEntry.objects.filter(action="core.file.stored").exists()


def test_refuses_a_file_that_is_too_large(cast):
    with acting_in(cast.organisation_scope("istm", "dev")), pytest.raises(FileRefused) as refusal:
        bring(cast, b"%PDF-" + b"x" * 1024 * 1024, "big.pdf", max_mb=1)

    assert refusal.value.reason == "TOO_LARGE"
    assert str(refusal.value) == "The file “big.pdf” is larger than 1 MB, the most we take."


def test_leaves_no_bytes_behind_when_the_row_is_refused(cast):
    """Dev's scope may not write a file of another organisation."""
    with pytest.raises(Exception, match="row-level security"), acting_in(cast.organisation_scope("istm")):
        store(
            upload=ContentFile(BYTES, name="a.pdf"), kind="tests.orphan", accept=frozenset({PDF}),
            actor=actor_for(cast, "dev", "railways"), at=AT,
        )  # fmt: skip

    assert (
        not default_storage.exists("tests/orphan/2026/11") or default_storage.listdir("tests/orphan/2026/11")[1] == []
    )


def test_another_organisation_does_not_see_the_file_but_a_row_that_names_it_may_describe_it(cast):
    with acting_in(cast.organisation_scope("istm", "dev")):
        file = bring(cast)

    with acting_in(cast.learner_scope("asha")):
        assert not StoredFile.objects.filter(uuid=file.uuid).exists()
        face = described([file.uuid])[file.uuid]

    assert (face.name, face.key, face.size) == (file.name, file.key, 5009)
