"""An index on a large table: alone, and built without locking it. The worker asks for the answers not counted yet."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("courses", "0027_questions_in_packages")]

    operations = [
        AddIndexConcurrently(
            "scointeraction",
            models.Index(
                fields=["id"],
                condition=Q(is_counted=False) & (~Q(response="") | ~Q(result="")),
                name="sco_interactions_waiting",
            ),
        ),
    ]
