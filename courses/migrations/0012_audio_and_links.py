"""Two more kinds of resource: a recording, and a page outside with its address."""

from django.db import migrations, models

from core.database.operations import AddingTogether


class Migration(AddingTogether):
    dependencies = [
        ("courses", "0011_renditions"),
    ]

    operations = [
        migrations.AddField(
            model_name="resource",
            name="url",
            field=models.URLField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AddField(
            model_name="resource",
            name="url_hi",
            field=models.URLField(blank=True, db_default="", default="", max_length=2000),
        ),
        migrations.AlterField(
            model_name="resource",
            name="kind",
            field=models.CharField(
                choices=[
                    ("text", "Reading"),
                    ("video", "Video"),
                    ("audio", "Audio"),
                    ("pdf", "Document"),
                    ("link", "Link"),
                    ("quiz", "Quiz"),
                    ("package", "Interactive package"),
                ],
                max_length=10,
            ),
        ),
    ]
