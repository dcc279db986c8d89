from django.db import migrations

from core.database.operations import DropOwnIndexes


class Migration(migrations.Migration):
    dependencies = [("policy", "0002_due_date_changes")]

    operations = [
        DropOwnIndexes(
            [
                ("CapacityBuildingPlan", "organisation"),
                ("DueDateChange", "item"),
                ("PlanItem", "plan"),
            ]
        ),
    ]
