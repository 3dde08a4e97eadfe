-- The third lock of the ledger, after code without setters and triggers in the schema: the login that the Crediting service runs
-- as cannot change or delete what is append-only. Run by psql on the database crediting, as its owner or the superuser, after
-- each run of the migrations; a second run changes nothing.
--
-- Append-only are the tables that the migrations guard by triggers before UPDATE and DELETE. The list of migrations is the owner's.
\set ON_ERROR_STOP on

DO $$
DECLARE
  guarded regclass;
  found boolean := false;
BEGIN
  FOR guarded IN
    SELECT tgrelid::regclass
    FROM pg_trigger
    WHERE NOT tgisinternal
      AND tgtype & 2 = 2
      AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    GROUP BY tgrelid
    HAVING bit_or(tgtype) & 24 = 24
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM crediting', guarded);
    RAISE NOTICE 'append-only: %', guarded;
    found := true;
  END LOOP;

  IF NOT found THEN
    RAISE EXCEPTION 'No append-only table found: run the migrations of Crediting first.';
  END IF;
END
$$;

REVOKE INSERT, UPDATE, DELETE ON "__EFMigrationsHistory" FROM crediting;
