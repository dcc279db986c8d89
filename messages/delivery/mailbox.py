"""The demo site's mail server: mails become rows, shown at /demo/mailbox/."""

from collections.abc import Sequence
from email.utils import make_msgid

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from messages.delivery.models import SentMail

KEEP = 500


class DemoMailbox(BaseEmailBackend):
    """Carries nothing anywhere. The same mail (by Message-ID) twice is one row."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mail in email_messages:
            html = next((part[0] for part in getattr(mail, "alternatives", []) if part[1] == "text/html"), "")
            SentMail.objects.get_or_create(
                message_id=(mail.extra_headers.get("Message-ID") or make_msgid())[:255],
                defaults={
                    "to": ", ".join(mail.recipients())[:1000],
                    "subject": str(mail.subject)[:1000],
                    "body": str(mail.body),
                    "html": str(html),
                    "sent_at": timezone.now(),
                },
            )
        oldest_kept = SentMail.objects.order_by("-pk").values_list("pk", flat=True)[KEEP : KEEP + 1].first()
        if oldest_kept is not None:
            SentMail.objects.filter(pk__lte=oldest_kept).delete()
        return len(email_messages)

    def has_sent(self, message_id: str) -> bool:
        """Asked about mails that a killed worker left behind."""
        return SentMail.objects.filter(message_id=message_id).exists()
