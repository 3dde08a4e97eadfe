using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Crediting.Storage;

/// <summary>The second lock of the ledger: triggers on both engines that refuse to change what is only ever added to.</summary>
static class AppendOnly
{
    const string Refuse = "BEGIN SELECT RAISE(ABORT, 'The ledger is append-only: correct it by a further entry'); END";

    /// <summary>Rows of these tables never change.</summary>
    static readonly (string Table, string Key)[] Whole =
    [
        ("credit_entries", "entry_no"),
        ("journal", "event_no"),
        ("closed_periods", "month"),
        ("returns", "return_id"),
        ("evidence_documents", "document_id"),
        ("rule_sets", "version"),
        ("ledger_blocks", "block_no"),
        ("snapshots", "snapshot_id"),
        ("snapshot_signatures", "signature_id"),
        ("import_reviews", "review_id"),
    ];

    /// <summary>Of rows of these tables only the other columns change.</summary>
    static readonly (string Table, string Key, string Frozen)[] Partly =
    [
        (
            "imports",
            "import_id",
            "import_id, file_name, file_hash, rows, amount_fen, first_sale, last_sale, paths, imported_by, imported_at"),
        (
            "import_rows",
            "line_id",
            """
            line_id, import_id, row_number, facilitator_id, facilitator_name, document_no, supplier_name, product_name, buyer_name,
            amount_fen, sale_date, invoice_number, invoice_total_fen, facilitator_path, origin_path
            """
        ),
    ];

    /// <summary>What a sale was recorded as; what became of it may change.</summary>
    const string Frozen = """
        line_id, acceptance_no, share_no, shares, source, event_no, purchase_id, purchase_number, line_number, confirmed_at,
        unit_id, unit_name, principal_unit_id, capacity, channel, facilitator_id, facilitator_named_at, facilitator_proof,
        supplier_id, supplier_name, supplier_registration_path, product_id, listing_version, product_name, category,
        processing_level, charge, recognition_number, recognition_from, recognition_until, trade_unit, trade_unit_grams,
        trade_unit_pieces, unit_price, ordered, dispatched, accepted, short, rejected, rejection_reason, free, gross_fen,
        discount_fen, subsidy_fen, amount_fen, subsidised_fen, share_quantity, part_no, part_quantity, acceptance_id, accepted_at,
        accepted_by, is_automatic, recognition_date, evidence_id, waybill, dispatched_at, delivered_at, delivery_path, batches,
        invoice_number, rule_set_version, recorded_at
        """;

    /// <summary>Makes the triggers; the last step of the migration that makes the tables.</summary>
    public static void Guard(MigrationBuilder migration)
    {
        if (migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            migration.Sql(
                """
                CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION '% is append-only: correct it by a further entry', TG_TABLE_NAME;
                END $$;
                CREATE TRIGGER sale_lines_stay BEFORE DELETE OR TRUNCATE ON sale_lines
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
                """);
            migration.Sql(
                $"CREATE TRIGGER sale_lines_stay_as_sold BEFORE UPDATE OF {Frozen} "
                + "ON sale_lines FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()");
            foreach (var (table, _) in Whole)
            {
                migration.Sql(
                    $"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE "
                    + $"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()");
            }

            foreach (var (table, _, frozen) in Partly)
            {
                migration.Sql(
                    $"CREATE TRIGGER {table}_stay BEFORE DELETE OR TRUNCATE ON "
                    + $"{table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()");
                migration.Sql(
                    $"CREATE TRIGGER {table}_stay_as_filed BEFORE UPDATE OF {frozen} "
                    + $"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()");
            }

            return;
        }

        foreach (var (table, key, frozen) in Partly)
        {
            migration.Sql($"CREATE TRIGGER {table}_stay BEFORE DELETE ON {table} {Refuse}");
            migration.Sql($"CREATE TRIGGER {table}_stay_as_filed BEFORE UPDATE OF {frozen} ON {table} {Refuse}");
            migration.Sql($"CREATE TRIGGER {table}_stay_replaced BEFORE INSERT ON {table} WHEN EXISTS "
                + $"(SELECT 1 FROM {table} known WHERE known.{key} = NEW.{key}) {Refuse}");
        }

        migration.Sql($"CREATE TRIGGER sale_lines_stay BEFORE DELETE ON sale_lines {Refuse}");
        migration.Sql($"CREATE TRIGGER sale_lines_stay_as_sold BEFORE UPDATE OF {Frozen} ON sale_lines {Refuse}");
        foreach (var (table, key) in Whole)
        {
            migration.Sql($"CREATE TRIGGER {table}_stay_updated BEFORE UPDATE ON {table} {Refuse}");
            migration.Sql($"CREATE TRIGGER {table}_stay_deleted BEFORE DELETE ON {table} {Refuse}");

            // INSERT OR REPLACE deletes what stands in its way, without asking the triggers on DELETE.
            migration.Sql($"CREATE TRIGGER {table}_stay_replaced BEFORE INSERT ON {table} WHEN EXISTS "
                + $"(SELECT 1 FROM {table} known WHERE known.{key} = NEW.{key}) {Refuse}");
        }

        migration.Sql(
            $"""
            CREATE TRIGGER credit_entries_stay_unique BEFORE INSERT ON credit_entries WHEN EXISTS (
                SELECT 1 FROM credit_entries known WHERE known.entry_id = NEW.entry_id OR (
                    known.line_id = NEW.line_id AND known.acceptance_no = NEW.acceptance_no AND known.share_no = NEW.share_no
                    AND known.scheme = NEW.scheme AND known.tier = NEW.tier
                    AND (known.entry_type = NEW.entry_type AND known.sequence = NEW.sequence
                        OR known.entry_type IN ('Original', 'Late') AND NEW.entry_type IN ('Original', 'Late'))))
            {Refuse}
            """);
        migration.Sql(
            $"""
            CREATE TRIGGER sale_lines_stay_replaced BEFORE INSERT ON sale_lines WHEN EXISTS (
                SELECT 1 FROM sale_lines known
                WHERE known.line_id = NEW.line_id AND known.acceptance_no = NEW.acceptance_no AND known.share_no = NEW.share_no)
            {Refuse}
            """);
    }
}
