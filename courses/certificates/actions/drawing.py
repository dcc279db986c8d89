"""Drawing a certificate's PDF and keeping it."""

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from courses.certificates import document
from courses.certificates.models import Certificate


def draw(certificate: Certificate) -> bytes:
    """Draw the PDF, keep it under a random key, and note where. Drawing again gives the same bytes.

    Not announced and not audited: the document says nothing that the certificate did not say when it was issued.
    """
    drawn = document.draw(certificate)
    token = secrets.token_hex(16)
    key = default_storage.save(f"certificates/{token[:2]}/{token}.pdf", ContentFile(drawn))
    before = certificate.document_key
    certificate.document_key = key
    certificate.document_sha256 = hashlib.sha256(drawn).hexdigest()
    certificate.document_size = len(drawn)
    certificate.save(update_fields=["document_key", "document_sha256", "document_size"])
    if before:
        default_storage.delete(before)
    return drawn


def drawn_already(certificate: Certificate) -> bytes | None:
    """The kept PDF; None when there is none, or when it is lost or is not what was drawn."""
    if not certificate.document_key or not default_storage.exists(certificate.document_key):
        return None
    with default_storage.open(certificate.document_key) as file:
        kept: bytes = file.read()
    return kept if hashlib.sha256(kept).hexdigest() == certificate.document_sha256 else None


def document_of(certificate: Certificate) -> bytes:
    """The PDF, drawn now if nobody has it."""
    return drawn_already(certificate) or draw(certificate)
