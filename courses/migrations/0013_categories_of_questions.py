"""A question stands in a category of its bank, as question files name it."""

from django.db import migrations, models

from core.database.operations import AddingTogether


class Migration(AddingTogether):
    dependencies = [("courses", "0012_audio_and_links")]

    operations = [
        migrations.AddField(
            "question", "category", models.CharField(blank=True, default="", max_length=200), preserve_default=False
        ),
    ]
