using Marketplace.Catalog.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Catalog.Tests.Stock;

public sealed class ReleaseStockTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_cancelled_order_gives_back_what_it_held_once(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var (kept, cancelled, messageId) = (Samples.Order((productId, 3)), Samples.Order((productId, 6)), Guid.CreateVersion7());
        await catalog.Service.DeliverAsync(kept, ct: Ct);
        await catalog.Service.DeliverAsync(cancelled, ct: Ct);
        await catalog.Service.DeliverAsync(Samples.Cancelled(cancelled.OrderId), messageId, Ct);
        await catalog.Service.DeliverAsync(Samples.Cancelled(cancelled.OrderId), messageId, Ct);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => catalog.Service.DeliverAsync(Samples.Cancelled(cancelled.OrderId), ct: Ct)));
        Assert.Equal((3m, 0m, 7m), await catalog.StockAsync(batchId));
        Assert.Equal(HoldState.Released, await catalog.HoldAsync(cancelled.OrderId));
        await using var scope = catalog.Service.OpenDb(out var db);
        Assert.False(await db.StockAllocations.AnyAsync(allocation => allocation.OrderId == cancelled.OrderId, Ct));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_refused_order_has_nothing_to_give_back(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var order = Samples.Order((productId, 11));
        await catalog.Service.DeliverAsync(order, ct: Ct);
        await catalog.Service.DeliverAsync(Samples.Cancelled(order.OrderId), ct: Ct);
        Assert.Equal(HoldState.Refused, await catalog.HoldAsync(order.OrderId));
        Assert.Equal((0m, 0m, 10m), await catalog.StockAsync(batchId));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_cancellation_of_an_unknown_order_is_remembered_and_repeated_without_harm(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var orderId = Guid.CreateVersion7();
        await catalog.Service.DeliverAsync(Samples.Cancelled(orderId), ct: Ct);
        await catalog.Service.DeliverAsync(Samples.Cancelled(orderId), ct: Ct);
        Assert.Equal(HoldState.Released, await catalog.HoldAsync(orderId));
        Assert.Equal(0, await catalog.ParkedAsync(orderId));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_cancellation_after_the_goods_have_left_brings_none_of_them_back(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(10);
        var order = Samples.Order((productId, 4));
        await catalog.Service.DeliverAsync(order, ct: Ct);
        await catalog.Service.DeliverAsync(Samples.Dispatched(order, await catalog.ReservedAsync(order.OrderId)), ct: Ct);
        await catalog.Service.DeliverAsync(Samples.Cancelled(order.OrderId), ct: Ct);
        Assert.Equal((0m, 4m, 6m), await catalog.StockAsync(batchId));
        Assert.Equal(HoldState.Taken, await catalog.HoldAsync(order.OrderId));
    }
}
