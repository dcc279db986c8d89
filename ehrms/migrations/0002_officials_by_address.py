"""An index on a large table: alone, and built without locking it. Sign-up asks for the official listed with an address."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("ehrms", "0001_officials_and_exchange")]

    operations = [
        AddIndexConcurrently("official", models.Index(Lower("email"), name="official_by_address")),
    ]
