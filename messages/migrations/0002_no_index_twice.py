from django.db import migrations

from core.database.operations import DropOwnIndexes


class Migration(migrations.Migration):
    dependencies = [("messaging", "0001_inbox_delivery_feedback")]

    operations = [
        DropOwnIndexes(
            [
                ("Delivery", "message"),
                ("Message", "person"),
            ]
        ),
    ]
