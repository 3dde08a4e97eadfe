using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Quotations;

/// <summary>GET /ordering/quotations/{quotationId}. A quotation, as its supplier and its unit see it.</summary>
public static class GetQuotation
{
    public static void Map(RouteGroupBuilder quotations) => quotations.MapGet("/{quotationId:guid}", HandleAsync)
        .WithName(nameof(GetQuotation)).WithSummary("查看报价 Get a quotation").For(OrdersOfQuotations.Readers)
        .RecordsAccess<OrderingDb>("quotation");

    static async Task<Ok<QuotationView>> HandleAsync(
        Guid quotationId, OrderingDb db, Caller caller, ReadAccess access, TimeProvider clock, CancellationToken ct)
    {
        var quotation = await db.Quotations.AsNoTracking().SingleOrDefaultAsync(row => row.QuotationId == quotationId, ct)
            ?? throw OrdersOfQuotations.Unknown(quotationId);
        access.Of(quotationId, [quotation.SupplierId, quotation.UnitId]);
        return TypedResults.Ok(QuotationView.Of(
            quotation, await db.OrderOfAsync(quotationId, ct), BusinessDay.Of(clock.GetUtcNow()), caller));
    }
}
