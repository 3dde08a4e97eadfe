using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Returns;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Returns;

/// <summary>POST /logistics/shipments/{shipmentId}/returns, …/confirmation and …/refusal, and who sees them (CR-15).</summary>
public sealed class ReturnTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_return_counts_once_the_supplier_has_confirmed_it(Engine engine)
    {
        var road = await AcceptedAsync(engine);

        var claim = await road.RequestReturnAsync("Return", "20.5");
        Assert.Equal((ReturnState.Requested, road.Order.OrderId, 1, LogisticsScenario.Now), (claim.State, claim.OrderId, claim.LineNumber, claim.RequestedAt));
        Assert.DoesNotContain(road.Logistics.Told<GoodsReturned>(), told => told.ReturnId == claim.ReturnId);

        var confirmed = await road.DecideAsync(claim.ReturnId, isConfirmed: true);
        Assert.Equal((ReturnState.Confirmed, LogisticsScenario.Now, "test-supplier"), (confirmed.State, confirmed.DecidedAt, confirmed.DecidedBy));
        await Testing.Eventually.TrueAsync(
            () => Task.FromResult(road.Logistics.Told<GoodsReturned>().Any(told => told.ReturnId == claim.ReturnId)), "GoodsReturned", ct: Ct);
        var returned = Assert.Single(road.Logistics.Told<GoodsReturned>(), told => told.ReturnId == claim.ReturnId);
        Assert.Equal(
            new GoodsReturned
            {
                ReturnId = claim.ReturnId,
                OrderId = road.Order.OrderId,
                LineId = road.Part.Lines[0].LineId,
                AcceptanceNo = 1,
                Kind = ReturnKind.Return,
                Quantity = Examples.Units("20.5"),
                ConfirmedAt = LogisticsScenario.Now,
                Reason = "到货后发现变质",
                Document = "检测报告 2026-31",
            },
            returned);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Never_more_goes_back_than_was_accepted_and_what_was_refused_does_not_count(Engine engine)
    {
        var road = await AcceptedAsync(engine);
        await road.DecideAsync((await road.RequestReturnAsync("Return", "60")).ReturnId, isConfirmed: true);
        var refused = await road.RequestReturnAsync("ShortWeight", "30");

        var (zh, en) = await RefusedAsync(road, road.Wanted("Return", "10.001"), HttpStatusCode.Conflict, "return_exceeds_accepted", "quantity");
        Assert.Equal("第1行收货 100，已申请或确认退回 90，最多还可申请 10。", zh);
        Assert.Contains("at most 10 more", en, StringComparison.Ordinal);
        await road.DecideAsync(refused.ReturnId, isConfirmed: false);
        await road.RequestReturnAsync("Return", "40");
        await RefusedAsync(road, road.Wanted("RefundOnly", "0.001"), HttpStatusCode.Conflict, "return_exceeds_accepted", "quantity");
        // EC-67: what is replaced does not go back, and may be replaced again; but never more at once than there was.
        await road.RequestReturnAsync("Replacement", "0.001", line: 1);
        await road.RequestReturnAsync("Return", "10", line: 1);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Never_more_money_goes_back_than_the_line_is_worth_net(Engine engine)
    {
        var road = await AcceptedAsync(engine);
        // 100 at 38.60; a quarter goes back, which leaves 2,895.00.
        await road.RequestReturnAsync("Return", "25");

        var (zh, _) = await RefusedAsync(road, road.Wanted("PriceCut", "0", 2_895_01), HttpStatusCode.Conflict, "return_exceeds_net", "amountFen");
        Assert.Contains("净额 3,860.00 元", zh, StringComparison.Ordinal);
        Assert.Contains("2,895.00 元", zh, StringComparison.Ordinal);
        await road.RequestReturnAsync("PriceCut", "0", 2_000_00);
        await road.RequestReturnAsync("RefundOnly", "5", 895_00);
        await RefusedAsync(road, road.Wanted("RefundOnly", "0", 1), HttpStatusCode.Conflict, "return_exceeds_net", "amountFen");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_many_claims_at_once_no_more_are_taken_than_was_accepted(Engine engine)
    {
        var road = await AcceptedAsync(engine);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => road.PostReturnAsync(road.Wanted("Return", "30"))));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Claims_that_make_no_sense_are_refused(Engine engine)
    {
        var road = await AcceptedAsync(engine);
        (object Body, HttpStatusCode Status, string Code, string? Field)[] faults =
        [
            (road.Wanted("Return", "0"), HttpStatusCode.BadRequest, "quantity_missing", "quantity"),
            (road.Wanted("Return", "-1"), HttpStatusCode.BadRequest, "quantity_negative", "quantity"),
            (road.Wanted("Return", "1", 100), HttpStatusCode.BadRequest, "amount_needless", "amountFen"),
            (road.Wanted("Replacement", "1", 100), HttpStatusCode.BadRequest, "amount_needless", "amountFen"),
            (road.Wanted("PriceCut", "0"), HttpStatusCode.BadRequest, "amount_missing", "amountFen"),
            (road.Wanted("PriceCut", "0", 0), HttpStatusCode.BadRequest, "out_of_range", "amountFen"),
            (road.Wanted("PriceCut", "1", 100), HttpStatusCode.BadRequest, "quantity_needless", "quantity"),
            (road.Wanted("RefundOnly", "0"), HttpStatusCode.BadRequest, "amount_missing", "amountFen"),
            (road.Wanted("Return", "1", acceptanceNo: 0), HttpStatusCode.BadRequest, "out_of_range", "acceptanceNo"),
            (road.Wanted("Return", "1", acceptanceNo: 2), HttpStatusCode.Conflict, "not_accepted", null),
            // Of the third line nothing was accepted.
            (road.Wanted("Return", "1", line: 2), HttpStatusCode.Conflict, "not_accepted", null),
        ];
        foreach (var (body, status, code, field) in faults)
        {
            await RefusedAsync(road, body, status, code, field);
        }

        var delivered = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        await RefusedAsync(delivered, delivered.Wanted("Return", "1"), HttpStatusCode.Conflict, "not_accepted", null);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_buyer_asks_the_supplier_decides_once_and_others_see_nothing(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var road = await AcceptedAsync(engine);
        await Refused.AsAsync(HttpStatusCode.Forbidden, "role_not_allowed", null, road.Supplier, client => road.PostReturnAsync(road.Wanted("Return", "1"), client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "shipment_not_found",
            null,
            logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => road.PostReturnAsync(road.Wanted("Return", "1"), client));
        var claim = await road.RequestReturnAsync("Return", "1");

        var stranger = logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        foreach (var isConfirmed in (bool[])[true, false])
        {
            await Refused.AsAsync(HttpStatusCode.NotFound, "return_not_found", null, stranger, client => road.PostDecisionAsync(claim.ReturnId, isConfirmed, client));
            await Refused.AsAsync(
                HttpStatusCode.Forbidden, "role_not_allowed", null, road.Purchaser, client => road.PostDecisionAsync(claim.ReturnId, isConfirmed, client));
            // It sees the return as its buyer does, but it did not sell.
            await Refused.AsAsync(
                HttpStatusCode.Forbidden,
                "not_your_organisation",
                null,
                logistics.Client($"{Roles.Supplier} {Roles.Purchaser}", org: road.Order.UnitId),
                client => road.PostDecisionAsync(claim.ReturnId, isConfirmed, client));
        }

        var refused = await road.DecideAsync(claim.ReturnId, isConfirmed: false);
        Assert.Equal((ReturnState.Refused, "签收时完好"), (refused.State, refused.RefusalReason));
        await Refused.AsAsync(HttpStatusCode.Conflict, "already_decided", null, road.Supplier, client => road.PostDecisionAsync(claim.ReturnId, true, client));

        foreach (var party in (HttpClient[])[road.Supplier, road.Purchaser, road.Auditor, logistics.Client(Roles.Official, region: "513430", tier: "County")])
        {
            Assert.Equivalent(refused, await LogisticsScenario.ReadAsync<ReturnView>(HttpStatusCode.OK, await party.GetAsync($"/logistics/returns/{claim.ReturnId}", Ct)), strict: true);
            var list = await LogisticsScenario.ReadAsync<Page<ReturnView>>(HttpStatusCode.OK, await party.GetAsync($"/logistics/returns?state=Refused&shipmentId={road.Part.PartId}", Ct));
            Assert.Equivalent(refused, Assert.Single(list.Items), strict: true);
        }

        Assert.Empty((await LogisticsScenario.ReadAsync<Page<ReturnView>>(HttpStatusCode.OK, await stranger.GetAsync("/logistics/returns", Ct))).Items);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/logistics/returns/{claim.ReturnId}", Ct)).StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Lists_go_page_by_page_the_newest_first(Engine engine)
    {
        var road = await AcceptedAsync(engine);
        List<Guid> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await road.RequestReturnAsync("Return", "1")).ReturnId);
        }

        List<Guid> found = [];
        for (string? after = ""; after is not null;)
        {
            var page = await LogisticsScenario.ReadAsync<Page<ReturnView>>(
                HttpStatusCode.OK, await road.Purchaser.GetAsync($"/logistics/returns?size=2{(after.Length > 0 ? $"&after={after}" : "")}", Ct));
            found.AddRange(page.Items.Select(item => item.ReturnId));
            after = page.Next;
        }

        Assert.Equal(ids.OrderDescending(), found);
    }

    static Task<(string Zh, string En)> RefusedAsync(LogisticsScenario road, object body, HttpStatusCode status, string code, string? field) =>
        Refused.AsAsync(status, code, field, road.Purchaser, client => road.PostReturnAsync(body, client));

    /// <summary>100 at 38.60 and 10 at 1.00 accepted, 5 at 2.00 refused.</summary>
    async Task<LogisticsScenario> AcceptedAsync(Engine engine)
    {
        var road = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine), ("100", "38.60"), ("10", "1.00"), ("5", "2.00"));
        await road.AcceptAsync(("100", "0", "0", null), ("10", "0", "0", null), ("0", "0", "5", "腐烂"));
        return road;
    }
}
