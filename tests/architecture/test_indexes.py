"""Each index costs every write and its disk; one that another begins with answers no question the other does not."""

from django.apps import apps
from django.db import connection

from tests.architecture.test_fences import MACHINERY

BEGUN_BY_ANOTHER = """
WITH whole AS (
    SELECT i.indexrelid::regclass::text AS name, i.indrelid, i.indkey::text || ' ' AS columns,
        i.indclass::text || ' ' AS kinds, i.indisunique
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE m.amname = 'btree' AND i.indpred IS NULL AND i.indexprs IS NULL
)
SELECT one.indrelid::regclass::text, one.name, other.name FROM whole one JOIN whole other USING (indrelid)
WHERE one.name <> other.name AND NOT one.indisunique AND other.columns LIKE one.columns || '%'
    AND other.kinds LIKE one.kinds || '%'
"""


def test_no_index_begins_another(db):
    """Of a foreign key: `db_index=False`, where an index or a constraint of the table begins with it."""
    ours = {model._meta.db_table for model in apps.get_models() if model._meta.app_label not in MACHINERY}
    with connection.cursor() as cursor:
        cursor.execute(BEGUN_BY_ANOTHER)
        found = sorted(row for row in cursor.fetchall() if row[0] in ours)

    assert found == []
