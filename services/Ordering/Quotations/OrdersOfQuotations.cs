using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Quotations;

/// <summary>Which order has a quotation: the one that names it and is not cancelled.</summary>
static class OrdersOfQuotations
{
    /// <summary>Who may read quotations, each its own.</summary>
    public static string[] Readers { get; } = [Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Auditor, Roles.Operator];

    extension(OrderingDb db)
    {
        /// <summary>
        /// Locks a quotation that the caller sees and tells which order has it: two orders of one quotation take turns, and so do an order
        /// and its withdrawal.
        /// </summary>
        /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
        public async Task<(Quotation Quotation, Guid? OrderId)> LockQuotationAsync(Guid quotationId, CancellationToken ct)
        {
            await db.LockSeenAsync<Quotation>([quotationId], ct);
            var quotation = await db.Quotations.SingleOrDefaultAsync(row => row.QuotationId == quotationId, ct)
                ?? throw Unknown(quotationId);
            return (quotation, await db.OrderOfAsync(quotationId, ct));
        }

        /// <summary>The order that has a quotation; null when none has.</summary>
        public Task<Guid?> OrderOfAsync(Guid quotationId, CancellationToken ct) => db.Orders
            .Where(order => order.QuotationId == quotationId && order.State != OrderState.Cancelled)
            .Select(order => (Guid?)order.OrderId).SingleOrDefaultAsync(ct);
    }

    public static NotFoundException Unknown(Guid quotationId) => new(
        "quotation_not_found",
        $"没有报价 {quotationId}，或您无权查看；请核对报价标识。",
        $"There is no quotation {quotationId} that you may see; check the id.",
        "quotationId");
}
