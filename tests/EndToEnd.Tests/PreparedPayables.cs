using Marketplace.Testing.Road;

namespace Marketplace.EndToEnd.Tests;

/// <summary>What is prepared of invoices, payments and terms between our supplier and our unit.</summary>
static class PreparedPayables
{
    /// <summary>An invoice for an order that is confirmed: the one that walked the whole road is invoiced already.</summary>
    public static async Task<Guid> InvoiceAsync(RoadHttp http, Stall stall, Trip trip, TimeSpan limit, CancellationToken ct)
    {
        await trip.PlaceAsync(ct);
        await trip.AwaitStateAsync(state => state == "Confirmed", limit, ct);
        var lineId = trip.Order.GetProperty("parts")[0].GetProperty("lines")[0].GetProperty("lineId").GetGuid();
        var invoice = await http.PostAsync(stall.Token, "/ordering/invoices", PayableScopeCases.Invoice(lineId, fen: 100), ct);
        return invoice.GetProperty("invoiceId").GetGuid();
    }

    public static async Task<Guid> PayInAdvanceAsync(RoadHttp http, Stall stall, Buyer buyer, CancellationToken ct)
    {
        var paymentId = Guid.CreateVersion7();
        await http.PostAsync(
            buyer.Token,
            "/ordering/payments",
            new { paymentId, supplierId = stall.SupplierId, amountFen = 1_000, paidOn = ScopeCases.Today(), reference = "预付-1" },
            ct);
        return paymentId;
    }

    public static async Task<Guid> AgreeTermAsync(RoadHttp http, Stall stall, Buyer buyer, CancellationToken ct)
    {
        var termId = Guid.CreateVersion7();
        var proposed = await http.PostAsync(
            buyer.Token,
            "/ordering/payables/terms",
            new
            {
                termId,
                unitId = buyer.UnitId,
                supplierId = stall.SupplierId,
                days = 45,
                validFrom = "2098-01-01",
                validUntil = "2098-12-31",
                document = "购销合同 2098-1",
            },
            ct);
        var proposalId = proposed.GetProperty("proposalId").GetGuid();
        await http.PostAsync(stall.Token, $"/ordering/proposals/{proposalId}/confirmation", new { }, ct);
        return termId;
    }
}
