"""Text messages to mobile phones, through the gateway that `SMS_GATEWAY` names; without one, mobile sign-up is off.

A gateway is a function `send(number, text)`, named by its dotted path. The demo's writes to the demo mailbox.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string


def is_available() -> bool:
    return bool(settings.SMS_GATEWAY)


def send(number: str, text: str) -> None:
    import_string(settings.SMS_GATEWAY)(number, text)


def to_demo_mailbox(number: str, text: str) -> None:
    """Shown at /demo/mailbox/ beside the mails; nothing leaves the machine."""
    send_mail(f"SMS to {number}", text, None, [f"{number.lstrip('+')}@sms.karmayogi.localhost"])
