using System.Data.Common;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Ordering.Storage;

/// <summary>Puts into words that an id made by a caller is taken.</summary>
static class TakenIds
{
    // SQLITE_CONSTRAINT_PRIMARYKEY.
    const int SqlitePrimaryKey = 1555;

    /// <summary>The refusal; null when the failure is another.</summary>
    public static RuleBrokenException? Explain(DbUpdateException failure) =>
        failure.InnerException is DbException inner && IsTaken(inner) && failure.Entries is [var first, ..]
            ? first.Entity switch
            {
                Order order => new(
                    "order_exists",
                    $"订单 {order.OrderId} 已存在：请查询该订单；若要另下一单，请使用新的 orderId。",
                    $"There is an order {order.OrderId} already: look it up, or use a new orderId to place another.",
                    "orderId"),
                OrderLine line => new(
                    "line_exists",
                    $"行标识 {line.LineId} 已用于其他订单，请为每一行生成新的 lineId。",
                    $"The line id {line.LineId} belongs to another order; make a new lineId for every line.",
                    $"lines[{line.LineNumber - 1}].lineId"),
                Payment payment => new(
                    "payment_exists",
                    $"付款记录 {payment.PaymentId} 已存在：请查询订单；若要另记一笔，请使用新的 paymentId。",
                    $"There is a payment {payment.PaymentId} already: look the order up, or use a new paymentId to record another.",
                    "paymentId"),
                Invoice invoice => new(
                    "invoice_exists",
                    $"发票记录 {invoice.InvoiceId} 已存在：请查询订单；若要另记一张，请使用新的 invoiceId。",
                    $"There is an invoice {invoice.InvoiceId} already: look the order up, or use a new invoiceId to record another.",
                    "invoiceId"),
                _ => null,
            }
            : null;

    static bool IsTaken(DbException error) => error is SqliteException { SqliteExtendedErrorCode: SqlitePrimaryKey }
        || (error.SqlState == PostgresErrorCodes.UniqueViolation
            && error is PostgresException { ConstraintName: var name } && name?.StartsWith("PK_", StringComparison.OrdinalIgnoreCase) == true);
}
