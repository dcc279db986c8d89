from django.db import migrations

from core.database.operations import DropOwnIndexes


class Migration(migrations.Migration):
    dependencies = [("ehrms", "0002_officials_by_address")]

    operations = [
        DropOwnIndexes(
            [
                ("Exchange", "organisation"),
                ("ExchangeRow", "exchange"),
                ("Official", "employer"),
            ]
        ),
    ]
