"""Migration operations that build the fences, in the same migration as the table."""

from typing import Any

from django.db import migrations

from core.tenancy.fences import Fence

SCOPE_FUNCTIONS = """
CREATE FUNCTION core_scope_setting(setting text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    value text := current_setting(setting, true);
BEGIN
    IF value IS NULL OR current_setting('app.scope', true) IS DISTINCT FROM 'open' THEN
        RAISE EXCEPTION 'no scope is open: use core.tenancy.context.acting_in or everywhere' USING ERRCODE = 'KM001';
    END IF;
    RETURN value;
END $$;
CREATE FUNCTION core_scope_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT nullif(core_scope_setting('app.person'), '')::bigint $$;
CREATE FUNCTION core_scope_organisations() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT core_scope_setting('app.organisations')::bigint[] $$;
CREATE FUNCTION core_scope_above() RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS
    $$ SELECT core_scope_setting('app.above')::bigint[] $$;
"""
DROP_SCOPE_FUNCTIONS = """
DROP FUNCTION core_scope_above();
DROP FUNCTION core_scope_organisations();
DROP FUNCTION core_scope_person();
DROP FUNCTION core_scope_setting(text);
"""
GRANTS = """
GRANT USAGE ON SCHEMA public TO karmayogi_runtime, karmayogi_platform, karmayogi_national_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO karmayogi_runtime, karmayogi_platform;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO karmayogi_national_reader;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO karmayogi_runtime, karmayogi_platform, karmayogi_national_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO karmayogi_runtime, karmayogi_platform;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO karmayogi_national_reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO karmayogi_runtime, karmayogi_platform, karmayogi_national_reader;
"""


class ApplyFence(migrations.RunSQL):
    """Enable row security on a table and create the fence's policies. Not forced: the owner migrates and dumps."""

    def __init__(self, table: str, fence: Fence) -> None:
        self.table, self.fence = table, fence
        enable: list[Any] = [f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY']
        create: list[Any] = [policy.sql(table) for policy in fence.policies()]
        drop = [f'DROP POLICY {policy.name} ON "{table}"' for policy in fence.policies()]
        super().__init__([*enable, *create], [*drop, f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY'])

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__name__, [self.table, self.fence], {}

    def describe(self) -> str:
        return f"Fence {self.table} as {type(self.fence).__name__}"


class ReplaceFence(migrations.RunSQL):
    """Swap the policies of a fenced table for those of another fence."""

    def __init__(self, table: str, old: Fence, new: Fence) -> None:
        self.table, self.old, self.new = table, old, new
        super().__init__(self._swap(old, new), self._swap(new, old))

    def _swap(self, away: Fence, to: Fence) -> list[Any]:
        drop = [f'DROP POLICY {policy.name} ON "{self.table}"' for policy in away.policies()]
        return drop + [policy.sql(self.table) for policy in to.policies()]

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return self.__class__.__name__, [self.table, self.old, self.new], {}
