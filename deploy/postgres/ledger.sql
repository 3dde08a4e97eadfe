-- The third lock of the ledger, after code without setters and triggers in the schema: the login that the Crediting service runs
-- as reads and adds, and changes or deletes only what is named here. Run by psql on the database crediting, as its owner or the
-- superuser, after each run of the migrations; a second run changes nothing.
--
-- What the migrations guard by triggers that call refuse_change stays: whole tables, and the columns named in BEFORE UPDATE OF; the other
-- columns of these may be changed. A table that is neither guarded nor named below is only read and added to. The list of migrations is
-- the owner's.
\set ON_ERROR_STOP on

DO $$
DECLARE
  guard record;
  open_columns text;
BEGIN
  IF to_regproc('public.refuse_change') IS NULL THEN
    RAISE EXCEPTION 'Nothing is guarded: run the migrations of Crediting first.';
  END IF;

  REVOKE UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public FROM crediting;

  -- Messages, keys, work and goods under way come and go; sums follow from the entries, and are made anew by "rebuild".
  GRANT UPDATE, DELETE ON
    outbox, inbox, parked_messages, sent_messages, set_aside, idempotency_keys, jobs, job_files,
    pairing_months, pairing_days, verified_months, verified_days, sale_months, party_months, party_sale_months,
    sale_regions, batch_usages,
    price_days, evidence_totals, channel_months, product_months, buyer_months, sold_products, quota_flows, open_parts, open_credits
  TO crediting;

  -- How far the ledger, its reports, snapshots and witness have come.
  GRANT UPDATE ON ledger_heads, projections, due_snapshots, witness_positions TO crediting;

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
