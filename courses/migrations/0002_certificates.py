import uuid

import django.db.models.deletion
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import National, Personal
from core.tenancy.operations import ApplyFence

CONTENT_IS_FROZEN = """
CREATE FUNCTION courses_certificate_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.uuid, NEW.number, NEW.person_id, NEW.completion_uuid, NEW.content, NEW.provider_id, NEW.organisation_id,
        NEW.completed_at, NEW.issued_at)
       IS DISTINCT FROM
       (OLD.uuid, OLD.number, OLD.person_id, OLD.completion_uuid, OLD.content, OLD.provider_id, OLD.organisation_id,
        OLD.completed_at, OLD.issued_at) THEN
        RAISE EXCEPTION 'what a certificate says is never changed' USING ERRCODE = 'KM003';
    END IF;
    IF OLD.state = 'revoked' AND NEW.state <> 'revoked' THEN
        RAISE EXCEPTION 'a revoked certificate stays revoked' USING ERRCODE = 'KM003';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER certificate_is_frozen BEFORE UPDATE ON courses_certificate
    FOR EACH ROW EXECUTE FUNCTION courses_certificate_is_frozen();
"""


class Migration(AddingTogether):
    dependencies = [
        ("core", "0001_ground_floor"),
        ("accounts", "0001_person_and_user"),
        ("courses", "0001_learning"),
    ]

    operations = [
        migrations.CreateModel(
            name="CertificateFace",
            fields=[
                ("number", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("provider_id", models.BigIntegerField()),
                ("content", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[("issued", "Valid"), ("revoked", "Revoked")], default="issued", max_length=10
                    ),
                ),
                ("issued_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "revocation_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("evidence", "The learning evidence was found not genuine after review"),
                            ("person", "It was issued to the wrong person"),
                            ("content", "It states something that is wrong"),
                            ("error", "It was issued by mistake"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(max_length=12, unique=True)),
                ("organisation_id", models.BigIntegerField()),
                ("home_organisation_id", models.BigIntegerField()),
                ("provider_id", models.BigIntegerField()),
                ("completion_uuid", models.UUIDField(unique=True)),
                ("content", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[("issued", "Valid"), ("revoked", "Revoked")], default="issued", max_length=10
                    ),
                ),
                ("completed_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "revocation_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("evidence", "The learning evidence was found not genuine after review"),
                            ("person", "It was issued to the wrong person"),
                            ("content", "It states something that is wrong"),
                            ("error", "It was issued by mistake"),
                        ],
                        max_length=12,
                    ),
                ),
                ("revocation_note", models.TextField(blank=True)),
                ("document_key", models.CharField(blank=True, max_length=100)),
                ("document_sha256", models.CharField(blank=True, max_length=64)),
                ("document_size", models.PositiveIntegerField(default=0)),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="courses.offering"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-issued_at"], name="certificate_of_person"),
                    models.Index(fields=["provider_id", "-issued_at"], name="certificate_of_provider"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revocation_reason", ""), ("revoked_at", None), ("state", "issued")),
                            models.Q(
                                ("revoked_at__isnull", False),
                                ("state", "revoked"),
                                models.Q(("revocation_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="certificate_revoked_says_why",
                    )
                ],
            },
        ),
        ApplyFence(
            "courses_certificate",
            Personal(
                person="person_id", organisation="organisation_id", home="home_organisation_id", also=("provider_id",)
            ),
        ),
        ApplyFence("courses_certificateface", National(owner="provider_id")),
        migrations.RunSQL(CONTENT_IS_FROZEN, "DROP FUNCTION courses_certificate_is_frozen() CASCADE"),
    ]
