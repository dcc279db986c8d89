from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [("core", "0001_ground_floor")]

    operations = [
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("path", models.CharField(max_length=310)),
                ("key", models.CharField(max_length=200)),
                ("digest", models.BinaryField()),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("body", models.JSONField(null=True)),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person_id", "path", "key"), name="idempotency_key_once")
                ]
            },
        ),
        ApplyFence("core_idempotencykey", Personal(person="person_id")),
    ]
