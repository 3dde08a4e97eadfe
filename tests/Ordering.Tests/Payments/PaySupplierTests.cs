using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Payments;
using Marketplace.Ordering.Tests.Invoices;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Payments.PaymentScenario;

namespace Marketplace.Ordering.Tests.Payments;

/// <summary>POST /ordering/payments.</summary>
public sealed class PaySupplierTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_payment_is_matched_in_parts_and_what_is_left_was_paid_in_advance(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        await scenario.AcceptAsync(0);
        await scenario.AcceptAsync(1);
        // 66.50 and 136.50 are owed.
        var paid = await scenario.PayAsync(scenario.Payment(20_000, scenario.ToPart(0, 6_650), scenario.ToPart(1, 1_000)));

        Assert.Equal((20_000L, 12_350L), (paid.AmountFen, paid.AdvanceFen));
        Assert.Equal([6_650L, 1_000L], paid.Matchings.Select(matching => matching.AmountFen!.Value).OrderDescending());
        var total = await scenario.TotalAsync();
        Assert.Equal((12_650L, 1L, 0L, 12_350L), (total.OwedFen, total.Parts, total.OverpaidFen, total.AdvanceFen));
        Assert.Equal(20_300L - 20_000, await scenario.BalanceAsync());
        foreach (var (order, fen) in new[] { (0, 6_650L), (1, 1_000L) })
        {
            var told = await scenario.Fixture.ToldOnceAsync<PaymentRecorded>(message => message.PartId == scenario.Part(order));
            Assert.Equal((paid.PaymentId, fen, "国库-2026-7"), (told.PaymentId, told.AmountFen, told.Reference));
            Assert.Contains(paid.Matchings, matching => matching.MatchingId == told.MatchingId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_payment_of_an_invoice_goes_to_its_parts_as_far_as_the_invoice_is_not_taken_back(Engine engine)
    {
        var scenario = await InvoiceScenario.OpenAsync(await shared.OnAsync(engine));
        var invoice = await scenario.IssueAsync(InvoiceScenario.Invoice((scenario.Line(0), 5_000), (scenario.Line(1), 5_000)));
        (await scenario.ReverseAsync(invoice.InvoiceId, InvoiceScenario.RedLetter((1, 1_000)))).EnsureSuccessStatusCode().Dispose();

        var paid = await scenario.PayAsync(scenario.Payment(6_000, ToInvoice(invoice.InvoiceId, 6_000)));
        Assert.Equal(
            [(scenario.Part(0), 4_000L), (scenario.Part(1), 2_000L)],
            paid.Matchings.Select(matching => (matching.PartId, matching.AmountFen!.Value)).OrderByDescending(matching => matching.Item2));
        Assert.Equal(6_000L, (await scenario.SeeAsync(invoice.InvoiceId)).PaidFen);
        await RefusedAsync(
            http => scenario.AskToPayAsync(scenario.Payment(3_001, ToInvoice(invoice.InvoiceId, 3_001)), http), scenario.Buyer,
            HttpStatusCode.Conflict, "match_exceeds_invoice", "matches[0].amountFen");
        await scenario.PayAsync(scenario.Payment(3_000, ToInvoice(invoice.InvoiceId, 3_000)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_with_a_payment_is_refused_with_its_field_and_nothing_is_kept(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (scenario, other) = (await InvoiceScenario.OpenAsync(fixture), await InvoiceScenario.OpenAsync(fixture));
        var theirs = await other.IssueAsync(InvoiceScenario.Invoice((other.Line(0), 100)));
        var good = scenario.Payment(1_000, scenario.ToPart(0, 500));
        (PaySupplier.Request Payment, HttpStatusCode Status, string Code, string? Field)[] bad =
        [
            (good with { AmountFen = 0 }, HttpStatusCode.BadRequest, "out_of_range", "amountFen"),
            (good with { PaidOn = Today.AddDays(1) }, HttpStatusCode.BadRequest, "day_out_of_range", "paidOn"),
            (good with { PaidOn = Today.AddDays(-732) }, HttpStatusCode.BadRequest, "day_out_of_range", "paidOn"),
            (good with { Reference = "" }, HttpStatusCode.BadRequest, "text_blank", "reference"),
            (good with { SupplierId = Guid.CreateVersion7() }, HttpStatusCode.NotFound, "supplier_not_found", "supplierId"),
            (good with { Matches = [new() { AmountFen = 1 }] }, HttpStatusCode.BadRequest, "match_target_invalid", "matches[0].partId"),
            (good with { Matches = [scenario.ToPart(0, 500), scenario.ToPart(1, 501)] }, HttpStatusCode.Conflict, "match_exceeds_payment",
                "matches[1].amountFen"),
            (good with { AmountFen = 7_001, Matches = [scenario.ToPart(0, 7_001)] }, HttpStatusCode.Conflict, "payment_exceeds_part",
                "matches[0].amountFen"),
            (good with { Matches = [other.ToPart(0, 1)] }, HttpStatusCode.NotFound, "part_not_found", "matches[0].partId"),
            (good with { Matches = [ToInvoice(theirs.InvoiceId, 1)] }, HttpStatusCode.NotFound, "invoice_not_found",
            "matches[0].invoiceId"),
            (good with { Matches = [scenario.ToPart(0, 1) with { PartId = Guid.Empty }] }, HttpStatusCode.NotFound, "part_not_found",
                "matches[0].partId"),
            (good with { Matches = [ToInvoice(Guid.Empty, 1)] }, HttpStatusCode.NotFound, "invoice_not_found", "matches[0].invoiceId"),
        ];
        foreach (var (payment, status, code, field) in bad)
        {
            await RefusedAsync(http => scenario.AskToPayAsync(payment, http), scenario.Buyer, status, code, field);
        }

        await scenario.PayAsync(good);
        await RefusedAsync(http => scenario.AskToPayAsync(good, http), scenario.Buyer, HttpStatusCode.Conflict, "already_exists",
            "paymentId");
        Assert.Equal(-1_000L, await scenario.BalanceAsync());
        await RefusedAsync(
            http => scenario.AskToPayAsync(good with { PaymentId = Guid.CreateVersion7() }, http), fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.Forbidden, "unit_unknown");
        await RefusedAsync(
            http => scenario.AskToPayAsync(good, http), fixture.Service.Client(Roles.Approver, org: scenario.UnitId),
            HttpStatusCode.Forbidden, "role_not_allowed");
    }
}
