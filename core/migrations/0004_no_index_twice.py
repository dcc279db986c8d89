from django.db import migrations

from core.database.operations import DropOwnIndexes


class Migration(migrations.Migration):
    dependencies = [("core", "0003_files_and_jobs")]

    operations = [
        DropOwnIndexes(
            [
                ("JobError", "job"),
                ("ParkedEvent", "subscriber"),
            ]
        ),
    ]
