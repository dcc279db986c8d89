from django.db import migrations

from core.database.operations import DropOwnIndexes


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_api_keys")]

    operations = [
        DropOwnIndexes(
            [
                ("ApiKey", "user"),
            ]
        ),
    ]
