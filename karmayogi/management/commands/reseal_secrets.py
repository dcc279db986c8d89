"""`manage.py reseal_secrets`: seal every kept secret anew with the first of SEALING_KEYS. It may run again."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts import facade as accounts
from institutions import facade as institutions


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{accounts.reseal_second_steps()} second steps sealed anew.")
        self.stdout.write(f"{institutions.reseal_sign_on_secrets()} secrets of sign-in services sealed anew.")
