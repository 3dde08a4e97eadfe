using Marketplace.Catalog.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Stock;

public sealed class TakeStockTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task What_left_is_taken_in_the_order_of_the_batches_and_the_rest_is_available_again(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var early = await catalog.BatchAsync(supplierId, productId, 60, "2026-08-31");
        var late = await catalog.BatchAsync(supplierId, productId, 60, "2026-10-31");
        var (order, reserved) = await HeldAsync(catalog, (productId, 100));
        await catalog.Service.DeliverAsync(Samples.Dispatched(order, reserved, 95.5m), ct: Ct);
        Assert.Equal((0m, 60m, 0m), await catalog.StockAsync(early));
        Assert.Equal((0m, 35.5m, 24.5m), await catalog.StockAsync(late));
        Assert.Equal(HoldState.Taken, await catalog.HoldAsync(order.OrderId));

        var (reversed, shares) = await HeldAsync(catalog, (productId, 24.5m));
        await catalog.Service.DeliverAsync(Samples.Dispatched(reversed, shares, 0), ct: Ct);
        Assert.Equal((0m, 35.5m, 24.5m), await catalog.StockAsync(late));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_message_says_in_which_order_batches_are_used_up(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var early = await catalog.BatchAsync(supplierId, productId, 60, "2026-08-31");
        var late = await catalog.BatchAsync(supplierId, productId, 60, "2026-10-31");
        var (order, reserved) = await HeldAsync(catalog, (productId, 100));
        var dispatched = Samples.Dispatched(order, reserved, 50);
        var line = dispatched.Lines[0];
        await catalog.Service.DeliverAsync(dispatched with { Lines = [line with { Batches = [.. line.Batches.Reverse()] }] }, ct: Ct);
        Assert.Equal((0m, 10m, 50m), await catalog.StockAsync(early));
        Assert.Equal((0m, 40m, 20m), await catalog.StockAsync(late));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_shipment_heard_twice_is_taken_once_even_under_another_message_id(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var (order, reserved) = await HeldAsync(catalog, (productId, 6));
        var (dispatched, messageId) = (Samples.Dispatched(order, reserved, 5), Guid.CreateVersion7());
        await catalog.Service.DeliverAsync(dispatched, messageId, Ct);
        await catalog.Service.DeliverAsync(dispatched, messageId, Ct);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => catalog.Service.DeliverAsync(dispatched, ct: Ct)));
        Assert.Equal((0m, 5m, 5m), await catalog.StockAsync(batchId));
        Assert.Equal(0, await catalog.ParkedAsync(order.OrderId));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_parts_of_an_order_leave_one_by_one(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (first, firstBatch) = await catalog.StockedProductAsync(10);
        var (second, secondBatch) = await catalog.StockedProductAsync(10);
        var (order, reserved) = await HeldAsync(catalog, (first, 4), (second, 5));
        var whole = Samples.Dispatched(order, reserved);
        await catalog.Service.DeliverAsync(whole with { ShipmentId = Guid.CreateVersion7(), Lines = [whole.Lines[0]] }, ct: Ct);
        Assert.Equal(HoldState.Held, await catalog.HoldAsync(order.OrderId));
        Assert.Equal((5m, 0m, 5m), await catalog.StockAsync(secondBatch));
        await catalog.Service.DeliverAsync(whole with { ShipmentId = Guid.CreateVersion7(), Lines = [whole.Lines[1]] }, ct: Ct);
        Assert.Equal(HoldState.Taken, await catalog.HoldAsync(order.OrderId));
        Assert.Equal((0m, 4m, 6m), await catalog.StockAsync(firstBatch));
        Assert.Equal((0m, 5m, 5m), await catalog.StockAsync(secondBatch));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_shipment_that_comes_before_its_order_waits_for_it(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var order = Samples.Order((productId, 4));
        var guessed = new StockReserved
        {
            OrderId = order.OrderId,
            Lines = [new StockReserved.Line
            {
                LineId = order.Lines[0].LineId,
                Batches = [new BatchShare { BatchId = batchId, Quantity = Quantity.Of(4) }],
            }],
        };
        await catalog.Service.DeliverAsync(Samples.Dispatched(order, guessed, 3), ct: Ct);
        Assert.Equal(1, await catalog.ParkedAsync(order.OrderId));
        Assert.Equal((0m, 0m, 10m), await catalog.StockAsync(batchId));

        await catalog.Service.DeliverAsync(order, ct: Ct);
        await Eventually.EqualAsync((0m, 3m, 7m), () => catalog.StockAsync(batchId), ct: Ct);
        await Eventually.EqualAsync(0, () => catalog.ParkedAsync(order.OrderId), ct: Ct);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task What_left_beyond_the_order_is_taken_from_the_stock_that_is_left(Engine engine)
    {
        // EC-50: 520 of 500 leave; the batch was declared with 510.
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(510);
        var (order, reserved) = await HeldAsync(catalog, (productId, 500));
        await catalog.Service.DeliverAsync(Samples.Dispatched(order, reserved, 520), ct: Ct);
        Assert.Equal((0m, 510m, 0m), await catalog.StockAsync(batchId));
        Assert.Equal(HoldState.Taken, await catalog.HoldAsync(order.OrderId));
        Assert.Equal(0, await catalog.ParkedAsync(order.OrderId));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_line_that_holds_nothing_is_parked_for_an_operator(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var (strange, held) = await HeldAsync(catalog, (productId, 2));
        var dispatched = Samples.Dispatched(strange, held);
        await catalog.Service.DeliverAsync(
            dispatched with { Lines = [dispatched.Lines[0] with { LineId = Guid.CreateVersion7() }] }, ct: Ct);
        Assert.Equal(1, await catalog.ParkedAsync(strange.OrderId));

        var (cancelled, shares) = await HeldAsync(catalog, (productId, 2));
        await catalog.Service.DeliverAsync(Samples.Cancelled(cancelled.OrderId), ct: Ct);
        await catalog.Service.DeliverAsync(Samples.Dispatched(cancelled, shares), ct: Ct);
        Assert.Equal(1, await catalog.ParkedAsync(cancelled.OrderId));
        Assert.Equal((2m, 0m, 8m), await catalog.StockAsync(batchId));
    }

    static async Task<(OrderSubmitted Order, StockReserved Reserved)> HeldAsync(CatalogUnderTest catalog, params (Guid, decimal)[] lines)
    {
        var order = Samples.Order(lines);
        await catalog.Service.DeliverAsync(order, ct: Ct);
        return (order, await catalog.ReservedAsync(order.OrderId));
    }
}
