from django.db import migrations

from core.database.operations import DropOwnIndexes


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0001_read_models_and_integrity")]

    operations = [
        DropOwnIndexes(
            [
                ("LastActive", "organisation"),
                ("LeafDay", "organisation"),
                ("SubtreeDay", "organisation"),
            ]
        ),
    ]
