using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Ordering.Storage;

/// <summary>What of Ordering's tables is only ever added to.</summary>
static class AppendOnly
{
    /// <summary>Makes the triggers; the last step of the migration that makes the tables.</summary>
    public static void Guard(MigrationBuilder migration) => AppendOnlyTable.Guard(
        migration,
        [
            .. AccessRecord.Tables,
            .. AppendOnlyTable.Proposals,
            new AppendOnlyTable("payable_entries", ["entry_id"]),
            new AppendOnlyTable("invoices", ["invoice_id"]),
            new AppendOnlyTable("invoice_lines", ["invoice_id", "line_number"]),
            new AppendOnlyTable("payments", ["payment_id"])
            {
                Open = ["unmatched_fen", "receipt", "statements", "reversed_at", "reversal_reason"],
            },
            new AppendOnlyTable("payment_matchings", ["matching_id"]),
            new AppendOnlyTable("payment_receipts", ["payment_id", "statement_no"]),
            new AppendOnlyTable("payment_reminders", ["part_id"]),
            new AppendOnlyTable("agreed_terms", ["term_id"]) { Open = ["ended_on", "end_reason"] },
            new AppendOnlyTable("approval_policies", ["unit_id", "version"]),
            new AppendOnlyTable("posts", ["post_id", "version"]),
            new AppendOnlyTable("delegations", ["delegation_id"]) { Open = ["ended_at"] },
            new AppendOnlyTable("gift_limits", ["unit_id", "year", "version"]),
            new AppendOnlyTable("order_needs", ["unit_id", "order_id", "number"]),
            new AppendOnlyTable("approval_decisions", ["order_id", "step"]),
        ]);
}
