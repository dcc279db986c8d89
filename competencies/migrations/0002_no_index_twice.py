from django.db import migrations

from core.database.operations import DropOwnIndexes


class Migration(migrations.Migration):
    dependencies = [("competencies", "0001_framework_and_passbook")]

    operations = [
        DropOwnIndexes(
            [
                ("Attainment", "person"),
            ]
        ),
    ]
