-- The roles with their passwords, and the database. Run by psql as a superuser; a second run changes nothing.
-- The environment carries KARMAYOGI_OWNER_PASSWORD and KARMAYOGI_RUNTIME_PASSWORD.

\ir ../../core/tenancy/roles.sql

\getenv owner_password KARMAYOGI_OWNER_PASSWORD
\getenv runtime_password KARMAYOGI_RUNTIME_PASSWORD
ALTER ROLE karmayogi_owner PASSWORD :'owner_password';
ALTER ROLE karmayogi_runtime PASSWORD :'runtime_password';

SELECT 'CREATE DATABASE karmayogi OWNER karmayogi_owner TEMPLATE template0 ENCODING UTF8 '
       'LOCALE_PROVIDER builtin BUILTIN_LOCALE ''C.UTF-8'' LOCALE ''C'''
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'karmayogi')
\gexec

REVOKE ALL ON DATABASE karmayogi FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE karmayogi TO karmayogi_runtime;
-- Temporary tables are made after SET ROLE too: read models count in them.
GRANT TEMPORARY ON DATABASE karmayogi TO karmayogi_platform;
