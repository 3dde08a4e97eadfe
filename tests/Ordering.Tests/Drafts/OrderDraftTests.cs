using System.Net;
using System.Text.Json;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Drafts;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Drafts.DraftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>POST /ordering/drafts/{draftId}/order.</summary>
public sealed class OrderDraftTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_draft_becomes_an_order_once(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await OpenAsync(fixture);
        var draft = await scenario.CreateAsync(scenario.Line(), scenario.Line(product: 1, quantity: "100", day: 1));
        var order = Order(draft.DraftId, draft.Version, 403_33, "order-" + draft.DraftId);

        using var first = await order(scenario.Buyer);
        using var again = await order(scenario.Buyer);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        var placed = Assert.Single((await ReadAsync<OrderDraft.View>(first)).Orders);
        Assert.Equal(placed.OrderId, Assert.Single((await ReadAsync<OrderDraft.View>(again)).Orders).OrderId);
        var seen = await SeeAsync(placed.OrderId, scenario.Buyer);
        Assert.Equal((scenario.UnitId, 403_33L, 2), (seen.UnitId, seen.AmountFen, seen.Parts.Count));
        var told = await fixture.ToldOnceAsync<OrderSubmitted>(submitted => submitted.UnitId == scenario.UnitId);
        Assert.Equal(403_33, told.AmountFen);
        var after = await scenario.SeeAsync(draft.DraftId);
        Assert.Equal([placed.OrderId], after.OrderIds);
        await RefusedAsync(
            Order(draft.DraftId, after.Version, 403_33), scenario.Buyer, HttpStatusCode.Conflict, "draft_ordered");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_costs_another_amount_or_has_faults_is_not_ordered(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await OpenAsync(fixture);
        var draft = await scenario.CreateAsync(scenario.Line());
        await RefusedAsync(
            Order(draft.DraftId, draft.Version, 69_99), scenario.Buyer, HttpStatusCode.Conflict, "price_changed", "expectedAmountFen");
        await RefusedAsync(
            Order(draft.DraftId, draft.Version + 1, 70_00), scenario.Buyer, HttpStatusCode.PreconditionFailed,
            "changed_meanwhile", "If-Match");
        var faulty = await scenario.CreateAsync(scenario.Line(quantity: "5"), scenario.Line() with { Product = "查无此物" });

        using var answer = await Order(faulty.DraftId, faulty.Version, 0)(scenario.Buyer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await ReadAsync<JsonElement>(answer);
        Assert.Equal(
            ["lines[1].quantity", "lines[2].product"],
            problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!));
        Assert.Empty(fixture.Told<OrderSubmitted>(submitted => submitted.UnitId == scenario.UnitId));
        var empty = await scenario.CreateAsync();
        await RefusedAsync(
            Order(empty.DraftId, empty.Version, 0), scenario.Buyer, HttpStatusCode.BadRequest, "draft_faulty", "lines");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_week_for_three_schools_is_an_order_for_each_that_holds_its_own_budget(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await OpenAsync(fixture);
        List<Guid> schools = [];
        List<DraftLineRequest> lines = [];
        foreach (var name in (string[])["一小", "二小", "三小"])
        {
            schools.Add((await scenario.NewPrincipalAsync(name)).UnitId);
            lines.AddRange(
                from day in Enumerable.Range(0, 5)
                from product in Enumerable.Range(0, 2)
                select scenario.Line(product, day: day) with { Unit = name });
        }

        var draft = await scenario.CreateAsync([.. lines]);
        Assert.Equal(2_100_00, (await scenario.PreviewAsync(draft.DraftId)).AmountFen);
        using var answer = await Order(draft.DraftId, draft.Version, 2_100_00)(scenario.Buyer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var orders = (await ReadAsync<OrderDraft.View>(answer)).Orders;
        Assert.Equal(schools, orders.Select(order => order.Terms!.PrincipalUnitId!.Value));
        Assert.All(orders, order => Assert.Equal((scenario.UnitId, 700_00L, 5), (order.UnitId, order.AmountFen, order.Parts.Count)));
        foreach (var (order, school) in orders.Zip(schools))
        {
            var told = await fixture.ToldOnceAsync<OrderSubmitted>(submitted => submitted.OrderId == order.OrderId);
            Assert.Equal(school, told.BudgetUnitId);
            // The school sees what was bought for it, and may withdraw it; a neighbour sees nothing.
            Assert.Equal(700_00, (await SeeAsync(order.OrderId, fixture.Purchaser(school))).AmountFen);
        }

        await RefusedAsync(
            neighbour => neighbour.GetAsync($"/ordering/orders/{orders[0].OrderId}", Ct), fixture.Purchaser(schools[1]),
            HttpStatusCode.NotFound, "order_not_found");
        using var withdrawn = await fixture.Purchaser(schools[0]).PostOnceAsync(
            $"/ordering/orders/{orders[0].OrderId}/cancellation", new { reason = "停课" }, ct: Ct);
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_may_no_longer_buy_for_a_unit_orders_nothing_at_all(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var scenario = await OpenAsync(fixture);
        var (school, _) = await scenario.NewPrincipalAsync("四小");
        var draft = await scenario.CreateAsync(scenario.Line(), scenario.Line() with { Unit = "四小" });
        await fixture.HearAsync(Entrusting(school, "四小", scenario.UnitId, until: Today, version: 2));

        var preview = await scenario.PreviewAsync(draft.DraftId);
        using var answer = await Order(draft.DraftId, draft.Version, 140_00)(scenario.Buyer);

        Assert.Equal(["not_your_principal"], preview.Orders.SelectMany(order => order.Faults).Select(fault => fault.Code));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(fixture.Told<OrderSubmitted>(submitted => submitted.UnitId == scenario.UnitId));
        await RefusedAsync(
            agent => agent.PostOnceAsync(
                "/ordering/orders",
                OrderingFixture.Order(scenario.UnitId, (scenario.Products[0].Id, 20)) with { Terms = new() { PrincipalUnitId = school } },
                ct: Ct),
            scenario.Buyer, HttpStatusCode.Forbidden, "not_your_principal", "terms.principalUnitId");
    }
}
