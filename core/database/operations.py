"""Operations of migrations about the database's own things."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.migrations import Migration
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation

ADDING = (CreateModel, AddField, AddIndex, AddConstraint)


class AddingTogether(Migration):
    """A migration whose operations in a row that only add are carried out as one.

    Not for one that alters the primary key of a table it has just made: Django would make the keys to it twice.
    """

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        parts: list[Operation] = []
        for adds, row in groupby(self.operations, key=lambda one: type(one) in ADDING):
            same = list(row)
            parts += [Together(same)] if adds else same
        vars(self)["operations"] = parts  # as Django does: a list of this migration's own


class Together(Operation):
    """Tables, columns, indexes and constraints added at once: a new table is made with all that the others add to it.

    After each operation by itself Django would render anew every model that is related to the one it changed, which in
    this house is nearly every model.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: list[Any]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__name__, [self.operations], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        rendered = state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered
            state.reload_models({(app_label, _model(operation)) for operation in self.operations}, delay=False)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self._left():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in reversed(list(self._left())):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def _left(self) -> Iterator[Any]:
        """Without what is added to the new tables, which have it from the beginning."""
        new = {_model(operation) for operation in self.operations if isinstance(operation, CreateModel)}
        for operation in self.operations:
            if isinstance(operation, CreateModel) or _model(operation) not in new:
                yield operation

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


def _model(operation: Any) -> str:
    name: str = operation.name_lower if isinstance(operation, CreateModel) else operation.model_name_lower
    return name


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
