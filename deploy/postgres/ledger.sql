-- The third lock of the ledger, after code without setters and triggers in the schema: the login that the Crediting service runs
-- as cannot change or delete what is append-only. Run by psql on the database crediting, as its owner or the superuser, after
-- each run of the migrations; a second run changes nothing.
--
-- What is append-only is what the migrations guard by triggers that call refuse_change: whole tables, and the columns named in
-- BEFORE UPDATE OF. The list of migrations is the owner's.
\set ON_ERROR_STOP on

DO $$
DECLARE
  guard record;
  open_columns text;
BEGIN
  IF to_regproc('public.refuse_change') IS NULL THEN
    RAISE EXCEPTION 'Nothing is guarded: run the migrations of Crediting first.';
  END IF;

  FOR guard IN
    SELECT
      tgrelid AS id,
      tgrelid::regclass AS name,
      -- A trigger for each row lets old rows go; one for the statement lets nothing go.
      bool_or(tgtype & 8 = 8 AND tgtype & 1 = 0) AS refuses_delete,
      bool_or(tgtype & 32 = 32) AS refuses_truncate,
      bool_or(tgtype & 16 = 16) AS refuses_update,
      bool_or(tgtype & 16 = 16 AND tgattr = ''::int2vector) AS refuses_every_update,
      array_agg(DISTINCT frozen) AS frozen
    FROM pg_trigger LEFT JOIN LATERAL unnest(tgattr) AS frozen ON true
    WHERE tgfoid = to_regproc('public.refuse_change') AND NOT tgisinternal
    GROUP BY tgrelid
  LOOP
    IF guard.refuses_delete THEN
      EXECUTE format('REVOKE DELETE ON %s FROM crediting', guard.name);
    END IF;

    IF guard.refuses_truncate THEN
      EXECUTE format('REVOKE TRUNCATE ON %s FROM crediting', guard.name);
    END IF;

    IF guard.refuses_update THEN
      EXECUTE format('REVOKE UPDATE ON %s FROM crediting', guard.name);
      SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO open_columns
      FROM pg_attribute
      WHERE attrelid = guard.id AND attnum > 0 AND NOT attisdropped
        AND NOT guard.refuses_every_update AND attnum <> ALL (array_remove(guard.frozen, NULL));
      IF open_columns IS NOT NULL THEN
        EXECUTE format('GRANT UPDATE (%s) ON %s TO crediting', open_columns, guard.name);
      END IF;
    END IF;

    RAISE NOTICE '% is guarded; may still be updated: %', guard.name, coalesce(open_columns, 'nothing');
  END LOOP;
END
$$;

REVOKE INSERT, UPDATE, DELETE ON "__EFMigrationsHistory" FROM crediting;
