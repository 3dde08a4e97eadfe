using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Budgets;

public sealed class ReleaseBudgetTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_cancelled_order_gives_back_what_it_held(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (cancelled, other) = (UnitsScenario.Submitted(unit, 600), UnitsScenario.Submitted(unit, 100));
        await units.DeliverAsync(cancelled, ct: Ct);
        await units.DeliverAsync(other, ct: Ct);

        await units.DeliverAsync(UnitsScenario.Cancelled(cancelled), ct: Ct);

        Assert.Equal((100, 0, 900), await units.FiguresAsync(unit));
        Assert.Equal(HoldState.Released, await StateOfAsync(units, cancelled));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_cancellation_told_twice_gives_back_once(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (order, other) = (UnitsScenario.Submitted(unit, 600), UnitsScenario.Submitted(unit, 400));
        await units.DeliverAsync(order, ct: Ct);
        await units.DeliverAsync(other, ct: Ct);
        var messageId = Guid.CreateVersion7();

        await units.DeliverAsync(UnitsScenario.Cancelled(order), messageId, Ct);
        await units.DeliverAsync(UnitsScenario.Cancelled(order), messageId, Ct);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => units.DeliverAsync(UnitsScenario.Cancelled(order), ct: Ct)));

        Assert.Equal((400, 0, 600), await units.FiguresAsync(unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_cancellation_of_an_unknown_order_is_remembered(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);

        await units.DeliverAsync(UnitsScenario.Cancelled(order), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Cancelled(order), ct: Ct);
        await units.DeliverAsync(order, ct: Ct);

        Assert.Equal((0, 0, 1_000), await units.FiguresAsync(unit));
        Assert.Equal(HoldState.Released, await StateOfAsync(units, order));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_declined_or_settled_order_has_nothing_to_give_back(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var (settled, declined) = (UnitsScenario.Submitted(unit, 600), UnitsScenario.Submitted(unit, 900));
        await units.DeliverAsync(settled, ct: Ct);
        await units.DeliverAsync(declined, ct: Ct);
        await units.DeliverAsync(UnitsScenario.Accepted(settled, (600, 500)), ct: Ct);

        await units.DeliverAsync(UnitsScenario.Cancelled(settled), ct: Ct);
        await units.DeliverAsync(UnitsScenario.Cancelled(declined), ct: Ct);

        Assert.Equal((0, 500, 500), await units.FiguresAsync(unit));
        Assert.Equal((HoldState.Settled, HoldState.Declined), (await StateOfAsync(units, settled), await StateOfAsync(units, declined)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Orders_and_their_cancellations_that_cross_each_other_leave_nothing_held(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var orders = Enumerable.Range(0, 100).Select(_ => UnitsScenario.Submitted(unit, 50)).ToList();

        await Task.WhenAll(orders.SelectMany(
            order => new[] { units.DeliverAsync(order, ct: Ct), units.DeliverAsync(UnitsScenario.Cancelled(order), ct: Ct) }));

        Assert.Equal((0, 0, 1_000), await units.FiguresAsync(unit));
        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.ParkedMessages.AnyAsync(message => message.Body.Contains(unit.ToString()), Ct));
    }

    static async Task<HoldState> StateOfAsync(ServiceUnderTest<UnitsDb> units, OrderSubmitted order)
    {
        await using var scope = units.OpenDb(out var db);
        return await db.BudgetHolds.Where(hold => hold.OrderId == order.OrderId).Select(hold => hold.State).SingleAsync(Ct);
    }
}
