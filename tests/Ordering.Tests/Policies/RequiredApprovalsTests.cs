using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Policies;

/// <summary>Which approvals a new order needs.</summary>
public sealed class RequiredApprovalsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_from_outside_the_partner_county_are_told_by_the_pairings_of_the_day(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var east = new RegionPath($"/330000/330200/{Guid.CreateVersion7():N}/");
        await scenario.Fixture.HearAsync(Unit(scenario.UnitId, east, version: 2) with { ParentId = scenario.BureauId });
        await scenario.FileAsync(Rule("结对县以外", null, scenario.ChiefPostId) with { OutsidePartnerRegion = true });
        var elsewhere = await scenario.Fixture.NewProductAsync(scenario.SupplierId, Congjiang);

        // Without a partner everything is from outside.
        Assert.NotEmpty((await StepsAsync(scenario.ProductId)).Steps);
        await scenario.Fixture.HearAsync(Pairing(east, Zhaojue));
        Assert.Null((await scenario.Fixture.SeeAsync(await PlaceAsync(scenario.ProductId))).Approval);
        Assert.Equal(["结对县以外"], Assert.Single((await StepsAsync(elsewhere)).Steps).Rules);

        async Task<OrderView> PlaceAsync(Guid productId)
        {
            using var answer = await scenario.Buyer.PostOnceAsync("/ordering/orders", Order(scenario.UnitId, (productId, 20)), ct: Ct);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return await ReadAsync<OrderView>(answer);
        }

        async Task<Ordering.Policies.ApprovalProgress> StepsAsync(Guid productId) =>
            (await scenario.Fixture.SeeAsync(await PlaceAsync(productId))).Approval!;
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_agent_is_judged_by_its_own_policy_and_by_the_one_of_whom_it_buys_for(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var principal = await OpenWithPolicyAsync(fixture);
        var agent = await OpenAsync(fixture);
        await agent.FileAsync(Rule("代理一律", null, agent.VicePostId));
        var request = agent.Order() with { Terms = new PlaceOrder.Agreed { PrincipalUnitId = principal.UnitId } };

        await RefusedAsync(
            http => http.PostOnceAsync("/ordering/orders", request, ct: Ct), agent.Buyer, HttpStatusCode.Forbidden, "not_your_principal",
            "terms.principalUnitId");
        await fixture.HearAsync(Unit(principal.UnitId, Zhenhai, version: 2) with
        {
            ParentId = principal.BureauId,
            Agents = [new UnitPublished.Agent { AgentId = agent.UnitId, Name = "承包方", ValidFrom = Today }],
        });
        Assert.Equal([agent.VicePostId, principal.ChiefPostId], await PostsAsync());

        async Task<IEnumerable<Guid>> PostsAsync()
        {
            var asked = request with
            {
                OrderId = Guid.CreateVersion7(),
                Lines = [request.Lines![0] with { LineId = Guid.CreateVersion7() }]
            };
            using var answer = await agent.Buyer.PostOnceAsync("/ordering/orders", asked, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            var order = await ReadAsync<OrderView>(answer);
            return (await fixture.SeeAsync(order)).Approval!.Steps.Select(step => step.PostId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_has_filed_the_policy_in_force_places_no_order_under_it(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));

        await RefusedAsync(
            http => http.PostOnceAsync("/ordering/orders", scenario.Order(), ct: Ct),
            scenario.Fixture.Service.Client(Roles.Purchaser, org: scenario.UnitId, subject: Filer), HttpStatusCode.Conflict, "own_policy");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Split_orders_are_lifted_to_the_step_that_they_avoid_and_shown_to_it(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var day = Today.AddDays(3);
        var first = await scenario.PlaceAndHoldAsync(40, day);
        var withdrawn = await scenario.PlaceAndHoldAsync(40, day);
        using (var cancelled = await scenario.Buyer.PostOnceAsync(
            $"/ordering/orders/{withdrawn.OrderId}/cancellation", new { reason = "下错" }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        }

        var second = await scenario.PlaceAndHoldAsync(40, day);

        Assert.Empty(first.Approval!.SuspectedSplits);
        Assert.Equal([false, true], second.Approval!.Steps.Select(step => step.IsLifted));
        var split = Assert.Single(second.Approval.SuspectedSplits);
        Assert.Equal(
            ("二百元以上", SplitSign.SameDeliveryDay, 200_00L, 280_00L), (split.Rule, split.Sign, split.LimitFen, split.SumFen));
        Assert.Equal([second.OrderId, first.OrderId], split.Orders.Select(order => order.OrderId));
        await scenario.ApproveAsync(Chief, second);
        Assert.Equal(
            second.Number, Assert.Single(Assert.Single(await scenario.MineAsync(Vice)).Progress!.SuspectedSplits).Orders[0].Number);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_price_that_the_supplier_changes_meanwhile_changes_no_held_order(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAndHoldAsync();
        await scenario.Fixture.HearAsync(Listing(scenario.ProductId, scenario.SupplierId, version: 2) with
        {
            PriceTiers = [new PriceTier { FromQuantity = Quantity.Of(1), UnitPrice = UnitPrice.FromYuan(9m) }],
        });

        await scenario.ApproveAsync(Chief, order);

        Assert.Equal(70_00, (await scenario.Fixture.SeeAsync(order)).AmountFen);
    }

    static PairingPublished Pairing(RegionPath east, RegionPath west) => new()
    {
        PairingId = Guid.CreateVersion7(),
        Version = 1,
        Scheme = Scheme.EastWest,
        Tier = PairingTier.County,
        EastPath = east,
        EastName = "镇海区",
        WestPath = west,
        WestName = "昭觉县",
        ValidFrom = new DateOnly(2021, 1, 1),
    };
}
