"""`python -m tests.walk.specimens`: in the product's database, printing the places."""

import json
import sys

import django

django.setup()

from django.db import transaction  # noqa: E402 (Django must be set up first)

from tests.walk.specimens import make  # noqa: E402

with transaction.atomic():
    made = make()
json.dump(made, sys.stdout)
