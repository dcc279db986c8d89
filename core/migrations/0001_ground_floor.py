"""Roles' grants, scope functions, the audit trail and the outbox."""

import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

from core.database.operations import AddingTogether
from core.tenancy.fences import AppendOnly
from core.tenancy.operations import DROP_SCOPE_FUNCTIONS, GRANTS, SCOPE_FUNCTIONS, ApplyFence

AUDIT_IS_APPEND_ONLY = """
CREATE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is added to, never changed', TG_TABLE_NAME USING ERRCODE = 'KM002';
END $$;
CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON core_auditentry
    FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
GRANT INSERT ON core_auditentry TO karmayogi_national_reader;
"""

OUTBOX = """
CREATE SEQUENCE core_outboxevent_id_seq;
CREATE TABLE core_outboxevent (
    id bigint NOT NULL DEFAULT nextval('core_outboxevent_id_seq'),
    at timestamptz NOT NULL,
    topic varchar(100) NOT NULL,
    organisation_id bigint,
    payload jsonb NOT NULL,
    PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX outbox_in_order ON core_outboxevent (id);
CREATE TABLE core_outboxevent_other PARTITION OF core_outboxevent DEFAULT;
REVOKE ALL ON core_outboxevent, core_outboxevent_other FROM karmayogi_runtime, karmayogi_national_reader;
GRANT INSERT ON core_outboxevent TO karmayogi_runtime;
GRANT SELECT, DELETE ON core_outboxevent TO karmayogi_platform;
GRANT SELECT ON SEQUENCE core_outboxevent_id_seq TO karmayogi_runtime, karmayogi_platform;

-- Partitions belong to the owner; these two functions are the platform role's only way to make and drop them.
CREATE FUNCTION core_outbox_add_day(day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    partition text := 'core_outboxevent_' || to_char(day, 'YYYYMMDD');
BEGIN
    IF to_regclass(partition) IS NULL
       AND NOT EXISTS (SELECT FROM core_outboxevent_other WHERE at >= day AND at < day + 1) THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF core_outboxevent FOR VALUES FROM (%L) TO (%L)',
                       partition, day::timestamptz, (day + 1)::timestamptz);
        EXECUTE format('REVOKE ALL ON %I FROM karmayogi_runtime, karmayogi_platform, karmayogi_national_reader', partition);
    END IF;
END $$;
CREATE FUNCTION core_outbox_drop_days(before date, passed bigint) RETURNS int
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    partition text;
    left_over bigint;
    dropped int := 0;
BEGIN
    FOR partition IN
        SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = 'core_outboxevent'::regclass AND c.relname ~ '^core_outboxevent_\\d{8}$'
          AND c.relname < 'core_outboxevent_' || to_char(before, 'YYYYMMDD')
    LOOP
        EXECUTE format('SELECT count(*) FROM %I WHERE id > %s', partition, passed) INTO left_over;
        IF left_over = 0 THEN
            EXECUTE format('DROP TABLE %I', partition);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $$;
REVOKE ALL ON FUNCTION core_outbox_add_day(date), core_outbox_drop_days(date, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION core_outbox_add_day(date), core_outbox_drop_days(date, bigint) TO karmayogi_platform;
SELECT core_outbox_add_day((now() + make_interval(days => ahead))::date) FROM generate_series(0, 7) AS ahead;
"""
DROP_OUTBOX = """
DROP FUNCTION core_outbox_add_day(date);
DROP FUNCTION core_outbox_drop_days(date, bigint);
DROP TABLE core_outboxevent;
DROP SEQUENCE core_outboxevent_id_seq;
"""


class Migration(AddingTogether):
    initial = True
    dependencies = []

    operations = [
        # Contrib modules that any pillar may index with; all are trusted, so the database's owner may create them.
        TrigramExtension(),
        BtreeGistExtension(),
        UnaccentExtension(),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
        migrations.RunSQL(SCOPE_FUNCTIONS, DROP_SCOPE_FUNCTIONS),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("uuid", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("action", models.CharField(max_length=100)),
                ("actor_person_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=200)),
                ("door", models.CharField(max_length=20)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("target_kind", models.CharField(blank=True, max_length=100)),
                ("target_uuid", models.UUIDField(null=True)),
                ("target_label", models.CharField(blank=True, max_length=300)),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "-at"], name="audit_by_organisation"),
                    models.Index(fields=["target_uuid", "-at"], name="audit_by_target"),
                ]
            },
        ),
        ApplyFence("core_auditentry", AppendOnly(organisation="organisation_id", person="actor_person_id")),
        migrations.RunSQL(AUDIT_IS_APPEND_ONLY, "DROP FUNCTION core_refuse_change() CASCADE"),
        migrations.CreateModel(
            name="OutboxEvent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("topic", models.CharField(max_length=100)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("payload", models.JSONField()),
            ],
            options={"db_table": "core_outboxevent", "managed": False},
        ),
        migrations.RunSQL(OUTBOX, DROP_OUTBOX),
        migrations.CreateModel(
            name="Subscriber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                ("position", models.BigIntegerField(default=0)),
                ("moved_at", models.DateTimeField(null=True)),
                ("retry_at", models.DateTimeField(null=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_error", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="ParkedEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event_id", models.BigIntegerField()),
                ("topic", models.CharField(max_length=100)),
                ("organisation_id", models.BigIntegerField(null=True)),
                ("payload", models.JSONField()),
                ("error", models.TextField()),
                ("parked_at", models.DateTimeField()),
                ("handled_at", models.DateTimeField(null=True)),
                (
                    "subscriber",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="core.subscriber"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("subscriber", "event_id"), name="parked_once")]},
        ),
    ]
