using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Quotations;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Quotations;

/// <summary>A unit, a supplier with two products, and what the supplier quotes to the unit.</summary>
sealed record QuotationScenario(OrderingFixture Fixture, Guid UnitId, Guid SupplierId, IReadOnlyList<Guid> Products)
{
    public HttpClient Seller => Fixture.Seller(SupplierId);

    public HttpClient Buyer => Fixture.Purchaser(UnitId);

    public static async Task<QuotationScenario> OpenAsync(OrderingFixture fixture)
    {
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        return new QuotationScenario(
            fixture, unitId, supplierId, [await fixture.NewProductAsync(supplierId), await fixture.NewProductAsync(supplierId)]);
    }

    /// <summary>11 jin at 5.00, one of them free, and 100 jin as a donation; tests change what they want to be wrong.</summary>
    public SubmitQuotation.Request Request() => new()
    {
        QuotationId = Guid.CreateVersion7(),
        SupplierId = SupplierId,
        UnitId = UnitId,
        Lines =
        [
            new() { ProductId = Products[0], Quantity = Quantity.Of(11), Free = Quantity.Of(1), UnitPrice = UnitPrice.FromYuan(5) },
            new() { ProductId = Products[1], Quantity = Quantity.Of(100), UnitPrice = default, IsDonation = true },
        ],
        DiscountFen = 2_00,
        ValidUntil = Today.AddDays(30),
        Document = "报价函 2026-11",
    };

    /// <summary>Quotes, and expects it to be taken.</summary>
    public async Task<QuotationView> QuoteAsync(SubmitQuotation.Request? request = null)
    {
        using var answer = await Seller.PostOnceAsync("/ordering/quotations", request ?? Request(), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await ReadAsync<QuotationView>(answer);
    }

    public async Task<QuotationView> SeeAsync(Guid quotationId, HttpClient? caller = null)
    {
        using var answer = await (caller ?? Buyer).GetAsync($"/ordering/quotations/{quotationId}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<QuotationView>(answer);
    }

    /// <summary>An order of a quotation, line by line as it was quoted.</summary>
    public static PlaceOrder.Request OrderOf(QuotationView quotation) => new()
    {
        OrderId = Guid.CreateVersion7(),
        UnitId = quotation.UnitId,
        DeliveryRegionId = "330211",
        DeliveryAddress = "镇海区学校路1号",
        QuotationId = quotation.QuotationId,
        Lines = [.. quotation.Lines.Select(line => new PlaceOrder.Line
        {
            LineId = Guid.CreateVersion7(),
            ProductId = line.ProductId,
            Quantity = line.Quantity,
            ExpectedUnitPrice = line.UnitPrice!.Value,
        })],
    };

    public static Func<HttpClient, Task<HttpResponseMessage>> Ask(SubmitQuotation.Request request) =>
        client => client.PostOnceAsync("/ordering/quotations", request, ct: Ct);

    public static Func<HttpClient, Task<HttpResponseMessage>> Ask(PlaceOrder.Request request) =>
        client => client.PostOnceAsync("/ordering/orders", request, ct: Ct);

    public static Func<HttpClient, Task<HttpResponseMessage>> Withdraw(Guid quotationId) =>
        client => client.PostOnceAsync($"/ordering/quotations/{quotationId}/withdrawal", new { }, ct: Ct);
}
