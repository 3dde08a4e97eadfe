using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Reports;
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

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_red_letter_takes_the_verification_back_and_a_new_invoice_gives_it_again(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();
        await LedgerScenario.PayAsync(service, sale);
        Assert.Equal("2024-05", await VerifiedPeriodAsync(service, sale));

        var red = LedgerScenario.RedLetter(sale, 1);
        await service.DeliverAsync(red);
        await service.DeliverAsync(red);
        Assert.Null(await VerifiedPeriodAsync(service, sale));

        await service.DeliverAsync(LedgerScenario.Invoice(sale, 1));
        Assert.Equal("2024-05", await VerifiedPeriodAsync(service, sale));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_takes_back_counts_in_whatever_order_it_comes_and_before_the_sale(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        var sale = Examples.Acceptance(unit.UnitId, Examples.Line());
        var worth = sale.Lines.Sum(line => line.AcceptedFen);

        await service.DeliverAsync(LedgerScenario.Reversal(sale, worth));
        await LedgerScenario.PayAsync(service, sale);
        await service.DeliverAsync(sale);
        Assert.Null(await VerifiedPeriodAsync(service, sale));

        await service.DeliverAsync(LedgerScenario.Payment(sale, worth));
        Assert.Equal("2024-05", await VerifiedPeriodAsync(service, sale));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_taken_back_of_more_than_is_needed_leaves_the_sale_verified(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var sale = await service.SellAsync();
        await LedgerScenario.PayAsync(service, sale);
        await service.DeliverAsync(LedgerScenario.Invoice(sale, 500));

        await service.DeliverAsync(LedgerScenario.RedLetter(sale, 500));
        await service.DeliverAsync(LedgerScenario.RedLetter(sale, 1) with { PartId = Guid.CreateVersion7() });

        Assert.Equal("2024-05", await VerifiedPeriodAsync(service, sale));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_invoice_for_two_shipments_proves_its_share_of_each(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var (first, second) = (await service.SellAsync(), await service.SellAsync());
        var invoice = LedgerScenario.Invoice(first, 1_000_00);

        await service.DeliverAsync(invoice);
        await service.DeliverAsync(LedgerScenario.Invoice(second, 1_000_00) with { InvoiceId = invoice.InvoiceId });
        var payment = LedgerScenario.Payment(first, 999_99);
        await service.DeliverAsync(payment with { MatchingId = Guid.CreateVersion7() });
        await service.DeliverAsync(payment with { MatchingId = Guid.CreateVersion7(), AmountFen = 1 });
        await service.DeliverAsync(payment with { MatchingId = Guid.CreateVersion7(), PartId = second.ShipmentId, AmountFen = 1_000_00 });

        Assert.Equal("2024-05", await VerifiedPeriodAsync(service, first));
        Assert.Equal("2024-05", await VerifiedPeriodAsync(service, second));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_verified_at_an_instant_stays_so_when_it_is_withdrawn_later(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-20"));
        await using var service = await SharedLedger.StartPairedAsync(engine, clock);
        var sale = await service.SellAsync();
        await LedgerScenario.PayAsync(service, sale);
        var red = LedgerScenario.RedLetter(sale, 1);
        await At(clock, "2024-05-20", 13, () => service.DeliverAsync(red));
        await At(clock, "2024-05-20", 14, () => service.DeliverAsync(LedgerScenario.Invoice(sale, 1)));
        await At(clock, "2024-05-22", 10, () => service.DeliverAsync(LedgerScenario.Reversal(sale, 1)));
        await At(clock, "2024-05-23", 10, () => Task.CompletedTask);

        var worth = sale.Lines.Sum(line => line.AcceptedFen);
        foreach (var (instant, fen) in new (string, long)[]
        {
            ("2024-05-20T12:30:00", worth), ("2024-05-20T13:30:00", 0), ("2024-05-20T14:30:00", worth), ("2024-05-21T10:00:00", worth),
            ("2024-05-22T09:00:00", worth), ("2024-05-22T11:00:00", 0), ("2024-05-23T09:00:00", 0),
        })
        {
            var report = await service.ReportAsync(
                $"pairing-progress?month=2024-05&measure=verified&knownAt={instant}%2B08:00");
            Assert.Equal((instant, fen), (instant, report.Row("F03").Fen("yearToDate")));
        }

        var now = await service.ReportAsync("pairing-progress?month=2024-05&measure=verified");
        Assert.Equal(0, now.Row("F03").Fen("yearToDate"));
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }

    static Task At(FixedClock clock, string day, int hour, Func<Task> act)
    {
        clock.Now = Examples.Noon(day).AddHours(hour - 12);
        return act();
    }

    static async Task<string?> VerifiedPeriodAsync(ServiceUnderTest<CreditingDb> service, DeliveryAccepted sale) =>
        (await service.SaleAsync(sale.Lines[0].LineId))!.VerifiedPeriod;
}
