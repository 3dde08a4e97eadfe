using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Quotations;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Quotations.QuotationScenario;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>POST /ordering/orders with a quotation: price, discount, donation and free goods are the supplier's (CR-02).</summary>
public sealed class OrderQuotationTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_of_a_quotation_is_confirmed_at_what_was_quoted(Engine engine)
    {
        // EC-55: buy ten, get one free; and a donation of 100.
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var quotation = await scenario.QuoteAsync();

        var placed = await scenario.Fixture.ConfirmAsync(await scenario.Fixture.PlaceAsync(OrderOf(quotation)));

        Assert.Equal(
            (quotation.QuotationId, 48_00L, 2_00L, OrderState.Confirmed),
            (placed.QuotationId, placed.AmountFen, placed.DiscountFen, placed.State));
        Assert.Equal(
            [(11m, 1m, null, 50_00L, 2_00L), (100m, null, ChargeKind.Donation, 0L, 0L)],
            placed.Parts[0].Lines.Select(line => (line.Quantity.Units, line.Free?.Units, line.Charge, line.AmountFen, line.DiscountFen)));
        var submitted = await scenario.Fixture.ToldOnceAsync<OrderSubmitted>(message => message.OrderId == placed.OrderId);
        Assert.Equal((48_00L, 11m), (submitted.AmountFen, submitted.Lines[0].Quantity.Units));
        var told = await scenario.Fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == placed.OrderId);
        Assert.Equal(
            [(11m, 1m, 50_00L), (100m, null, 0L)],
            told.Parts[0].Lines.Select(line => (line.Quantity.Units, line.Free?.Units, line.AmountFen)));
        Assert.Equal(2_00L, told.Terms!.Discount!.AmountFen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_discount_is_split_over_the_lines_and_the_budget_is_to_hold_the_rest(Engine engine)
    {
        // EC-38: 1,000.00, 2,000.00 and 3,333.33, less 100.00.
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        Guid[] products = [.. scenario.Products, await scenario.Fixture.NewProductAsync(scenario.SupplierId)];
        var quotation = await scenario.QuoteAsync(scenario.Request() with
        {
            DiscountFen = 100_00,
            Lines = [.. products.Zip((decimal[])[1_000, 2_000, 3_333.33m], (productId, quantity) => new SubmitQuotation.Line
            {
                ProductId = productId,
                Quantity = Quantity.Of(quantity),
                UnitPrice = UnitPrice.FromYuan(1),
            })],
        });

        var placed = await scenario.Fixture.PlaceAsync(OrderOf(quotation));
        await scenario.Fixture.ConfirmAsync(placed);

        Assert.Equal((6_233_33L, 100_00L), (placed.AmountFen, placed.DiscountFen));
        Assert.Equal([15_79L, 31_58L, 52_63L], placed.Parts[0].Lines.Select(line => line.DiscountFen));
        var submitted = await scenario.Fixture.ToldOnceAsync<OrderSubmitted>(message => message.OrderId == placed.OrderId);
        Assert.Equal(6_233_33L, submitted.AmountFen);
        var told = await scenario.Fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == placed.OrderId);
        Assert.Equal(
            [(1, 1_000_00L), (2, 2_000_00L), (3, 3_333_33L)], told.Terms!.Discount!.Lines.Select(line => (line.LineNumber, line.GrossFen)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_quotation_is_ordered_as_a_whole_and_as_it_is(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var quotation = await scenario.QuoteAsync();
        var good = OrderOf(quotation);
        var (line, gift) = (good.Lines![0], good.Lines[1]);
        var other = line with { LineId = Guid.CreateVersion7(), ProductId = await scenario.Fixture.NewProductAsync(scenario.SupplierId) };
        (PlaceOrder.Request Request, HttpStatusCode Status, string Code, string Field)[] bad =
        [
            (good with { Lines = [line] }, HttpStatusCode.BadRequest, "quotation_incomplete", "lines"),
            (good with { Lines = [line, gift, other] }, HttpStatusCode.BadRequest, "quotation_incomplete", "lines"),
            (good with { Lines = [line, other] }, HttpStatusCode.BadRequest, "not_quoted", "lines[1].productId"),
            (good with { Lines = [line with { Quantity = Quantity.Of(10) }, gift] }, HttpStatusCode.BadRequest, "quantity_not_quoted",
                "lines[0].quantity"),
            (good with { Lines = [line with { Quantity = Quantity.Of(12) }, gift] }, HttpStatusCode.BadRequest, "quantity_not_quoted",
                "lines[0].quantity"),
            (good with { Lines = [line with { ExpectedUnitPrice = UnitPrice.FromYuan(3.5m) }, gift] }, HttpStatusCode.Conflict,
                "price_changed", "lines[0].expectedUnitPrice"),
            (good with { QuotationId = Guid.CreateVersion7() }, HttpStatusCode.NotFound, "quotation_not_found", "quotationId"),
        ];
        foreach (var (request, status, code, field) in bad)
        {
            await RefusedAsync(Ask(request), scenario.Buyer, status, code, field);
        }

        // Without the quotation the same lines cost what the listing says.
        await RefusedAsync(
            Ask(good with { QuotationId = null }), scenario.Buyer, HttpStatusCode.Conflict, "price_changed", "lines[0].expectedUnitPrice");
        Assert.Equal(QuotationState.Open, (await scenario.SeeAsync(quotation.QuotationId)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Another_unit_cannot_order_what_was_quoted_to_this_one(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var quotation = await scenario.QuoteAsync();
        var stranger = await scenario.Fixture.NewUnitAsync();

        await RefusedAsync(
            Ask(OrderOf(quotation) with { UnitId = stranger }), scenario.Fixture.Purchaser(stranger), HttpStatusCode.NotFound,
            "quotation_not_found", "quotationId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_many_orders_of_one_quotation_at_once_one_is_placed(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var quotation = await scenario.QuoteAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Ask(OrderOf(quotation))(scenario.Buyer)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        await RefusedAsync(Ask(OrderOf(quotation)), scenario.Buyer, HttpStatusCode.Conflict, "quotation_ordered", "quotationId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_cancelled_order_leaves_its_quotation_to_another(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var quotation = await scenario.QuoteAsync();
        var declined = await scenario.Fixture.PlaceAsync(OrderOf(quotation));
        await scenario.Fixture.HearAsync(new BudgetDeclined
        {
            OrderId = declined.OrderId,
            UnitId = scenario.UnitId,
            Year = 2026,
            AmountFen = declined.AmountFen!.Value,
        });

        Assert.Equal(QuotationState.Open, (await scenario.SeeAsync(quotation.QuotationId)).State);
        var second = await scenario.Fixture.PlaceAsync(OrderOf(quotation));

        Assert.Equal(second.OrderId, (await scenario.SeeAsync(quotation.QuotationId)).OrderId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_quotation_expires_by_itself_after_its_last_day(Engine engine)
    {
        await using var fixture = await OpenAsyncOf(engine);
        var scenario = await OpenAsync(fixture);
        var quotation = await scenario.QuoteAsync(scenario.Request() with { ValidUntil = Today });
        Assert.Equal(QuotationState.Open, quotation.State);

        // The day ends at midnight in Shanghai.
        fixture.Clock.Now = new DateTimeOffset(2026, 11, 20, 16, 0, 0, TimeSpan.Zero);

        Assert.Equal(QuotationState.Expired, (await scenario.SeeAsync(quotation.QuotationId)).State);
        await RefusedAsync(Ask(OrderOf(quotation)), scenario.Buyer, HttpStatusCode.Conflict, "quotation_expired", "quotationId");
    }

    static Task<OrderingFixture> OpenAsyncOf(Engine engine) => OrderingFixture.OpenAsync(engine);
}
