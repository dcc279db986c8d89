"""Search forgives spelling and script, and counts its filters: entries say what they sound like and count under.

Entries of before have edition 0: the worker writes them anew within minutes, `manage.py rewrite_search` at once.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import SharedDown
from core.tenancy.operations import ApplyFence


class Migration(AddingTogether):
    dependencies = [
        ("courses", "0019_small_copies"),
        ("institutions", "0002_nobody_grants_to_himself"),
    ]

    operations = [
        migrations.CreateModel(
            name="NationalSearchWord",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("sound", models.TextField()),
                ("entries", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="OrganisationSearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40)),
                ("sound", models.TextField()),
                ("entries", models.IntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.organisation"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("owner", "word"), name="organisation_word_once")]},
        ),
        ApplyFence("courses_organisationsearchword", SharedDown(owner="owner_id")),
        migrations.RemoveIndex(
            model_name="nationalsearchentry",
            name="national_search_alike",
        ),
        migrations.AddField(
            model_name="nationalsearchentry",
            name="edition",
            field=models.PositiveSmallIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="nationalsearchentry",
            name="facets",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], size=None),
        ),
        migrations.AddField(
            model_name="nationalsearchentry",
            name="kind",
            field=models.CharField(choices=[("course", "Course")], db_default="course", max_length=20),
        ),
        migrations.AddField(
            model_name="nationalsearchentry",
            name="titles",
            field=django.contrib.postgres.search.SearchVectorField(null=True),
        ),
        migrations.AddField(
            model_name="organisationsearchentry",
            name="edition",
            field=models.PositiveSmallIntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name="organisationsearchentry",
            name="facets",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), db_default=[], size=None),
        ),
        migrations.AddField(
            model_name="organisationsearchentry",
            name="kind",
            field=models.CharField(choices=[("course", "Course")], db_default="course", max_length=20),
        ),
        migrations.AddField(
            model_name="organisationsearchentry",
            name="titles",
            field=django.contrib.postgres.search.SearchVectorField(null=True),
        ),
        migrations.AddIndex(
            model_name="nationalsearchentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["titles"], name="national_search_titles"),
        ),
        migrations.AddIndex(
            model_name="nationalsearchentry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["facets"], name="national_search_facets"),
        ),
        migrations.AddIndex(
            model_name="nationalsearchentry",
            index=models.Index(fields=["minutes", "offering"], name="national_shortest"),
        ),
        migrations.AddIndex(
            model_name="nationalsearchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["word"], name="national_words_alike", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="nationalsearchword",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["sound"], name="national_sounds_alike", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
