using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Budgets;

public sealed class HoldBudgetTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_within_the_budget_is_held_and_told(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);

        await units.DeliverAsync(order, ct: Ct);

        Assert.Equal((600, 0, 400), await units.FiguresAsync(unit));
        Assert.Equal(
            [new BudgetReserved { OrderId = order.OrderId, UnitId = unit, Year = 2026, AmountFen = 600, AvailableFen = 400 }],
            await ReservedAsync(units, order));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_an_agent_orders_for_a_unit_is_held_in_the_budget_of_that_unit(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var (agent, principal) = (await units.RegisterBuyerAsync(1_000), await units.RegisterBuyerAsync(1_000));
        var order = UnitsScenario.Submitted(agent, 600) with { BudgetUnitId = principal };

        await units.DeliverAsync(order, ct: Ct);

        Assert.Equal(((0, 0, 1_000), (600, 0, 400)), (await units.FiguresAsync(agent), await units.FiguresAsync(principal)));
        Assert.Equal(principal, Assert.Single(await ReservedAsync(units, order)).UnitId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_beyond_the_budget_is_declined_with_what_is_available(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (fits, exceeds) = (UnitsScenario.Submitted(unit, 600), UnitsScenario.Submitted(unit, 401));

        await units.DeliverAsync(fits, ct: Ct);
        await units.DeliverAsync(exceeds, ct: Ct);

        Assert.Equal((600, 0, 400), await units.FiguresAsync(unit));
        Assert.Equal(
            [new BudgetDeclined { OrderId = exceeds.OrderId, UnitId = unit, Year = 2026, AmountFen = 401, AvailableFen = 400 }],
            await DeclinedAsync(units, exceeds));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_of_a_year_without_budget_or_of_an_unknown_unit_is_declined(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (otherYear, unknownUnit) = (UnitsScenario.Submitted(unit, 1, year: 2027), UnitsScenario.Submitted(Guid.CreateVersion7(), 1));

        await units.DeliverAsync(otherYear, ct: Ct);
        await units.DeliverAsync(unknownUnit, ct: Ct);

        Assert.Null(Assert.Single(await DeclinedAsync(units, otherYear)).AvailableFen);
        Assert.Null(Assert.Single(await DeclinedAsync(units, unknownUnit)).AvailableFen);
        Assert.Equal((0, 0, 1_000), await units.FiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_told_twice_is_held_once_and_answered_once(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (order, last) = (UnitsScenario.Submitted(unit, 300), UnitsScenario.Submitted(unit, 1));
        var messageId = Guid.CreateVersion7();

        await units.DeliverAsync(order, messageId, Ct);
        await units.DeliverAsync(order, messageId, Ct);
        await units.DeliverAsync(order, ct: Ct);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => units.DeliverAsync(order, ct: Ct)));
        await units.DeliverAsync(last, ct: Ct);

        Assert.Equal((301, 0, 699), await units.FiguresAsync(unit));
        await ReservedAsync(units, last);
        Assert.Single(await ReservedAsync(units, order));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_that_was_cancelled_first_holds_nothing_and_gets_no_answer(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (order, last) = (UnitsScenario.Submitted(unit, 300), UnitsScenario.Submitted(unit, 1));

        await units.DeliverAsync(UnitsScenario.Cancelled(order), ct: Ct);
        await units.DeliverAsync(order, ct: Ct);
        await units.DeliverAsync(last, ct: Ct);

        Assert.Equal((1, 0, 999), await units.FiguresAsync(unit));
        await ReservedAsync(units, last);
        Assert.DoesNotContain(units.Published<BudgetReserved>(), told => told.OrderId == order.OrderId);
        Assert.DoesNotContain(units.Published<BudgetDeclined>(), told => told.OrderId == order.OrderId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_told_again_after_it_was_settled_changes_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 300);

        await units.DeliverAsync(order, ct: Ct);
        await units.DeliverAsync(UnitsScenario.Accepted(order, (300, 250)), ct: Ct);
        await units.DeliverAsync(order, ct: Ct);

        Assert.Equal((0, 250, 750), await units.FiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_negative_amount_is_parked_and_its_neighbours_are_held(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);

        await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => units.DeliverAsync(UnitsScenario.Submitted(unit, i == 4 ? -50 : 50), ct: Ct)));

        Assert.Equal((450, 0, 550), await units.FiguresAsync(unit));
        await using var scope = units.OpenDb(out var db);
        var parked = await db.ParkedMessages.SingleAsync(message => message.Body.Contains(unit.ToString()), Ct);
        Assert.Equal("units.hold-budget", parked.Queue);
        Assert.Contains("negative", parked.Reason, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Orders_told_together_are_granted_as_they_come_until_nothing_fits(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var orders = Enumerable.Range(0, 100).Select(_ => UnitsScenario.Submitted(unit, 30)).ToList();

        await Task.WhenAll(orders.Select(order => units.DeliverAsync(order, ct: Ct)));

        Assert.Equal((990, 0, 10), await units.FiguresAsync(unit));
        await AssertAnsweredAsync(units, orders, reserved: 33);
    }

    /// <summary>As when many instances of the service each have a message in hand.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_a_hundred_parallel_transactions_exactly_as_many_as_fit_succeed(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var orders = Enumerable.Range(0, 100).Select(_ => UnitsScenario.Submitted(unit, 30)).ToList();

        await Task.WhenAll(orders.Select(order => Task.Run(() => HearAloneAsync(units, [order]), Ct)));

        Assert.Equal((990, 0, 10), await units.FiguresAsync(unit));
        await AssertAnsweredAsync(units, orders, reserved: 33);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Parallel_transactions_over_the_same_accounts_in_any_order_do_not_deadlock(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var buyers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => units.RegisterBuyerAsync(1_000)));
        var batches = Enumerable.Range(0, 24).Select(i => buyers
            .OrderBy(buyer => HashCode.Combine(buyer, i)).Select(buyer => UnitsScenario.Submitted(buyer, 50)).ToArray()).ToList();

        await Task.WhenAll(batches.Select(batch => Task.Run(() => HearAloneAsync(units, batch), Ct)));

        foreach (var buyer in buyers)
        {
            Assert.Equal((1_000, 0, 0), await units.FiguresAsync(buyer));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_database_itself_refuses_to_overspend(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        await using var scope = units.OpenDb(out var db);
        var account = db.BudgetAccounts.Where(known => known.UnitId == unit);

        foreach (var (held, settled) in ((long, long)[])[(1_001, 0), (500, 501), (-1, 0), (0, -1)])
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => account.ExecuteUpdateAsync(
                set => set.SetProperty(known => known.HeldFen, held).SetProperty(known => known.SettledFen, settled), Ct));
        }
    }

    static async Task HearAloneAsync(ServiceUnderTest<UnitsDb> units, IReadOnlyList<OrderSubmitted> orders)
    {
        await using var scope = units.OpenDb(out var db);
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        await new HoldBudget(db, TimeProvider.System).ConsumeAsync(orders, Ct);
        await db.SaveChangesAsync(Ct);
        await transaction.CommitAsync(Ct);
    }

    static async Task AssertAnsweredAsync(ServiceUnderTest<UnitsDb> units, List<OrderSubmitted> orders, int reserved)
    {
        var ids = orders.Select(order => order.OrderId).ToHashSet();
        await Eventually.EqualAsync(
            reserved, () => Task.FromResult(units.Published<BudgetReserved>().Count(told => ids.Contains(told.OrderId))), ct: Ct);
        await Eventually.EqualAsync(
            orders.Count - reserved,
            () => Task.FromResult(units.Published<BudgetDeclined>().Count(told => ids.Contains(told.OrderId))), ct: Ct);
        await using var scope = units.OpenDb(out var db);
        var unit = orders[0].UnitId;
        Assert.Equal(reserved, await db.BudgetHolds.CountAsync(hold => hold.UnitId == unit && hold.State == HoldState.Held, Ct));
    }

    static async Task<List<BudgetReserved>> ReservedAsync(ServiceUnderTest<UnitsDb> units, OrderSubmitted order)
    {
        await Eventually.TrueAsync(
            () => Task.FromResult(units.Published<BudgetReserved>().Any(told => told.OrderId == order.OrderId)),
            "the hold to be told", ct: Ct);
        return [.. units.Published<BudgetReserved>().Where(told => told.OrderId == order.OrderId)];
    }

    static async Task<List<BudgetDeclined>> DeclinedAsync(ServiceUnderTest<UnitsDb> units, OrderSubmitted order)
    {
        await Eventually.TrueAsync(
            () => Task.FromResult(units.Published<BudgetDeclined>().Any(told => told.OrderId == order.OrderId)),
            "the refusal to be told", ct: Ct);
        return [.. units.Published<BudgetDeclined>().Where(told => told.OrderId == order.OrderId)];
    }
}
