using Marketplace.Contracts;
using Marketplace.Testing.Road;

namespace Marketplace.EndToEnd.Tests;

/// <content>Quotations and returns.</content>
sealed partial class PreparedThings
{
    async Task<Guid> RequestReturnAsync(Guid shipmentId, Guid lineId, CancellationToken ct)
    {
        var returnId = Guid.CreateVersion7();
        await _http.PostAsync(
            Trip.Buyer.Token,
            $"/logistics/shipments/{shipmentId}/returns",
            new { returnId, lineId, acceptanceNo = 1, kind = "PriceCut", quantity = "0", amountFen = 1, reason = "外观略差" },
            ct);
        return returnId;
    }

    async Task<Guid> QuoteAsync(Stall stall, CancellationToken ct)
    {
        var quotationId = Guid.CreateVersion7();
        await _http.PostAsync(
            stall.Token,
            "/ordering/quotations",
            new
            {
                quotationId,
                supplierId = stall.SupplierId,
                unitId = Trip.Buyer.UnitId,
                lines = new[] { new { productId = stall.Goods[0].ProductId, quantity = "5", unitPrice = "4.00" } },
                validUntil = BusinessDay.Of(TimeProvider.System.GetUtcNow()).AddDays(7),
            },
            ct);
        return quotationId;
    }
}
