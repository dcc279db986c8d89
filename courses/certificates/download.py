"""A certificate's PDF as an answer, for the page and for programs."""

from django.http import HttpResponse

from courses.certificates.actions.drawing import document_of
from courses.certificates.models import Certificate
from courses.certificates.rules import printed


def download(certificate: Certificate) -> HttpResponse:
    """Drawn now if the worker has not been there yet."""
    response = HttpResponse(document_of(certificate), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="certificate-{printed(certificate.number)}.pdf"'
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    return response
