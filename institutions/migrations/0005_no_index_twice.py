from django.db import migrations

from core.database.operations import DropOwnIndexes


class Migration(migrations.Migration):
    dependencies = [("institutions", "0004_sign_on_services")]

    operations = [
        DropOwnIndexes(
            [
                ("Position", "organisation"),
                ("SignOnLink", "service"),
                ("SupportSession", "person"),
                ("SupportSession", "staff"),
            ]
        ),
    ]
