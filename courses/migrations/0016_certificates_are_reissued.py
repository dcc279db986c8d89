import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import Personal
from core.tenancy.operations import ApplyFence

FROZEN = """
CREATE OR REPLACE FUNCTION courses_certificate_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.uuid, NEW.number, NEW.completion_uuid, NEW.content, NEW.content_sha256, NEW.provider_id,
        NEW.organisation_id, NEW.completed_at, NEW.issued_at, NEW.supersedes_id, NEW.reissue_reason)
       IS DISTINCT FROM
       (OLD.uuid, OLD.number, OLD.completion_uuid, OLD.content, OLD.content_sha256, OLD.provider_id,
        OLD.organisation_id, OLD.completed_at, OLD.issued_at, OLD.supersedes_id, OLD.reissue_reason) THEN
        RAISE EXCEPTION 'what a certificate says is never changed' USING ERRCODE = 'KM003';
    END IF;
    IF NEW.person_id <> OLD.person_id AND NOT EXISTS (
        SELECT FROM accounts_person WHERE id = OLD.person_id AND merged_into_id = NEW.person_id) THEN
        RAISE EXCEPTION 'a certificate stays with its person' USING ERRCODE = 'KM003';
    END IF;
    IF OLD.state <> 'issued' AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'a certificate that is % stays %', OLD.state, OLD.state USING ERRCODE = 'KM003';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(AddingTogether):
    dependencies = [
        ("accounts", "0002_name_of_the_address"),
        ("courses", "0015_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="CertificateCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("organisation_id", models.BigIntegerField()),
                ("home_organisation_id", models.BigIntegerField()),
                ("provider_id", models.BigIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("name", "The name was corrected"),
                            ("post", "The designation or office was wrong"),
                            ("language", "The words in one language were missing or wrong"),
                            ("error", "Something else was recorded wrongly"),
                        ],
                        max_length=12,
                    ),
                ),
                ("note", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for a decision"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="certificate",
            name="certificate_revoked_says_why",
        ),
        migrations.AddField(
            model_name="certificate",
            name="content_sha256",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
        migrations.AddField(
            model_name="certificate",
            name="issued_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="reissue_note",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="certificate",
            name="reissue_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("name", "The name was corrected"),
                    ("post", "The designation or office was wrong"),
                    ("language", "The words in one language were missing or wrong"),
                    ("error", "Something else was recorded wrongly"),
                ],
                db_default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="certificate",
            name="superseded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="certificate",
            name="supersedes",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successor",
                to="courses.certificate",
            ),
        ),
        migrations.AddField(
            model_name="certificateface",
            name="successor_number",
            field=models.CharField(blank=True, db_default="", max_length=12),
        ),
        migrations.AddField(
            model_name="certificateface",
            name="superseded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="completion_uuid",
            field=models.UUIDField(),
        ),
        migrations.AlterField(
            model_name="certificate",
            name="state",
            field=models.CharField(
                choices=[("issued", "Valid"), ("revoked", "Revoked"), ("superseded", "Replaced by a corrected one")],
                default="issued",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="certificateface",
            name="state",
            field=models.CharField(
                choices=[("issued", "Valid"), ("revoked", "Revoked"), ("superseded", "Replaced by a corrected one")],
                default="issued",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="certificate",
            index=models.Index(fields=["completion_uuid"], name="certificates_of_completion"),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("revocation_reason", ""), ("revoked_at", None), ("state", "issued"), ("superseded_at", None)
                    ),
                    models.Q(
                        ("revocation_reason", ""),
                        ("revoked_at", None),
                        ("state", "superseded"),
                        ("superseded_at__isnull", False),
                    ),
                    models.Q(
                        ("revoked_at__isnull", False),
                        ("state", "revoked"),
                        ("superseded_at", None),
                        models.Q(("revocation_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="certificate_state_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reissue_reason", ""), ("supersedes", None)),
                    models.Q(("supersedes__isnull", False), models.Q(("reissue_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="certificate_reissue_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes", None)),
                fields=("completion_uuid",),
                name="first_certificate_of_completion",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "issued")),
                fields=("completion_uuid",),
                name="valid_certificate_of_completion",
            ),
        ),
        migrations.AddField(
            model_name="certificatecorrection",
            name="certificate",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="courses.certificate"
            ),
        ),
        migrations.AddField(
            model_name="certificatecorrection",
            name="decided_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="certificatecorrection",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddIndex(
            model_name="certificatecorrection",
            index=models.Index(
                condition=models.Q(("state", "open")), fields=["provider_id", "asked_at"], name="corrections_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="certificatecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("state", "open")),
                    models.Q(("decided_at__isnull", False), models.Q(("state", "open"), _negated=True)),
                    _connector="OR",
                ),
                name="correction_decided_has_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="certificatecorrection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("certificate",),
                name="one_open_correction_of_certificate",
            ),
        ),
        ApplyFence(
            "courses_certificatecorrection",
            Personal(
                person="person_id", organisation="organisation_id", home="home_organisation_id", also=("provider_id",)
            ),
        ),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
