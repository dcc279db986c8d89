"""Operations of migrations about the database's own things."""

from typing import Any

from django.db.migrations.operations.base import Operation

# The index that Django gives to a column by itself: of this column alone, for all rows, no constraint's.
OWN_INDEX = """
SELECT quote_ident(c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE i.indrelid = %s::regclass AND i.indnatts = 1 AND a.attname = %s AND NOT i.indisunique
    AND i.indpred IS NULL AND i.indexprs IS NULL
"""


class DropOwnIndexes(Operation):
    """`db_index=False` for many fields at once: ("Model", "field") each. Field by field, Django would render all models
    of the house anew for every one of them."""

    reduces_to_sql = False
    reversible = True

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self.fields = fields

    def state_forwards(self, app_label: str, state: Any) -> None:
        for model, name in self.fields:
            fields = state.models[app_label, model.lower()].fields
            fields[name] = fields[name].clone()
            fields[name].db_index = False
        state.__dict__.pop("apps", None)  # rendered anew when it is next asked for

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model, name in self.fields:
            meta = to_state.apps.get_model(app_label, model)._meta
            with schema_editor.connection.cursor() as cursor:
                cursor.execute(OWN_INDEX, [meta.db_table, meta.get_field(name).column])
                for (index,) in cursor.fetchall():
                    schema_editor.execute(f"DROP INDEX {index}")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for model, name in self.fields:
            old = to_state.apps.get_model(app_label, model)
            for statement in schema_editor._field_indexes_sql(old, old._meta.get_field(name)):
                schema_editor.execute(statement)

    def describe(self) -> str:
        return f"Drop the own indexes of {len(self.fields)} columns that another index begins with"
