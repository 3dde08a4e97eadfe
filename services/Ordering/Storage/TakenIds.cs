using Marketplace.Ordering.Domain;
using Marketplace.Platform.Refusals;
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

    extension(OrderingDb db)
    {
        /// <summary>
        /// Saves what callers made ids for. It is inserted without asking first whether the ids are taken, which spares the usual request
        /// a round trip; when the primary key refuses, the caller is told which id it was.
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
        "orders" => new(
            "order_exists",
            "该 orderId 的订单已存在：请查询该订单；若要另下一单，请使用新的 orderId。",
            "There is an order with this orderId already: look it up, or use a new orderId to place another.",
            "orderId"),
        "order_lines" => new(
            "line_exists",
            "有 lineId 已用于其他订单，请为每一行生成新的 lineId。",
            "A lineId belongs to another order already; make a new lineId for every line.",
            "lines"),
        "quotations" => new(
            "quotation_exists",
            "该 quotationId 的报价已存在：请查询该报价；若要另报一份，请使用新的 quotationId。",
            "There is a quotation with this quotationId already: look it up, or use a new quotationId to quote again.",
            "quotationId"),
        "payments" => new(
            "payment_exists",
            "该 paymentId 的付款已登记：请查询订单；若要另记一笔，请使用新的 paymentId。",
            "A payment with this paymentId is recorded already: look the order up, or use a new paymentId to record another.",
            "paymentId"),
        "invoices" => new(
            "invoice_exists",
            "该 invoiceId 的发票已登记：请查询订单；若要另记一张，请使用新的 invoiceId。",
            "An invoice with this invoiceId is recorded already: look the order up, or use a new invoiceId to record another.",
            "invoiceId"),
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
        _ => null,
    };
}
