-- A database for each service, and logins that reach only their own. Run by psql as the superuser; a second run changes nothing.
-- Passwords come from the environment: CATALOG_PASSWORD, ORDERING_PASSWORD, UNITS_PASSWORD, LOGISTICS_PASSWORD,
-- CREDITING_PASSWORD, CREDITING_OWNER_PASSWORD and ACCOUNTS_PASSWORD.
--
-- Crediting has two logins. Its migrations run as crediting_owner, whose tables they are. The service itself runs as crediting,
-- which reads and adds everywhere. What else it may do is named by deploy/postgres/ledger.sql, run after the migrations.
\set ON_ERROR_STOP on
\getenv catalog_password CATALOG_PASSWORD
\getenv ordering_password ORDERING_PASSWORD
\getenv units_password UNITS_PASSWORD
\getenv logistics_password LOGISTICS_PASSWORD
\getenv crediting_password CREDITING_PASSWORD
\getenv crediting_owner_password CREDITING_OWNER_PASSWORD
\getenv accounts_password ACCOUNTS_PASSWORD

SELECT format('CREATE ROLE %I LOGIN', login)
FROM unnest(ARRAY['catalog', 'ordering', 'units', 'logistics', 'crediting', 'crediting_owner', 'accounts']) AS login
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login)
\gexec

ALTER ROLE catalog PASSWORD :'catalog_password';
ALTER ROLE ordering PASSWORD :'ordering_password';
ALTER ROLE units PASSWORD :'units_password';
ALTER ROLE logistics PASSWORD :'logistics_password';
ALTER ROLE crediting PASSWORD :'crediting_password';
ALTER ROLE crediting_owner PASSWORD :'crediting_owner_password';
ALTER ROLE accounts PASSWORD :'accounts_password';

SELECT format('CREATE DATABASE %I OWNER %I TEMPLATE template0', name, owner)
FROM (VALUES
  ('catalog', 'catalog'), ('ordering', 'ordering'), ('units', 'units'), ('logistics', 'logistics'), ('crediting', 'crediting_owner'),
  ('accounts', 'accounts')
) AS databases (name, owner)
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = name)
\gexec

SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', name)
FROM unnest(ARRAY['catalog', 'ordering', 'units', 'logistics', 'crediting', 'accounts']) AS name
\gexec

GRANT CONNECT ON DATABASE crediting TO crediting;

\connect crediting
GRANT USAGE ON SCHEMA public TO crediting;
GRANT CREATE ON SCHEMA public TO crediting_owner;
ALTER DEFAULT PRIVILEGES FOR ROLE crediting_owner IN SCHEMA public REVOKE UPDATE, DELETE ON TABLES FROM crediting;
ALTER DEFAULT PRIVILEGES FOR ROLE crediting_owner IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO crediting;
ALTER DEFAULT PRIVILEGES FOR ROLE crediting_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO crediting;
