using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Crediting.Storage;

/// <summary>The second lock of the ledger: triggers on both engines that refuse to change what is only ever added to.</summary>
static class AppendOnly
{
    /// <summary>What a sale was recorded as; what became of it may change.</summary>
    const string Sold = """
        line_id, acceptance_no, share_no, shares, source, event_no, purchase_id, purchase_number, line_number, confirmed_at,
        unit_id, unit_name, principal_unit_id, capacity, channel, facilitator_id, facilitator_named_at, facilitator_proof,
        supplier_id, supplier_name, supplier_registration_path, principal_supplier_id, principal_product_id,
        product_id, listing_version, product_name, category,
        processing_level, charge, recognition_number, recognition_record_id, recognition_from, recognition_until, trade_unit,
        trade_unit_grams, trade_unit_pieces, unit_price, ordered, dispatched, accepted, short, rejected, rejection_reason, free,
        gross_fen, discount_fen, subsidy_fen, amount_fen, subsidised_fen, share_quantity, part_no, part_quantity, acceptance_id,
        accepted_at, accepted_by, is_automatic, recognition_date, evidence_id, waybill, dispatched_at, delivered_at, delivery_path,
        batches, invoice_number, rule_set_version, recorded_at
        """;

    static readonly AppendOnlyTable[] Tables =
    [
        new("credit_entries", ["entry_no"]),
        new("journal", ["event_no"]),
        new("closed_periods", ["month"]),
        new("returns", ["return_id"]),
        new("evidence_documents", ["document_id", "kind", "evidence_id"]),
        new("verification_withdrawals", ["line_id", "acceptance_no", "share_no", "event_no"]),
        new("rule_sets", ["version"]),
        new("ledger_blocks", ["block_no"]),
        new("tree_heads", ["number"]),
        new("certificates", ["entry_id"]),
        new("snapshots", ["snapshot_id"]),
        new("snapshot_signatures", ["signature_id"]),
        new("import_reviews", ["review_id"]),
        new("quota_plans", ["quota_plan_id", "version"]),
        new("targets", ["target_id", "version"]),
        new("correction_lines", ["correction_id", "line_id", "acceptance_no", "share_no"]),
        new("benchmark_overrides", ["product_id", "valid_from"]),
        new("other_measures", ["measure_id"]),
        Version("pairings", "pairing_id"),
        Version("designations", "designation_id"),
        Version("units", "unit_id"),
        Version("facilitators", "facilitator_id"),
        Version("regions", "region_id"),
        new("recognition_records", ["record_id"])
        {
            Open = ["version", "product_id", "valid_from", "valid_until", "withdrawn_from", "is_declined"],
        },
        new("suppliers", ["supplier_id"]) { Open = ["version", "name", "type", "registration_path", "suspensions"] },
        new("negative_listings", ["listing_id"]) { Open = ["version", "valid_from", "valid_until"] },
        new("recalled_batches", ["recall_id", "batch_id"]) { Open = ["version", "lifted_at"] },
        new("cold_chain_breaches", ["line_id"]) { Open = ["version", "breached_at", "verdict"] },
        new("agency_authorities", ["agency_id"]) { Open = ["version", "product_ids", "valid_from", "valid_until"] },
        new("holds", ["hold_id"]) { Open = ["state", "decided_at", "decided_by", "note", "document"] },
        new("suspect_parties", ["suspicion_id"]) { Open = ["until", "cleared_by", "cleared_note"] },
        new("corrections", ["correction_id"])
        {
            Open = ["sales", "given_fen", "taken_fen", "state", "decided_at", "decided_by", "note"],
        },
        new("alerts", ["alert_id"]) { Open = ["level", "value", "threshold", "ended_at", "closed_at", "closed_by", "note"] },
        .. AppendOnlyTable.Proposals,
        new("sale_lines", ["line_id", "acceptance_no", "share_no"], Sold),
        new(
            "imports",
            ["import_id"],
            "import_id, file_name, file_hash, rows, amount_fen, first_sale, last_sale, paths, imported_by, imported_at"),
        new(
            "import_rows",
            ["line_id"],
            """
            line_id, import_id, sheet_number, sheet_name, row_number, facilitator_id, facilitator_name, document_no, document_form,
            supplier_id, supplier_name, product_name, buyer_name, amount_fen, sale_date, invoice_code, invoice_number, invoice_form,
            invoice_total_fen, facilitator_path, origin_path
            """),
    ];

    /// <summary>
    /// Versions of what the registry knows: only whether one is the current one, and whether it counts for the past, may change.
    /// </summary>
    static AppendOnlyTable Version(string table, string id) => new(table, [id, "version"]) { Open = ["is_current", "is_approved"] };

    /// <summary>Makes the triggers; the last step of the migration that makes the tables.</summary>
    public static void Guard(MigrationBuilder migration)
    {
        AppendOnlyTable.Guard(migration, [.. Tables, .. AccessRecord.Tables]);
        if (migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            return;
        }

        // On SQLite REPLACE could also take the place of an entry by its other unique keys (CR-08, CR-21).
        migration.Sql(
            $"""
            CREATE TRIGGER credit_entries_stay_unique BEFORE INSERT ON credit_entries WHEN EXISTS (
                SELECT 1 FROM credit_entries known WHERE known.entry_id = NEW.entry_id OR (
                    known.line_id = NEW.line_id AND known.acceptance_no = NEW.acceptance_no AND known.share_no = NEW.share_no
                    AND known.scheme = NEW.scheme AND known.tier = NEW.tier
                    AND (known.entry_type = NEW.entry_type AND known.sequence = NEW.sequence
                        OR known.entry_type IN ('Original', 'Late') AND NEW.entry_type IN ('Original', 'Late'))))
            {AppendOnlyTable.Refuse("credit_entries")}
            """);
    }
}
