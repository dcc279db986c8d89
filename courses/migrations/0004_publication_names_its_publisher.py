"""A publication names who published; only the platform role may publish in nobody's name."""

from django.db import migrations

REQUIRE_PUBLISHER = """
CREATE FUNCTION courses_refuse_unnamed_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a publication names who published' USING ERRCODE = 'KM004';
END $$;
CREATE TRIGGER publication_names_its_publisher BEFORE UPDATE ON courses_courseversion FOR EACH ROW
    WHEN (NEW.is_published AND NOT OLD.is_published AND NEW.published_by_id IS NULL
          AND current_user = 'karmayogi_runtime')
    EXECUTE FUNCTION courses_refuse_unnamed_publication();
"""
DROP = "DROP FUNCTION courses_refuse_unnamed_publication() CASCADE"


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_authoring")]

    operations = [migrations.RunSQL(REQUIRE_PUBLISHER, DROP)]
