using Marketplace.Ordering.Domain;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Ordering.Storage;

/// <summary>Refuses ids made by a caller that are taken.</summary>
static class TakenIds
{
    // SQLITE_CONSTRAINT_PRIMARYKEY.
    const int SqlitePrimaryKey = 1555;

    // SQLITE_CONSTRAINT_UNIQUE.
    const int SqliteUnique = 2067;

    // SQLITE_CONSTRAINT_TRIGGER.
    const int SqliteTrigger = 1811;

    extension(OrderingDb db)
    {
        /// <summary>
        /// Saves what callers made ids for. It is inserted without asking first whether the ids are taken, which spares the usual request
        /// a round trip; when the primary key refuses, the caller is told which id it was, and nothing of what has it.
        /// </summary>
        /// <exception cref="RuleBrokenException">There is such an order, payment or invoice, or such a line in another order.</exception>
        public async Task SaveNewAsync(CancellationToken ct)
        {
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException failure) when (Explain(failure) is { } taken)
            {
                throw taken;
            }
        }
    }

    /// <summary>The refusal; null when the failure is another.</summary>
    static RuleBrokenException? Explain(DbUpdateException failure) => TableOfTakenKey(failure) switch
    {
        "orders" => TakenId.Refusal("orderId"),
        "order_lines" => TakenId.Refusal("lines"),
        "quotations" => TakenId.Refusal("quotationId"),
        "order_templates" => TakenId.Refusal("templateId"),
        "drafts" => TakenId.Refusal("draftId"),
        "gift_lists" => TakenId.Refusal("listId"),
        "subsidy_programs" => TakenId.Refusal("programId"),
        "payments" => TakenId.Refusal("paymentId"),
        "invoices" => TakenId.Refusal("invoiceId"),
        "agreed_terms" => TakenId.Refusal("termId"),
        _ => null,
    };

    /// <summary>PostgreSQL names the table; SQLite saves row by row and so fails at the row in question.</summary>
    static string? TableOfTakenKey(DbUpdateException failure) => failure.InnerException switch
    {
        PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, TableName: { } table, ConstraintName: { } constraint } =>
            constraint.StartsWith("PK_", StringComparison.OrdinalIgnoreCase) ? table : null,
        SqliteException { SqliteExtendedErrorCode: SqlitePrimaryKey } when failure.Entries is [var row, ..] => row.Metadata.GetTableName(),
        // The other key of an order contains its id as well; of two that are taken SQLite may name this one.
        SqliteException { SqliteExtendedErrorCode: SqliteUnique } when failure.Entries is [{ Entity: Order } row, ..] =>
            row.Metadata.GetTableName(),
        // The trigger of a table that is only added to comes before its key.
        SqliteException { SqliteExtendedErrorCode: SqliteTrigger } raised when failure.Entries is [var row, ..]
            && raised.Message.Contains(AppendOnlyTable.IsThere, StringComparison.Ordinal) => row.Metadata.GetTableName(),
        _ => null,
    };
}
