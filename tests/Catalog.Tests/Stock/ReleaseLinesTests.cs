using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Stock;

/// <summary>← ShipmentCancelled: what was held for lines that are not sent is available again.</summary>
public sealed class ReleaseLinesTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_cancelled_line_gives_back_what_it_held_once_and_the_others_keep_theirs(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (first, firstBatch) = await catalog.StockedProductAsync(10);
        var (second, secondBatch) = await catalog.StockedProductAsync(10);
        var order = Samples.Order((first, 3), (second, 4));
        await catalog.Service.DeliverAsync(order, ct: Ct);
        var cancelled = Cancelled(order, isWhole: false, 1);
        var messageId = Guid.CreateVersion7();

        await catalog.Service.DeliverAsync(cancelled, messageId, Ct);
        await catalog.Service.DeliverAsync(cancelled, messageId, Ct);
        await catalog.Service.DeliverAsync(cancelled, ct: Ct);

        Assert.Equal((3m, 0m, 7m), await catalog.StockAsync(firstBatch));
        Assert.Equal((0m, 0m, 10m), await catalog.StockAsync(secondBatch));
        Assert.Equal(HoldState.Held, await catalog.HoldAsync(order.OrderId));

        var left = Samples.Dispatched(order, await catalog.ReservedAsync(order.OrderId));
        await catalog.Service.DeliverAsync(left with { Lines = [left.Lines[0]] }, ct: Ct);
        Assert.Equal((0m, 3m, 7m), await catalog.StockAsync(firstBatch));
        Assert.Equal(HoldState.Taken, await catalog.HoldAsync(order.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_of_which_each_line_is_cancelled_holds_nothing_and_what_has_left_does_not_come_back(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (product, batch) = await catalog.StockedProductAsync(10);
        var (whole, sent) = (Samples.Order((product, 3)), Samples.Order((product, 2)));
        await catalog.Service.DeliverAsync(whole, ct: Ct);
        await catalog.Service.DeliverAsync(sent, ct: Ct);
        await catalog.Service.DeliverAsync(Samples.Dispatched(sent, await catalog.ReservedAsync(sent.OrderId)), ct: Ct);

        await catalog.Service.DeliverAsync(Cancelled(whole, isWhole: true, 0), ct: Ct);
        await catalog.Service.DeliverAsync(Cancelled(sent, isWhole: true, 0), ct: Ct);

        Assert.Equal((0m, 2m, 8m), await catalog.StockAsync(batch));
        Assert.Equal(HoldState.Released, await catalog.HoldAsync(whole.OrderId));
        Assert.Equal(HoldState.Taken, await catalog.HoldAsync(sent.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_cancellation_that_overtakes_its_order_waits_for_it(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (product, batch) = await catalog.StockedProductAsync(10);
        var order = Samples.Order((product, 3));

        await catalog.Service.DeliverAsync(Cancelled(order, isWhole: true, 0), ct: Ct);
        Assert.Equal(1, await catalog.ParkedAsync(order.OrderId));
        await catalog.Service.DeliverAsync(order, ct: Ct);

        Assert.Equal((3m, 0m, 7m), await catalog.StockAsync(batch));
    }

    static ShipmentCancelled Cancelled(OrderSubmitted order, bool isWhole, params int[] lines) => new()
    {
        CancellationId = Guid.CreateVersion7(),
        ShipmentId = Guid.CreateVersion7(),
        OrderId = order.OrderId,
        SupplierId = Guid.CreateVersion7(),
        UnitId = order.UnitId,
        CancelledAt = CatalogUnderTest.Now,
        CancelledBy = CancelledBy.Buyer,
        Reason = ShipmentCancellationReason.NotNeeded,
        IsWhole = isWhole,
        Lines = [.. lines.Select(line => new ShipmentCancelled.Line { LineId = order.Lines[line].LineId, ReservedFen = 0 })],
    };
}
