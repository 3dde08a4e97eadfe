using System.Net;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Invoices;
using Marketplace.Ordering.Orders;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Invoices;

/// <summary>A unit with two confirmed orders of one supplier: 20 jin for 70.00 yuan, and 40 jin for 140.00.</summary>
sealed class InvoiceScenario
{
    static int _last = 10_000_000;

    InvoiceScenario(OrderingFixture fixture, Guid unitId, Guid supplierId, OrderView[] orders) =>
        (Fixture, UnitId, SupplierId, Orders) = (fixture, unitId, supplierId, orders);

    public OrderingFixture Fixture { get; }

    public Guid UnitId { get; }

    public Guid SupplierId { get; }

    public OrderView[] Orders { get; }

    public HttpClient Seller => Fixture.Seller(SupplierId);

    public HttpClient Buyer => Fixture.Purchaser(UnitId);

    public static async Task<InvoiceScenario> OpenAsync(OrderingFixture fixture)
    {
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        var productId = await fixture.NewProductAsync(supplierId);
        var first = await fixture.ConfirmAsync(await fixture.PlaceAsync(Order(unitId, (productId, 20))));
        var second = await fixture.ConfirmAsync(await fixture.PlaceAsync(Order(unitId, (productId, 40))));
        return new(fixture, unitId, supplierId, [first, second]);
    }

    public Guid Line(int order) => Orders[order].Parts[0].Lines[0].LineId;

    public Guid Part(int order) => Orders[order].Parts[0].PartId;

    /// <summary>All but a jin is accepted.</summary>
    public Task AcceptAsync(int order) => Fixture.HearAsync(Accepted(Orders[order]) with { DispatchedAt = Noon, DeliveredAt = Noon });

    public static string NewNumber() => $"{Interlocked.Increment(ref _last)}";

    public static AllotInvoice.Request Invoice(params (Guid LineId, long Fen)[] lines) => new()
    {
        InvoiceId = Guid.CreateVersion7(),
        Kind = InvoiceKind.Ordinary,
        Number = NewNumber(),
        AmountFen = lines.Sum(line => line.Fen),
        IssuedOn = Today,
        Lines = [.. lines.Select(line => new AllotInvoice.Line { LineId = line.LineId, AmountFen = line.Fen })],
    };

    public Task<HttpResponseMessage> AskAsync(AllotInvoice.Request invoice, HttpClient? caller = null) =>
        (caller ?? Seller).PostOnceAsync("/ordering/invoices", invoice, ct: Ct);

    public async Task<InvoiceDetails> IssueAsync(AllotInvoice.Request invoice)
    {
        using var answer = await AskAsync(invoice);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Ct));
        return await ReadAsync<InvoiceDetails>(answer);
    }

    public static ReverseInvoice.Request RedLetter(params (int LineNumber, long Fen)[] lines) => new()
    {
        RedInvoiceId = Guid.CreateVersion7(),
        Number = NewNumber(),
        Reason = RedLetterReason.MadeOutWrongly,
        IssuedOn = Today,
        Lines = lines.Length == 0 ? null
            : [.. lines.Select(line => new ReverseInvoice.Line { LineNumber = line.LineNumber, AmountFen = line.Fen })],
    };

    public Task<HttpResponseMessage> ReverseAsync(Guid invoiceId, ReverseInvoice.Request red, HttpClient? caller = null) =>
        (caller ?? Seller).PostOnceAsync($"/ordering/invoices/{invoiceId}/reversal", red, ct: Ct);

    public async Task<InvoiceDetails> SeeAsync(Guid invoiceId) =>
        await ReadAsync<InvoiceDetails>(await Buyer.GetAsync($"/ordering/invoices/{invoiceId}", Ct));
}
