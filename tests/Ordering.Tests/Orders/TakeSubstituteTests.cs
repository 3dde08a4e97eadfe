using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Quotations;
using Marketplace.Ordering.Tests.Quotations;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;
using static Marketplace.Ordering.Tests.Quotations.QuotationScenario;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>
/// POST /ordering/quotations/{quotationId}/taking: what the supplier offers for a line that it declined, and the buyer takes or leaves.
/// </summary>
public sealed class TakeSubstituteTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_substitute_is_taken_in_one_call_and_goes_where_the_declined_line_was_to_go(Engine engine)
    {
        var (scenario, declined) = await DeclinedAsync(await shared.OnAsync(engine));
        var made = await scenario.QuoteAsync(Substitute(scenario, declined));
        Assert.Equal(new DeclinedLine(declined.OrderId, LineOf(declined)), made.SubstituteFor);
        Assert.Equal(made.SubstituteFor, (await scenario.SeeAsync(made.QuotationId)).SubstituteFor);
        var orderId = Guid.CreateVersion7();

        using var answer = await Take(made.QuotationId, orderId)(scenario.Buyer);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var order = await ReadAsync<OrderView>(answer);
        Assert.Equal(
            (orderId, made.QuotationId, declined.Parts[0].DeliveryAddress, declined.Parts[0].DeliveryRegionId, 60_00L),
            (order.OrderId, order.QuotationId, order.Parts[0].DeliveryAddress, order.Parts[0].DeliveryRegionId, order.AmountFen));
        var line = Assert.Single(Assert.Single(order.Parts).Lines);
        Assert.Equal((scenario.Products[1], 20m), (line.ProductId, line.Quantity.Units));
        var told = await scenario.Fixture.ToldOnceAsync<OrderSubmitted>(message => message.OrderId == orderId);
        Assert.Equal(60_00L, told.AmountFen);
        Assert.Equal(OrderState.Confirmed, (await scenario.Fixture.ConfirmAsync(order)).State);
        Assert.Equal(QuotationState.Ordered, (await scenario.SeeAsync(made.QuotationId)).State);
        foreach (var side in (HttpClient[])[scenario.Buyer, scenario.Seller])
        {
            Assert.Equal(
                [new OrderView.SubstituteView(LineOf(declined), made.QuotationId)], (await SeeAsync(declined.OrderId, side)).Substitutes);
        }

        await RefusedAsync(
            Take(made.QuotationId, Guid.CreateVersion7()), scenario.Buyer, HttpStatusCode.Conflict, "quotation_ordered", "quotationId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_substitute_is_for_a_line_that_its_supplier_declined_and_costs_no_more(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (scenario, declined) = await DeclinedAsync(fixture);
        var good = Substitute(scenario, declined);
        foreach (var (request, status, code, field) in (IReadOnlyList<(SubmitQuotation.Request, HttpStatusCode, string, string)>)
        [
            (With(good, quantity: 24, price: 3m), HttpStatusCode.BadRequest, "substitute_too_dear", "lines"),
            (With(good, quantity: 10, price: 3.6m), HttpStatusCode.BadRequest, "substitute_above_listing", "lines[0].unitPrice"),
            (good with { ValidUntil = Today.AddDays(8) }, HttpStatusCode.BadRequest, "day_out_of_range", "validUntil"),
            (good with { SubstituteFor = new DeclinedLine(declined.OrderId, Guid.CreateVersion7()) },
                HttpStatusCode.BadRequest, "line_unknown", "substituteFor.lineId"),
            (good with { SubstituteFor = new DeclinedLine(Guid.CreateVersion7(), LineOf(declined)) },
                HttpStatusCode.BadRequest, "line_unknown", "substituteFor.lineId"),
            (good with { UnitId = await fixture.NewUnitAsync() }, HttpStatusCode.BadRequest, "line_unknown", "substituteFor.lineId"),
        ])
        {
            await RefusedAsync(Ask(request), scenario.Seller, status, code, field);
        }

        var withdrawnByBuyer = await CancelledAsync(scenario, CancelledBy.Buyer);
        await RefusedAsync(
            Ask(Substitute(scenario, withdrawnByBuyer)), scenario.Seller, HttpStatusCode.Conflict, "line_not_declined",
            "substituteFor.lineId");
        await scenario.QuoteAsync(good);
        await RefusedAsync(
            Ask(good with { QuotationId = Guid.CreateVersion7() }), scenario.Seller, HttpStatusCode.Conflict, "substitute_offered",
            "substituteFor.lineId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Another_substitute_may_be_offered_when_the_first_was_withdrawn_or_left(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, []);
        var (scenario, declined) = await DeclinedAsync(fixture);
        var first = await scenario.QuoteAsync(Substitute(scenario, declined));
        Assert.Equal(HttpStatusCode.OK, (await Withdraw(first.QuotationId)(scenario.Seller)).StatusCode);
        var second = await scenario.QuoteAsync(Substitute(scenario, declined));

        fixture.Clock.Now = Noon.AddDays(4);
        await RefusedAsync(
            Take(second.QuotationId, Guid.CreateVersion7()), scenario.Buyer, HttpStatusCode.Conflict, "quotation_expired", "quotationId");
        var third = await scenario.QuoteAsync(Substitute(scenario, declined) with { ValidUntil = Today.AddDays(5) });

        Assert.Equal(HttpStatusCode.Created, (await Take(third.QuotationId, Guid.CreateVersion7())(scenario.Buyer)).StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_unit_takes_it_and_only_a_substitute(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (scenario, declined) = await DeclinedAsync(fixture);
        var made = await scenario.QuoteAsync(Substitute(scenario, declined));
        var plain = await scenario.QuoteAsync();
        await RefusedAsync(
            Take(made.QuotationId, Guid.CreateVersion7()), scenario.Seller, HttpStatusCode.Forbidden, "role_not_allowed");
        await RefusedAsync(
            Take(made.QuotationId, Guid.CreateVersion7()), fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound,
            "quotation_not_found", "quotationId");
        await RefusedAsync(
            Take(plain.QuotationId, Guid.CreateVersion7()), scenario.Buyer, HttpStatusCode.Conflict, "not_a_substitute");
        await RefusedAsync(Take(made.QuotationId, Guid.Empty), scenario.Buyer, HttpStatusCode.BadRequest, "id_empty", "orderId");
    }

    static Guid LineOf(OrderView order) => order.Parts[0].Lines[0].LineId;

    /// <summary>An order of 20 jin at 3.50 that its supplier has declined.</summary>
    static async Task<(QuotationScenario Scenario, OrderView Declined)> DeclinedAsync(OrderingFixture fixture)
    {
        var scenario = await QuotationScenario.OpenAsync(fixture);
        return (scenario, await CancelledAsync(scenario, CancelledBy.Supplier));
    }

    static async Task<OrderView> CancelledAsync(QuotationScenario scenario, CancelledBy by)
    {
        var order = await scenario.Fixture.ConfirmAsync(
            await scenario.Fixture.PlaceAsync(Order(scenario.UnitId, (scenario.Products[0], 20))));
        await scenario.Fixture.HearAsync(new ShipmentCancelled
        {
            CancellationId = Guid.CreateVersion7(),
            ShipmentId = order.Parts[0].PartId,
            OrderId = order.OrderId,
            SupplierId = scenario.SupplierId,
            UnitId = scenario.UnitId,
            CancelledAt = Noon,
            CancelledBy = by,
            Reason = by == CancelledBy.Supplier ? ShipmentCancellationReason.CropFailure : ShipmentCancellationReason.NotNeeded,
            IsWhole = true,
            Lines = [new ShipmentCancelled.Line { LineId = LineOf(order), ReservedFen = 70_00 }],
        });
        return order;
    }

    /// <summary>20 jin of the supplier's other product at 3.00.</summary>
    static SubmitQuotation.Request Substitute(QuotationScenario scenario, OrderView declined) => With(
        scenario.Request() with
        {
            DiscountFen = null,
            ValidUntil = Today.AddDays(3),
            SubstituteFor = new DeclinedLine(declined.OrderId, LineOf(declined)),
            Lines = [scenario.Request().Lines[1] with { IsDonation = null }],
        },
        quantity: 20,
        price: 3m);

    static SubmitQuotation.Request With(SubmitQuotation.Request request, int quantity, decimal price) => request with
    {
        Lines = [request.Lines[0] with { Quantity = Quantity.Of(quantity), UnitPrice = UnitPrice.FromYuan(price) }],
    };

    static Func<HttpClient, Task<HttpResponseMessage>> Take(Guid quotationId, Guid orderId) =>
        client => client.PostOnceAsync($"/ordering/quotations/{quotationId}/taking", new { orderId }, ct: Ct);
}
