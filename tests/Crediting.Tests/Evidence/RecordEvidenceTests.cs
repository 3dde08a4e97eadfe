using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Evidence;

/// <summary>A sale is verified (已核实) once invoices and payments of its shipment cover it.</summary>
public sealed class RecordEvidenceTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_sale_is_verified_in_its_month_once_invoices_and_payments_cover_it(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();

        await service.DeliverAsync(LedgerScenario.Invoice(sale, 1_000_00));
        await service.DeliverAsync(LedgerScenario.Payment(sale, 999_99));
        Assert.Null(await VerifiedPeriodAsync(service, sale));
        await service.DeliverAsync(LedgerScenario.Payment(sale, 1));

        Assert.Equal("2024-05", await VerifiedPeriodAsync(service, sale));
        var shown = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/sales/{sale.Lines[0].LineId}");
        Assert.Equal(JsonValueKind.String, Assert.Single(shown.List("acceptances")).GetProperty("verifiedAt").ValueKind);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Papers_that_come_twice_count_once(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();
        var (invoice, payment) = (LedgerScenario.Invoice(sale, 500_00), LedgerScenario.Payment(sale, 1_000_00));

        await service.DeliverAsync(payment);
        await service.DeliverAsync(invoice);
        await service.DeliverAsync(invoice);

        Assert.Null(await VerifiedPeriodAsync(service, sale));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_invoice_and_a_payment_with_the_same_id_are_two_papers(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();
        var invoice = LedgerScenario.Invoice(sale, 1_000_00);

        await service.DeliverAsync(invoice);
        await service.DeliverAsync(LedgerScenario.Payment(sale, 1_000_00) with { PaymentId = invoice.InvoiceId });

        Assert.Equal("2024-05", await VerifiedPeriodAsync(service, sale));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Papers_that_come_before_the_sale_verify_it_when_it_is_credited(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        var sale = Examples.Acceptance(unit.UnitId, Examples.Line());

        await LedgerScenario.PayAsync(service, sale);
        await service.DeliverAsync(sale);

        Assert.Equal("2024-05", await VerifiedPeriodAsync(service, sale));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Papers_of_another_shipment_verify_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();

        await LedgerScenario.PayAsync(service, sale with { ShipmentId = Guid.CreateVersion7() });

        Assert.Null(await VerifiedPeriodAsync(service, sale));
    }

    static async Task<string?> VerifiedPeriodAsync(ServiceUnderTest<CreditingDb> service, DeliveryAccepted sale) =>
        (await service.SaleAsync(sale.Lines[0].LineId))!.VerifiedPeriod;
}
