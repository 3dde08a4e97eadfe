using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Invoices;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Invoices.InvoiceScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Invoices;

/// <summary>POST /ordering/invoices.</summary>
public sealed class AllotInvoiceTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_invoice_is_for_lines_of_several_orders_and_a_line_on_several_invoices(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));

        var both = await scenario.IssueAsync(Invoice((scenario.Line(0), 3_000), (scenario.Line(1), 14_000)) with { BuyerTitle = "镇海中学" });
        var rest = await scenario.IssueAsync(Invoice((scenario.Line(0), 4_000)));

        Assert.Equal((17_000L, "昭觉洋芋合作社", "镇海中学", 0L), (both.AmountFen, both.SellerTitle, both.BuyerTitle, both.ReversedFen));
        Assert.Equal([(1, scenario.Part(0), 3_000L), (2, scenario.Part(1), 14_000L)],
            both.Lines.Select(line => (line.LineNumber, line.PartId, line.AmountFen!.Value)));
        foreach (var (order, fen) in new[] { (0, 3_000L), (1, 14_000L) })
        {
            var told = await scenario.Fixture.ToldOnceAsync<InvoiceRecorded>(
                message => message.InvoiceId == both.InvoiceId && message.PartId == scenario.Part(order));
            Assert.Equal((scenario.Orders[order].OrderId, fen), (told.OrderId, told.AmountFen));
        }

        var seen = (await scenario.Fixture.SeeAsync(scenario.Orders[0])).Parts[0].Invoices;
        Assert.Equal([both.InvoiceId, rest.InvoiceId], seen.Select(invoice => invoice.InvoiceId).Order());
        Assert.Equal([3_000L, 4_000L], seen.Select(invoice => invoice.AmountFen!.Value).Order());
        await RefusedAsync(
            http => scenario.AskAsync(Invoice((scenario.Line(0), 1)), http), scenario.Seller, HttpStatusCode.Conflict,
            "invoice_exceeds_line",
            "lines[0].amountFen");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Once_all_is_accepted_no_more_than_that_is_invoiced_with_price_rises_and_without_returns(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await scenario.AcceptAsync(0);
        // 19 of 20 jin were accepted: 66.50.
        await RefusedAsync(
            http => scenario.AskAsync(Invoice((scenario.Line(0), 6_651)), http), scenario.Seller, HttpStatusCode.Conflict,
            "invoice_exceeds_line", "lines[0].amountFen");
        await scenario.Fixture.HearAsync(Payables.PayableScenario.Returned(scenario.Orders[0], part: 0, fen: -350));
        await scenario.Fixture.HearAsync(Payables.PayableScenario.Returned(scenario.Orders[0], part: 0, fen: 100));
        await RefusedAsync(
            http => scenario.AskAsync(Invoice((scenario.Line(0), 6_401)), http), scenario.Seller, HttpStatusCode.Conflict,
            "invoice_exceeds_line", "lines[0].amountFen");
        await scenario.IssueAsync(Invoice((scenario.Line(0), 6_400)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_wrong_with_an_invoice_is_refused_with_its_field_and_nothing_is_kept(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await OpenAsync(fixture);
        var other = await OpenAsync(fixture);
        var open = await fixture.PlaceAsync(Order(scenario.UnitId, (await fixture.NewProductAsync(scenario.SupplierId), 20)));
        var good = Invoice((scenario.Line(0), 100), (scenario.Line(1), 100));
        // Two units that buy of one supplier.
        var elsewhere = await fixture.ConfirmAsync(await fixture.PlaceAsync(
            Order(await fixture.NewUnitAsync(), (await fixture.NewProductAsync(scenario.SupplierId), 20))));
        (AllotInvoice.Request Invoice, HttpStatusCode Status, string Code, string? Field)[] bad =
        [
            (good with { Lines = [] }, HttpStatusCode.BadRequest, "count_out_of_range", "lines"),
            (good with { AmountFen = 201 }, HttpStatusCode.BadRequest, "invoice_sum_differs", "amountFen"),
            (good with { Number = "1234567" }, HttpStatusCode.BadRequest, "invoice_number_invalid", "number"),
            (good with { BuyerTitle = " " }, HttpStatusCode.BadRequest, "text_blank", "buyerTitle"),
            (good with { IssuedOn = Today.AddDays(1) }, HttpStatusCode.BadRequest, "day_out_of_range", "issuedOn"),
            (Invoice((scenario.Line(0), 100), (other.Line(0), 100)), HttpStatusCode.NotFound, "line_not_found", "lines[1].lineId"),
            (Invoice((scenario.Line(0), 100), (elsewhere.Parts[0].Lines[0].LineId, 100)), HttpStatusCode.Conflict,
                "invoice_of_several_buyers", "lines[1].lineId"),
            (Invoice((scenario.Line(0), 100), (open.Parts[0].Lines[0].LineId, 100)), HttpStatusCode.Conflict, "order_not_confirmed", null),
            (Invoice((scenario.Line(0), 100), (scenario.Line(1), 14_001)), HttpStatusCode.Conflict, "invoice_exceeds_line",
                "lines[1].amountFen"),
        ];
        foreach (var (invoice, status, code, field) in bad)
        {
            await RefusedAsync(http => scenario.AskAsync(invoice, http), scenario.Seller, status, code, field);
        }

        await scenario.IssueAsync(good);
        await RefusedAsync(
            http => scenario.AskAsync(Invoice((scenario.Line(0), 100)) with { Number = good.Number }, http), scenario.Seller,
            HttpStatusCode.Conflict, "invoice_number_taken", "number");
        await RefusedAsync(
            http => scenario.AskAsync(Invoice((scenario.Line(0), 100)) with { InvoiceId = good.InvoiceId }, http), scenario.Seller,
            HttpStatusCode.Conflict, "already_exists", "invoiceId");
        Assert.Equal(100L, Assert.Single((await fixture.SeeAsync(scenario.Orders[0])).Parts[0].Invoices).AmountFen);
        await Eventually.EqualAsync(
            2, () => Task.FromResult(fixture.Told<InvoiceRecorded>(message => message.SupplierId == scenario.SupplierId).Count),
            "a message for each part", ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Invoices_made_at_the_same_moment_never_exceed_a_line(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(
            _ => scenario.AskAsync(Invoice((scenario.Line(0), 2_000), (scenario.Line(1), 2_000)))));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(6_000L, (await scenario.Fixture.SeeAsync(scenario.Orders[0])).Parts[0].Invoices.Sum(invoice => invoice.AmountFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_suppliers_invoice(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await RefusedAsync(
            http => scenario.AskAsync(Invoice((scenario.Line(0), 1)), http), scenario.Buyer, HttpStatusCode.Forbidden, "role_not_allowed");
        await RefusedAsync(
            http => scenario.AskAsync(Invoice((scenario.Line(0), 1)), http), scenario.Fixture.Service.Client(Roles.Operator),
            HttpStatusCode.Forbidden, "role_not_allowed");
    }
}
