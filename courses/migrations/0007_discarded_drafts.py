"""A draft can be discarded: a state, because who made it and what was said of it stay known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0006_captions")]

    operations = [
        migrations.AlterField(
            model_name="courseversion",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("published", "Published"),
                    ("superseded", "Replaced by a newer version"),
                    ("discarded", "Discarded"),
                ],
                default="draft",
                max_length=12,
            ),
        ),
    ]
