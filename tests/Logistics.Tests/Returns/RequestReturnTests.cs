using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Returns;

/// <summary>POST /logistics/shipments/{shipmentId}/returns (CR-15).</summary>
public sealed class RequestReturnTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Never_more_goes_back_than_was_accepted_and_what_was_refused_does_not_count(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));
        await scenario.DecideAsync((await scenario.RequestReturnAsync("Return", "60")).ReturnId, isConfirmed: true);
        var refused = await scenario.RequestReturnAsync("ShortWeight", "30");

        var (zh, en) = await RefusedAsync(
            scenario, scenario.Wanted("Return", "10.001"), HttpStatusCode.Conflict, "return_exceeds_accepted", "quantity");
        Assert.Equal("第1行收货 100，已申请或确认退回 90，最多还可申请 10。", zh);
        Assert.Contains("at most 10 more", en, StringComparison.Ordinal);
        await scenario.DecideAsync(refused.ReturnId, isConfirmed: false);
        await scenario.RequestReturnAsync("Return", "40");
        await RefusedAsync(
            scenario, scenario.Wanted("RefundOnly", "0.001"), HttpStatusCode.Conflict, "return_exceeds_accepted", "quantity");
        // EC-67: what is replaced does not go back, and may be replaced again; but never more at once than there was.
        await scenario.RequestReturnAsync("Replacement", "0.001", line: 1);
        await scenario.RequestReturnAsync("Return", "10", line: 1);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Never_more_money_goes_back_than_the_line_is_worth_net(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));
        // 100 at 38.60; a quarter goes back, which leaves 2,895.00.
        await scenario.RequestReturnAsync("Return", "25");

        var (zh, _) = await RefusedAsync(
            scenario, scenario.Wanted("PriceCut", "0", 2_895_01), HttpStatusCode.Conflict, "return_exceeds_net", "amountFen");
        Assert.Contains("净额 3,860.00 元", zh, StringComparison.Ordinal);
        Assert.Contains("2,895.00 元", zh, StringComparison.Ordinal);
        await scenario.RequestReturnAsync("PriceCut", "0", 2_000_00);
        await scenario.RequestReturnAsync("RefundOnly", "5", 895_00);
        await RefusedAsync(scenario, scenario.Wanted("RefundOnly", "0", 1), HttpStatusCode.Conflict, "return_exceeds_net", "amountFen");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Price_rises_add_no_more_than_the_line_cost_and_need_goods_that_are_left(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));
        // 100 at 38.60 cost 3,860.00.
        var rise = await scenario.RequestReturnAsync("PriceRise", "0", 3_000_00);
        var (zh, _) = await RefusedAsync(
            scenario, scenario.Wanted("PriceRise", "0", 860_01), HttpStatusCode.Conflict, "rise_exceeds_net", "amountFen");
        Assert.Contains("最多还可补价 860.00 元", zh, StringComparison.Ordinal);
        await RefusedAsync(
            scenario, scenario.Wanted("PriceCut", "0", 3_860_01), HttpStatusCode.Conflict, "return_exceeds_net", "amountFen");

        await scenario.DecideAsync(rise.ReturnId, isConfirmed: true);
        await scenario.RequestReturnAsync("PriceCut", "0", 3_860_01);
        await scenario.RequestReturnAsync("Return", "100");
        await RefusedAsync(scenario, scenario.Wanted("PriceRise", "0", 1), HttpStatusCode.Conflict, "nothing_left", "lineId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_many_claims_at_once_no_more_are_taken_than_was_accepted(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scenario.PostReturnAsync(scenario.Wanted("Return", "30"))));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Claims_that_make_no_sense_are_refused(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));
        (object Body, HttpStatusCode Status, string Code, string? Field)[] faults =
        [
            (scenario.Wanted("Return", "0"), HttpStatusCode.BadRequest, "quantity_missing", "quantity"),
            (scenario.Wanted("Return", "-1"), HttpStatusCode.BadRequest, "quantity_negative", "quantity"),
            (scenario.Wanted("Return", "1", 100), HttpStatusCode.BadRequest, "amount_needless", "amountFen"),
            (scenario.Wanted("Replacement", "1", 100), HttpStatusCode.BadRequest, "amount_needless", "amountFen"),
            (scenario.Wanted("PriceCut", "0"), HttpStatusCode.BadRequest, "amount_missing", "amountFen"),
            (scenario.Wanted("PriceCut", "0", 0), HttpStatusCode.BadRequest, "out_of_range", "amountFen"),
            (scenario.Wanted("PriceCut", "1", 100), HttpStatusCode.BadRequest, "quantity_needless", "quantity"),
            (scenario.Wanted("RefundOnly", "0"), HttpStatusCode.BadRequest, "amount_missing", "amountFen"),
            (scenario.Wanted("PriceRise", "0"), HttpStatusCode.BadRequest, "amount_missing", "amountFen"),
            (scenario.Wanted("PriceRise", "1", 100), HttpStatusCode.BadRequest, "quantity_needless", "quantity"),
            (scenario.Wanted("PriceRise", "0", 100, document: null), HttpStatusCode.BadRequest, "document_missing", "document"),
            (scenario.Wanted("Return", "1", acceptanceNo: 0), HttpStatusCode.BadRequest, "out_of_range", "acceptanceNo"),
            (scenario.Wanted("Return", "1", acceptanceNo: 2), HttpStatusCode.Conflict, "not_accepted", null),
            // Of the third line nothing was accepted.
            (scenario.Wanted("Return", "1", line: 2), HttpStatusCode.Conflict, "not_accepted", null),
        ];
        foreach (var (body, status, code, field) in faults)
        {
            await RefusedAsync(scenario, body, status, code, field);
        }

        var delivered = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        await RefusedAsync(delivered, delivered.Wanted("Return", "1"), HttpStatusCode.Conflict, "not_accepted", null);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_buyer_of_the_shipment_asks(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.InspectedAsync(logistics);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Supplier,
            client => scenario.PostReturnAsync(scenario.Wanted("Return", "1"), client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "shipment_not_found",
            null,
            logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => scenario.PostReturnAsync(scenario.Wanted("Return", "1"), client));
    }

    static Task<(string Zh, string En)> RefusedAsync(
        LogisticsScenario scenario, object body, HttpStatusCode status, string code, string? field) =>
        Refused.AsAsync(status, code, field, scenario.Purchaser, client => scenario.PostReturnAsync(body, client));
}
