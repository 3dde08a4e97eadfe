using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>GET /orders/{orderId}. An order with its parts, lines, payments and invoices, as far as the caller may see them.</summary>
public static class GetOrder
{
    public static void Map(RouteGroupBuilder orders) => orders.MapGet("/{orderId:guid}", HandleAsync)
        .WithName(nameof(GetOrder)).WithSummary("查看订单 Get an order")
        .WithDescription("The ETag is for naming a facilitator. After an order was placed poll until the state is no longer Submitted, "
            + "once a second at most.")
        .For(OrderScope.Readers).RecordsAccess<OrderingDb>("order");

    static async Task<VersionedOk<OrderView>> HandleAsync(
        Guid orderId, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        // Tracked, so that what is loaded afterwards finds its part. What the caller may not see, or isn't there, is not asked for.
        var order = await db.Orders.Include(row => row.Parts).SingleOrDefaultAsync(row => row.OrderId == orderId, ct)
            ?? throw OrderScope.Unknown(orderId);
        var seen = OrderScope.PartsSeenBy(caller, order);
        Guid[] ids = [.. seen.Select(part => part.PartId)];
        await db.Lines.Include(line => line.Acceptances).Where(line => ids.Contains(line.PartId)).LoadAsync(ct);
        if (order.ConfirmedAt is not null)
        {
            await db.PaymentMatchings.Include(matching => matching.Payment).Where(matching => ids.Contains(matching.PartId)).LoadAsync(ct);
            await db.InvoiceLines.Include(line => line.Invoice).Where(line => ids.Contains(line.PartId)).LoadAsync(ct);
        }

        List<OrderView.SubstituteView> substitutes = seen.Any(part => part.Cancellations.Count > 0)
            ? await db.Quotations.AsNoTracking().Where(quotation => quotation.SubstituteForOrderId == orderId)
                .OrderBy(quotation => quotation.QuotedAt)
                .Select(quotation => new OrderView.SubstituteView(quotation.SubstituteForLineId!.Value, quotation.QuotationId))
                .ToListAsync(ct)
            : [];
        // Who sees the order is decided; who sees this of it, its view says.
        var approval = order.NeedsApproval
            ? await db.ApprovalRequests.IgnoreQueryFilters().AsNoTracking().Include(row => row.Decisions)
                .SingleAsync(row => row.OrderId == orderId, ct)
            : null;
        access.Of(order.OrderId, [order.UnitId, .. seen.Select(part => part.SupplierId)]);
        // The version is what naming a facilitator has to match; it says nothing about the rest.
        return Etag.VersionedOk(OrderView.Of(order, caller, substitutes, approval), order.Version);
    }
}
