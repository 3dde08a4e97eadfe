using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Budgets;

/// <summary>← ShipmentCancelled, ShipmentLost: what the budget held for lines that are not sent, or are lost, is available again.</summary>
public sealed class ReleaseLinesTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Cancelled_lines_give_back_what_was_held_for_them_once(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);
        var cancelled = Cancelled(order, 150, 50);

        await units.DeliverAsync(cancelled, ct: Ct);
        await units.DeliverAsync(cancelled, ct: Ct);
        Assert.Equal((400, 0, 600), await units.FiguresAsync(unit));
        Assert.Equal(HoldState.Held, await StateOfAsync(units, order));

        await units.DeliverAsync(UnitsScenario.Accepted(order, (400, 380)), ct: Ct);
        Assert.Equal((0, 380, 620), await units.FiguresAsync(unit));
        Assert.Equal(HoldState.Settled, await StateOfAsync(units, order));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_of_which_all_is_cancelled_holds_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);

        await units.DeliverAsync(Cancelled(order, 600), ct: Ct);

        Assert.Equal((0, 0, 1_000), await units.FiguresAsync(unit));
        Assert.Equal(HoldState.Settled, await StateOfAsync(units, order));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task No_more_is_given_back_than_is_held(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);

        await units.DeliverAsync(Cancelled(order, 601), ct: Ct);

        Assert.Equal((0, 0, 1_000), await units.FiguresAsync(unit));
        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.ParkedMessages.AnyAsync(
            message => message.Queue == "units.release-lines" && message.Body.Contains(order.OrderId.ToString()), Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_lost_shipment_gives_back_what_was_held_for_it_once(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = await units.RegisterBuyerAsync(1_000);
        var order = UnitsScenario.Submitted(unit, 600);
        await units.DeliverAsync(order, ct: Ct);
        var lost = new ShipmentLost
        {
            LossId = Guid.CreateVersion7(),
            ShipmentId = Guid.CreateVersion7(),
            OrderId = order.OrderId,
            SupplierId = Guid.CreateVersion7(),
            UnitId = order.UnitId,
            LostAt = SharedUnits.Now,
            Finding = LossFinding.ReportedLost,
            Lines =
            [
                new ShipmentLost.Line { LineId = Guid.CreateVersion7(), ReservedFen = 150 },
                new ShipmentLost.Line { LineId = Guid.CreateVersion7(), ReservedFen = 250 },
            ],
        };

        await units.DeliverAsync(lost, ct: Ct);
        await units.DeliverAsync(lost, ct: Ct);
        Assert.Equal((200, 0, 800), await units.FiguresAsync(unit));

        await units.DeliverAsync(Cancelled(order, 200), ct: Ct);
        Assert.Equal((0, 0, 1_000), await units.FiguresAsync(unit));
        Assert.Equal(HoldState.Settled, await StateOfAsync(units, order));
    }

    static async Task<HoldState> StateOfAsync(ServiceUnderTest<UnitsDb> units, OrderSubmitted order)
    {
        await using var scope = units.OpenDb(out var db);
        return (await db.BudgetHolds.AsNoTracking().SingleAsync(hold => hold.OrderId == order.OrderId, Ct)).State;
    }

    static ShipmentCancelled Cancelled(OrderSubmitted order, params long[] reserved) => new()
    {
        CancellationId = Guid.CreateVersion7(),
        ShipmentId = Guid.CreateVersion7(),
        OrderId = order.OrderId,
        SupplierId = Guid.CreateVersion7(),
        UnitId = order.UnitId,
        CancelledAt = SharedUnits.Now,
        CancelledBy = CancelledBy.Supplier,
        Reason = ShipmentCancellationReason.CropFailure,
        IsWhole = true,
        Lines = [.. reserved.Select(fen => new ShipmentCancelled.Line { LineId = Guid.CreateVersion7(), ReservedFen = fen })],
    };
}
