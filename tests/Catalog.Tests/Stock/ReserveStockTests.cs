using Marketplace.Catalog.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Stock;

public sealed class ReserveStockTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_order_is_held_from_the_earliest_harvest_on_and_its_parts_add_up(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var (pepper, oil) = (await catalog.ProductAsync(supplierId), await catalog.ProductAsync(supplierId, "金阳青花椒油"));
        var late = await catalog.BatchAsync(supplierId, pepper, 100, "2026-10-31");
        var early = await catalog.BatchAsync(supplierId, pepper, 60.5m, "2026-08-31");
        var bottles = await catalog.BatchAsync(supplierId, oil, 10);
        var order = Samples.Order((pepper, 80), (oil, 10));
        await catalog.Service.DeliverAsync(order, ct: Ct);

        var held = await catalog.ReservedAsync(order.OrderId);
        Assert.Equal(order.Lines.Select(line => line.LineId), held.Lines.Select(line => line.LineId));
        Assert.Equal([(early, 60.5m), (late, 19.5m)], held.Lines[0].Batches.Select(share => (share.BatchId, share.Quantity.Units)));
        Assert.Equal(
            [(supplierId, 60.5m), (supplierId, 100m)],
            held.Lines[0].Batches.Select(share => (share.SupplierId!.Value, share.Declared!.Value.Units)));
        Assert.Equal([(bottles, 10m)], held.Lines[1].Batches.Select(share => (share.BatchId, share.Quantity.Units)));
        Assert.Equal((60.5m, 0m, 0m), await catalog.StockAsync(early));
        Assert.Equal((19.5m, 0m, 80.5m), await catalog.StockAsync(late));
        Assert.Equal(HoldState.Held, await catalog.HoldAsync(order.OrderId));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_order_with_a_short_line_holds_nothing_and_is_told_which_lines_fell_short(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (plenty, plentyBatch) = await catalog.StockedProductAsync(100);
        var (scarce, scarceBatch) = await catalog.StockedProductAsync(5);
        var supplierId = await catalog.SupplierAsync();
        var (withoutBatch, unheardOf) = (await catalog.ProductAsync(supplierId), Guid.CreateVersion7());
        var order = Samples.Order((plenty, 100), (scarce, 5.001m), (withoutBatch, 1), (unheardOf, 2));
        await catalog.Service.DeliverAsync(order, ct: Ct);

        var refused = await catalog.RefusedAsync(order.OrderId);
        Assert.Equal(
            [(scarce, 5.001m, 5m), (withoutBatch, 1m, 0m), (unheardOf, 2m, 0m)],
            refused.ShortLines.Select(line => (line.ProductId, line.Ordered.Units, line.Available.Units)));
        Assert.Equal(order.Lines.Skip(1).Select(line => line.LineId), refused.ShortLines.Select(line => line.LineId));
        Assert.Equal((0m, 0m, 100m), await catalog.StockAsync(plentyBatch));
        Assert.Equal((0m, 0m, 5m), await catalog.StockAsync(scarceBatch));
        Assert.Equal(HoldState.Refused, await catalog.HoldAsync(order.OrderId));
        Assert.Equal(0, await catalog.ParkedAsync(order.OrderId));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Two_lines_of_one_product_are_held_together_or_not_at_all(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(8);
        var (tooMuch, enough) = (Samples.Order((productId, 5), (productId, 4)), Samples.Order((productId, 5), (productId, 3)));
        await catalog.Service.DeliverAsync(tooMuch, ct: Ct);
        Assert.Equal(3m, Assert.Single((await catalog.RefusedAsync(tooMuch.OrderId)).ShortLines).Available.Units);
        await catalog.Service.DeliverAsync(enough, ct: Ct);
        await catalog.ReservedAsync(enough.OrderId);
        Assert.Equal((8m, 0m, 0m), await catalog.StockAsync(batchId));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_order_heard_twice_is_held_once_even_under_another_message_id(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var (order, messageId) = (Samples.Order((productId, 4)), Guid.CreateVersion7());
        await catalog.Service.DeliverAsync(order, messageId, Ct);
        await catalog.Service.DeliverAsync(order, messageId, Ct);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => catalog.Service.DeliverAsync(order, ct: Ct)));
        await catalog.ReservedAsync(order.OrderId);
        Assert.Equal((4m, 0m, 6m), await catalog.StockAsync(batchId));

        var hopeless = Samples.Order((productId, 7));
        await catalog.Service.DeliverAsync(hopeless, ct: Ct);
        await catalog.Service.DeliverAsync(hopeless, ct: Ct);
        await catalog.RefusedAsync(hopeless.OrderId);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_order_that_was_cancelled_before_it_came_holds_nothing_and_is_not_answered(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var order = Samples.Order((productId, 4));
        await catalog.Service.DeliverAsync(Samples.Cancelled(order.OrderId), ct: Ct);
        await catalog.Service.DeliverAsync(order, ct: Ct);
        Assert.Equal(HoldState.Released, await catalog.HoldAsync(order.OrderId));
        Assert.Equal((0m, 0m, 10m), await catalog.StockAsync(batchId));
        await catalog.NotAnsweredAsync(order.OrderId);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_order_heard_again_after_it_has_left_is_not_held_again(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var order = Samples.Order((productId, 4));
        await catalog.Service.DeliverAsync(order, ct: Ct);
        var reserved = await catalog.ReservedAsync(order.OrderId);
        await catalog.Service.DeliverAsync(Samples.Dispatched(order, reserved), ct: Ct);
        await catalog.Service.DeliverAsync(order, ct: Ct);
        Assert.Equal((0m, 4m, 6m), await catalog.StockAsync(batchId));
        await catalog.ReservedAsync(order.OrderId);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_order_for_less_than_nothing_is_parked_and_its_neighbours_go_on(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var good = Samples.Order((productId, 4));
        var bad = good with { OrderId = Guid.CreateVersion7(), Lines = [good.Lines[0] with { Quantity = Quantity.Of(-4) }] };
        await Task.WhenAll(((OrderSubmitted[])[bad, good]).Select(order => catalog.Service.DeliverAsync(order, ct: Ct)));
        Assert.Equal(1, await catalog.ParkedAsync(bad.OrderId));
        Assert.Null(await catalog.HoldAsync(bad.OrderId));
        await catalog.ReservedAsync(good.OrderId);
        Assert.Equal((4m, 0m, 6m), await catalog.StockAsync(batchId));
    }
}
