-- The four database roles. Run once per cluster by a role that may create roles; safe to run again.
-- Passwords are set by whoever provisions (launcher, compose, administrator), never here.
--
--   karmayogi_owner            owns the tables, migrates, dumps. Not bound by policies.
--   karmayogi_runtime          web and workers. Owns nothing, inherits nothing, bound by every policy.
--   karmayogi_platform         taken for one transaction by core.tenancy.context.everywhere(), with an audit row.
--   karmayogi_national_reader  taken for scopes at the national root: reads all, writes nothing.
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['karmayogi_owner', 'karmayogi_runtime', 'karmayogi_platform', 'karmayogi_national_reader'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
        END IF;
    END LOOP;
END
$$;
ALTER ROLE karmayogi_owner LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS;
ALTER ROLE karmayogi_runtime LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
-- INHERIT FALSE is the fence: an inherited membership would let the runtime role use the platform's policies at all times.
GRANT karmayogi_platform TO karmayogi_runtime WITH INHERIT FALSE, SET TRUE;
GRANT karmayogi_national_reader TO karmayogi_runtime WITH INHERIT FALSE, SET TRUE;
