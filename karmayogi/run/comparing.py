"""What migrations did to the data that were there: rows and columns that are gone, values that are others.

The tables are copied into a schema beside them first; afterwards each row is looked for by its primary key. Values are
compared as text, so a column may get a wider type. Only for throw-away databases.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from .databases import OwnersDatabase

BEFORE = "karmayogi_before"
COLUMNS = f"""
SELECT n.nspname, c.relname, a.attname, coalesce(a.attnum = ANY (i.indkey), false)
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
 WHERE n.nspname IN ('public', '{BEFORE}') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
 ORDER BY c.relname, a.attnum
"""  # noqa: S608 (a name of our own)


@dataclass
class Differences:
    """`rows`: so many were looked for. `lost`: sentences that say what may not be; `changed`: what migrations may do."""

    rows: int = 0
    new_tables: int = 0
    lost: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)


@dataclass
class Table:
    columns: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)


class Comparison:
    """`scratch`: a file that may be written over, as the one beside it that ends in .sql."""

    def __init__(self, database: OwnersDatabase, scratch: Path) -> None:
        self.database, self.scratch = database, scratch

    def begin(self) -> int:
        """Keep every table as it is; how many there are."""
        tables = self._tables()["public"]
        copies = "".join(f' CREATE TABLE {BEFORE}."{name}" AS TABLE public."{name}";' for name in tables)
        self._ask(f"CREATE SCHEMA {BEFORE};{copies}")
        return len(tables)

    def end(self, *, not_in: Collection[str]) -> Differences:
        """What became of the kept tables, but those `not_in` which anything may happen."""
        tables = self._tables()
        now, before = tables["public"], tables[BEFORE]
        found = Differences(new_tables=len(set(now) - set(before)))
        questions = []
        for name, old in before.items():
            if name in not_in:
                continue
            if name not in now:
                found.lost.append(f"the table {name}")
            elif not now[name].key or not set(now[name].key) <= set(old.columns):
                found.changed.append(f"{name}: its key is another, so its rows were not compared")
            else:
                questions.append(_question(name, old, now[name]))
        for line in self._ask(" UNION ALL ".join(questions)) if questions else []:
            _read(line, found)
        return found

    def _tables(self) -> dict[str, dict[str, Table]]:
        """By schema and name."""
        found: dict[str, dict[str, Table]] = {"public": {}, BEFORE: {}}
        for line in self._ask(COLUMNS):
            schema, name, column, is_key = line.split("|")
            table = found[schema].setdefault(name, Table())
            table.columns.append(column)
            if is_key == "t":
                table.key.append(column)
        return found

    def _ask(self, question: str) -> list[str]:
        asked = self.scratch.with_suffix(".sql")
        asked.write_text(question)  # longer than an argument may be
        self.database.call(
            "psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--single-transaction",
            f"--output={self.scratch}", f"--file={asked}", failure="The data could not be compared",
        )  # fmt: skip
        return self.scratch.read_text().splitlines()


def _question(name: str, old: Table, now: Table) -> str:
    """One line for the table: its name, rows, rows that are gone, then `column=number` for each that differs."""
    is_there = f'now."{now.key[0]}" IS NOT NULL'
    same_row = " AND ".join(f'now."{column}"::text = old."{column}"::text' for column in now.key)
    counts = "".join(f" || {_differing(column, now, is_there)}" for column in old.columns if column not in now.key)
    return (
        f"SELECT '{name}|' || count(*) || '|' || count(*) FILTER (WHERE NOT {is_there}){counts}"  # noqa: S608
        f' FROM {BEFORE}."{name}" old LEFT JOIN public."{name}" now ON {same_row}'
    )


def _differing(column: str, now: Table, is_there: str) -> str:
    if column not in now.columns:
        return f"'|-{column}=' || count(old.\"{column}\")"
    is_other = f'now."{column}"::text IS DISTINCT FROM old."{column}"::text'
    return f"'|{column}=' || count(*) FILTER (WHERE {is_there} AND {is_other})"


def _read(line: str, found: Differences) -> None:
    name, rows, gone, *columns = line.split("|")
    found.rows += int(rows)
    if gone != "0":
        found.lost.append(f"{gone} of {rows} rows of {name}")
    found.changed += [sentence for column in columns if (sentence := _sentence(name, column))]


def _sentence(name: str, counted: str) -> str:
    column, _equals, number = counted.rpartition("=")
    if column.startswith("-"):
        return f"{name}.{column[1:]}: the column is gone, with {number} values"
    return f"{name}.{column}: other values in {number} rows" if number != "0" else ""
