using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Stock;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Catalog.Tests.Stock;

/// <summary>Many at once want the same goods: nothing is sold twice, nobody waits for ever, and the sums agree.</summary>
public sealed class CompetitionTests(Catalogs catalogs)
{
    const int Buyers = 100;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Of_a_hundred_buyers_of_the_last_unit_exactly_one_gets_it(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, batchId) = await catalog.StockedProductAsync(1);
        OrderSubmitted[] orders = [.. Enumerable.Range(0, Buyers).Select(_ => Samples.Order((productId, 1)))];
        await Task.WhenAll(orders.Select(order => catalog.Service.DeliverAsync(order, ct: Ct)));
        await AnsweredAsync(orders, catalog.Service);
        Assert.Single(catalog.Service.Published<StockReserved>(), told => orders.Any(order => order.OrderId == told.OrderId));
        Assert.Equal((1m, 0m, 0m), await catalog.StockAsync(batchId));
    }

    [Fact]
    public async Task Of_a_hundred_buyers_of_the_last_unit_exactly_one_gets_it_from_two_processes_on_one_database()
    {
        var catalog = await catalogs.OnAsync(Engine.PostgreSql);
        await using var another = await catalog.StartAnotherAsync();
        var (productId, batchId) = await catalog.StockedProductAsync(1);
        OrderSubmitted[] orders = [.. Enumerable.Range(0, Buyers).Select(_ => Samples.Order((productId, 1)))];
        await Task.WhenAll(orders.Select((order, i) => (i % 2 == 0 ? catalog.Service : another).DeliverAsync(order, ct: Ct)));
        await AnsweredAsync(orders, catalog.Service, another);
        Assert.Single(
            catalog.Service.Published<StockReserved>().Concat(another.Published<StockReserved>()),
            told => orders.Any(order => order.OrderId == told.OrderId));
        Assert.Equal((1m, 0m, 0m), await catalog.StockAsync(batchId));
    }

    [Fact]
    public async Task The_same_order_heard_by_two_processes_at_once_is_held_once()
    {
        var catalog = await catalogs.OnAsync(Engine.PostgreSql);
        await using var another = await catalog.StartAnotherAsync();
        var (productId, batchId) = await catalog.StockedProductAsync(1_000);
        OrderSubmitted[] orders = [.. Enumerable.Range(0, 20).Select(_ => Samples.Order((productId, 2)))];
        await Task.WhenAll(orders.Concat(orders.Reverse())
            .Select((order, i) => (i < orders.Length ? catalog.Service : another).DeliverAsync(order, ct: Ct)));
        await AnsweredAsync(orders, catalog.Service, another);
        Assert.Equal((40m, 0m, 960m), await catalog.StockAsync(batchId));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Orders_cancellations_and_shipments_over_the_same_batches_in_any_order_end_with_sums_that_agree(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var products = await ProductsAsync(catalog, count: 5, quantity: 40);
        var random = new Random(20261121);
        OrderSubmitted[] orders = [.. Enumerable.Range(0, Buyers).Select(_ => RandomOrder(products, random))];
        await Task.WhenAll(orders.SelectMany((order, i) => (Task[])
        [
            catalog.Service.DeliverAsync(order, ct: Ct),
            i % 4 == 0 ? catalog.Service.DeliverAsync(Samples.Cancelled(order.OrderId), ct: Ct) : Task.CompletedTask,
        ]));
        OrderSubmitted[] kept = [.. orders.Where((_, i) => i % 4 != 0)];
        await AnsweredAsync(kept, catalog.Service);
        var reserved = catalog.Service.Published<StockReserved>().Where(told => kept.Any(order => order.OrderId == told.OrderId)).ToList();
        await Task.WhenAll(reserved.Where((_, i) => i % 2 == 0).Select(told =>
            catalog.Service.DeliverAsync(Dispatch(orders.Single(order => order.OrderId == told.OrderId), told), ct: Ct)));
        await SumsAgreeAsync(catalog, products);
    }

    /// <summary>A database that finds a deadlock ends one of its transactions, and the worker would throw.</summary>
    [Fact]
    public async Task Workers_that_want_the_same_batches_in_different_orders_wait_for_each_other_but_never_deadlock()
    {
        var catalog = await catalogs.OnAsync(Engine.PostgreSql);
        var products = await ProductsAsync(catalog, count: 12, quantity: 100);
        var workers = Enumerable.Range(0, 8).Select(worker => Task.Run(
            async () =>
            {
                var random = new Random(worker);
                for (var round = 0; round < 12; round++)
                {
                    OrderSubmitted[] orders = [.. Enumerable.Range(0, 5).Select(_ => RandomOrder(products, random))];
                    await HearAsync<ReserveStock, OrderSubmitted>(catalog, orders);
                    await HearAsync<ReleaseStock, OrderCancelled>(
                        catalog, [.. orders[..3].Reverse().Select(order => Samples.Cancelled(order.OrderId))]);
                    await DispatchHeldAsync(catalog, orders[3..]);
                }
            },
            Ct));
        await Task.WhenAll(workers);
        await SumsAgreeAsync(catalog, products);
    }

    static async Task HearAsync<TConsumer, TMessage>(CatalogUnderTest catalog, TMessage[] messages)
        where TConsumer : IConsume<TMessage>
        where TMessage : class
    {
        await using var scope = catalog.Service.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<CatalogDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(Ct);
        await scope.ServiceProvider.GetRequiredService<TConsumer>().ConsumeAsync(messages, Ct);
        await db.SaveChangesAsync(Ct);
        await transaction.CommitAsync(Ct);
    }

    static async Task DispatchHeldAsync(CatalogUnderTest catalog, OrderSubmitted[] orders)
    {
        await using var scope = catalog.Service.OpenDb(out var db);
        var ids = orders.Select(order => order.OrderId).ToList();
        var held = await db.StockAllocations.AsNoTracking().Where(a => ids.Contains(a.OrderId)).ToListAsync(Ct);
        var shares = held.ToLookup(a => a.LineId, a => new BatchShare { BatchId = a.BatchId, Quantity = a.Quantity });
        StockReserved Reserved(OrderSubmitted order) => new()
        {
            OrderId = order.OrderId,
            Lines = [.. order.Lines.Select(line => new StockReserved.Line { LineId = line.LineId, Batches = [.. shares[line.LineId]] })],
        };
        var reserved = held.Select(a => a.OrderId).ToHashSet();
        ShipmentDispatched[] shipments =
        [
            .. orders.Where(order => reserved.Contains(order.OrderId)).Select(order => Dispatch(order, Reserved(order))),
        ];
        if (shipments.Length > 0)
        {
            await HearAsync<TakeStock, ShipmentDispatched>(catalog, shipments);
        }
    }

    /// <summary>Some leave complete, some short.</summary>
    static ShipmentDispatched Dispatch(OrderSubmitted order, StockReserved reserved) =>
        Samples.Dispatched(
            order, reserved, [.. order.Lines.Select((line, i) => i % 2 == 0 ? line.Quantity.Units : line.Quantity.Units - 1)]);

    static OrderSubmitted RandomOrder(Guid[] products, Random random)
    {
        var wanted = products.ToArray();
        random.Shuffle(wanted);
        return Samples.Order(
            [.. wanted.Take(random.Next(2, products.Length + 1)).Select(product => (product, (decimal)random.Next(1, 4)))]);
    }

    /// <summary>Products with two batches each.</summary>
    static async Task<Guid[]> ProductsAsync(CatalogUnderTest catalog, int count, decimal quantity)
    {
        var supplierId = await catalog.SupplierAsync();
        var products = new Guid[count];
        for (var i = 0; i < count; i++)
        {
            products[i] = await catalog.ProductAsync(supplierId);
            await catalog.BatchAsync(supplierId, products[i], quantity, "2026-10-31");
            await catalog.BatchAsync(supplierId, products[i], quantity, "2026-09-30");
        }

        return products;
    }

    /// <summary>Each order has one answer, whoever gave it.</summary>
    static async Task AnsweredAsync(OrderSubmitted[] orders, params ServiceUnderTest<CatalogDb>[] services)
    {
        var asked = orders.Select(order => order.OrderId).ToHashSet();
        var held = services.SelectMany(service => service.Published<StockReserved>()).Select(told => told.OrderId);
        var refused = services.SelectMany(service => service.Published<StockRefused>()).Select(told => told.OrderId);
        List<Guid> Answers() => [.. held.Concat(refused).Where(asked.Contains)];
        await Eventually.TrueAsync(
            () => Task.FromResult(Answers().Distinct().Count() == asked.Count), "every order to be answered", ct: Ct);
        Assert.Equal(asked.Count, Answers().Count);
    }

    /// <summary>What the batches say is what the allocations add up to, and no message about them was left behind.</summary>
    static async Task SumsAgreeAsync(CatalogUnderTest catalog, Guid[] products)
    {
        await using var scope = catalog.Service.OpenDb(out var db);
        var batches = await db.Batches.AsNoTracking().Where(batch => products.Contains(batch.ProductId)).ToListAsync(Ct);
        var ids = batches.Select(batch => batch.Id).ToList();
        var allocations = await db.StockAllocations.AsNoTracking().Where(a => ids.Contains(a.BatchId)).ToListAsync(Ct);
        Assert.NotEmpty(allocations);
        Assert.All(batches, batch =>
        {
            var own = allocations.Where(a => a.BatchId == batch.Id).ToList();
            Assert.Equal(own.Where(a => a.IsOpen).Sum(a => a.Quantity.Thousandths), batch.Reserved.Thousandths);
            Assert.Equal(own.Where(a => !a.IsOpen).Sum(a => a.Dispatched!.Value.Thousandths), batch.Taken.Thousandths);
            Assert.True(batch.Available.Thousandths >= 0);
        });
        var released = await db.StockHolds.AsNoTracking().Where(hold => hold.State == HoldState.Released || hold.State == HoldState.Refused)
            .Select(hold => hold.OrderId).ToListAsync(Ct);
        Assert.DoesNotContain(allocations, allocation => released.Contains(allocation.OrderId));
        foreach (var order in allocations.Select(a => a.OrderId).Distinct())
        {
            Assert.Equal(0, await catalog.ParkedAsync(order));
        }
    }
}
