using System.Net;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Budgets;

public sealed class SettleBudgetTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_accepted_is_settled_and_the_rest_is_available_again(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);

        await units.DeliverAsync(UnitsScenario.Accepted(order, (200, 150), (100, 100)), ct: Ct);
        Assert.Equal((300, 250, 450), await units.FiguresAsync(unit));

        await units.DeliverAsync(UnitsScenario.Accepted(order, (300, 0)), ct: Ct);
        Assert.Equal((0, 250, 750), await units.FiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_an_agent_has_ordered_is_settled_with_the_unit_that_pays_and_never_with_the_agent(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (agent, school) = (await units.RegisterBuyerAsync(1_000), await units.RegisterBuyerAsync(1_000));
        var own = UnitsScenario.Submitted(agent, 500);
        var order = UnitsScenario.Submitted(agent, 600) with { BudgetUnitId = school };
        await units.DeliverAsync(own, ct: Ct);
        await units.DeliverAsync(order, ct: Ct);

        // The acceptance names who placed the order, whoever has accepted.
        await units.DeliverAsync(UnitsScenario.Accepted(order, (200, 150), (100, 100)), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Accepted(order, (300, 312)), ct: Ct);

        Assert.Equal((0, 562, 438), await units.FiguresAsync(school));
        Assert.Equal((500, 0, 500), await units.FiguresAsync(agent));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_100_ordered_102_were_accepted_and_all_of_it_is_settled(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);

        await units.DeliverAsync(UnitsScenario.Accepted(order, (600, 612)), ct: Ct);

        Assert.Equal((0, 612, 388), await units.FiguresAsync(unit));
        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.ParkedMessages.AnyAsync(
            message => message.Queue == "units.settle-budget" && message.Body.Contains(unit.ToString()), Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_later_part_of_the_order_is_settled_after_more_than_was_ordered_of_the_first(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);

        await units.DeliverAsync(UnitsScenario.Accepted(order, (500, 510)), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Accepted(order, (100, 102)), ct: Ct);

        Assert.Equal((0, 612, 388), await units.FiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_told_twice_settles_once(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);
        var acceptance = UnitsScenario.Accepted(order, (200, 150));
        var messageId = Guid.CreateVersion7();

        await units.DeliverAsync(acceptance, messageId, Ct);
        await units.DeliverAsync(acceptance, messageId, Ct);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => units.DeliverAsync(acceptance, ct: Ct)));

        Assert.Equal((400, 150, 450), await units.FiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_that_comes_before_its_order_waits_for_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (early, order) = (UnitsScenario.Submitted(unit, 600), UnitsScenario.Submitted(unit, 300));
        await units.DeliverAsync(order, ct: Ct);

        // One of a batch has to wait, the others go on.
        await Task.WhenAll(
            units.DeliverAsync(UnitsScenario.Accepted(early, (600, 500)), ct: Ct),
            units.DeliverAsync(UnitsScenario.Accepted(order, (300, 300)), ct: Ct));
        Assert.Equal((0, 300, 700), await units.FiguresAsync(unit));
        await units.DeliverAsync(early, ct: Ct);

        await Eventually.EqualAsync((0, 800, 200), () => units.FiguresAsync(unit), ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_of_an_unknown_order_waits_and_changes_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);

        await units.DeliverAsync(UnitsScenario.Accepted(UnitsScenario.Submitted(unit, 600), (600, 500)), ct: Ct);

        Assert.Equal((0, 0, 1_000), await units.FiguresAsync(unit));
        await using var scope = units.OpenDb(out var db);
        var waiting = await db.ParkedMessages.SingleAsync(
            message => message.Queue == "units.settle-budget" && message.Body.Contains(unit.ToString()), Ct);
        Assert.NotNull(waiting.NextAttemptAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_weighed_more_than_the_budget_has_overdraws_it_and_the_account_names_the_orders(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (first, second) = (UnitsScenario.Submitted(unit, 400), UnitsScenario.Submitted(unit, 600));
        await Task.WhenAll(units.DeliverAsync(first, ct: Ct), units.DeliverAsync(second, ct: Ct));

        await units.DeliverAsync(UnitsScenario.Accepted(first, (400, 408)), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Accepted(second, (600, 612)), ct: Ct);

        Assert.Equal((0, 1_020, -20), await units.FiguresAsync(unit));
        var budget = await units.BudgetAsync(unit);
        Assert.Equal(20, budget.OverdrawnFen);
        Assert.Equal(
            [(first.OrderId, 8), (second.OrderId, 12)],
            budget.OverdrawnBy!.Select(order => (order.OrderId, order.OverdrawnFen)).OrderBy(order => order.OverdrawnFen));
        var holds = await units.Auditor.GetBodyAsync<Page<HoldView>>($"{UnitsScenario.BudgetPath(unit)}/holds?overdrawn=true");
        Assert.Equal([8, 12], holds.Items.Select(hold => hold.OverdrawnFen).Order());
        await AssertNothingIsParkedAsync(units, unit);

        // Nothing more can be ordered, and a larger amount makes it good.
        var third = UnitsScenario.Submitted(unit, 1);
        await units.DeliverAsync(third, ct: Ct);
        Assert.Equal(0, (await units.PublishedAsync<BudgetDeclined>(declined => declined.OrderId == third.OrderId)).AvailableFen);
        using (var raised = await units.Approver(unit).PutIfMatchAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 1_005 }, 1, Ct))
        {
            Assert.Equal(15, (await raised.BodyAsync<BudgetView>(HttpStatusCode.OK)).OverdrawnFen);
        }

        using (var ample = await units.Approver(unit).PutIfMatchAsync(UnitsScenario.BudgetPath(unit), new { amountFen = 1_100 }, 2, Ct))
        {
            var view = await ample.BodyAsync<BudgetView>(HttpStatusCode.OK);
            Assert.Equal((0, 80), (view.OverdrawnFen, view.AvailableFen));
            Assert.Empty(view.OverdrawnBy!);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_accepted_is_spent_whatever_was_held_for_it(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (settled, released, early, other) = (
            UnitsScenario.Submitted(unit, 300), UnitsScenario.Submitted(unit, 200), UnitsScenario.Submitted(unit, 50),
            UnitsScenario.Submitted(unit, 100));
        await Task.WhenAll(new[] { settled, released, other }.Select(order => units.DeliverAsync(order, ct: Ct)));
        await units.DeliverAsync(UnitsScenario.Accepted(settled, (300, 300)), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Cancelled(released), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Cancelled(early), ct: Ct);

        await Task.WhenAll(
            units.DeliverAsync(UnitsScenario.Accepted(settled, (1, 1)), ct: Ct),
            units.DeliverAsync(UnitsScenario.Accepted(released, (200, 200)), ct: Ct),
            units.DeliverAsync(UnitsScenario.Accepted(early, (50, 50)), ct: Ct),
            units.DeliverAsync(UnitsScenario.Accepted(other, (100, 90)), ct: Ct));

        Assert.Equal((0, 641, 359), await units.FiguresAsync(unit));
        await AssertNothingIsParkedAsync(units, unit);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_accepted_without_any_budget_opens_an_account_that_is_overdrawn(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var order = UnitsScenario.Submitted(unit, 300);
        await units.DeliverAsync(order, ct: Ct);

        await units.DeliverAsync(UnitsScenario.Accepted(order, (300, 290)), ct: Ct);

        Assert.Equal((0, 290, -290), await units.FiguresAsync(unit));
        Assert.Equal(290, (await units.BudgetAsync(unit)).OverdrawnFen);
        await AssertNothingIsParkedAsync(units, unit);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Many_parts_of_one_order_accepted_at_once_settle_exactly_the_order(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(10_000);
        var order = UnitsScenario.Submitted(unit, 5_000);
        await units.DeliverAsync(order, ct: Ct);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => units.DeliverAsync(UnitsScenario.Accepted(order, (100, 90)), ct: Ct)));

        Assert.Equal((0, 4_500, 5_500), await units.FiguresAsync(unit));
    }

    static async Task AssertNothingIsParkedAsync(ServiceUnderTest<UnitsDb> units, Guid unit)
    {
        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.ParkedMessages.AnyAsync(
            message => message.Queue == "units.settle-budget" && message.Body.Contains(unit.ToString()), Ct));
    }
}
