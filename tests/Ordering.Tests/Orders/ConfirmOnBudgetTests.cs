using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class ConfirmOnBudgetTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_budget_confirms_an_order_whose_stock_is_held_and_the_batches_heard_before_are_told(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceOverTwoSuppliersAsync();
        await fair.HearAsync(StockReserved(order));

        await fair.HearAsync(BudgetReserved(order));

        var told = await fair.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
        Assert.Equal(
            order.Parts.SelectMany(part => part.Lines).Select(BatchesOf), told.Parts.SelectMany(part => part.Lines).Select(line => line.Batches));
        var seen = await fair.SeeAsync(order);
        Assert.Equal((OrderState.Confirmed, told.ConfirmedAt), (seen.State, seen.ConfirmedAt));
        await using var scope = fair.Service.OpenDb(out var db);
        Assert.Null((await db.Orders.AsNoTracking().SingleAsync(row => row.OrderId == order.OrderId, Ct)).Held);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_budget_alone_confirms_nothing_however_often_it_is_heard(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        var id = Guid.CreateVersion7();

        await fair.HearAsync(BudgetReserved(order), id);
        await fair.HearAsync(BudgetReserved(order), id);
        await fair.HearAsync(BudgetReserved(order));

        Assert.Equal(OrderState.Submitted, (await fair.SeeAsync(order)).State);
        Assert.Empty(fair.Told<OrderConfirmed>(message => message.OrderId == order.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_budget_heard_again_after_the_confirmation_changes_nothing(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        var id = Guid.CreateVersion7();
        await fair.HearAsync(StockReserved(order));

        await fair.HearAsync(BudgetReserved(order), id);
        await fair.HearAsync(BudgetReserved(order), id);
        await fair.HearAsync(BudgetReserved(order));

        await fair.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
        Assert.Equal(OrderState.Confirmed, (await fair.SeeAsync(order)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_cancelled_order_stays_cancelled(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        await fair.HearAsync(new StockRefused { OrderId = order.OrderId, ShortLines = [] });

        await fair.HearAsync(BudgetReserved(order));
        await fair.HearAsync(StockReserved(order));

        Assert.Equal(OrderState.Cancelled, (await fair.SeeAsync(order)).State);
        Assert.Empty(fair.Told<OrderConfirmed>(message => message.OrderId == order.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_budget_of_an_unknown_order_waits_and_holds_nobody_up(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        await fair.HearAsync(StockReserved(order));
        var id = Guid.CreateVersion7();

        await Task.WhenAll(fair.HearAsync(BudgetReserved(order) with { OrderId = Guid.CreateVersion7() }, id), fair.HearAsync(BudgetReserved(order)));

        Assert.Equal(OrderState.Confirmed, (await fair.SeeAsync(order)).State);
        Assert.True(await fair.IsParkedAsync(id, isTriedAgain: true));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task When_budget_and_stock_are_heard_at_the_same_moment_exactly_one_of_the_two_confirms(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var unitId = await fair.NewUnitAsync();
        var productId = await fair.NewProductAsync(await fair.NewSupplierAsync());
        var orders = new List<OrderView>();
        for (var i = 0; i < 60; i++)
        {
            orders.Add(await fair.PlaceAsync(Order(unitId, (productId, 10))));
        }

        await Task.WhenAll(orders.SelectMany(order => new[] { fair.HearAsync(StockReserved(order)), fair.HearAsync(BudgetReserved(order)) }));

        await Eventually.EqualAsync(60, () => Task.FromResult(fair.Told<OrderConfirmed>(message => message.UnitId == unitId).Count), ct: Ct);
        Assert.Equal(60, fair.Told<OrderConfirmed>(message => message.UnitId == unitId).DistinctBy(message => message.OrderId).Count());
        await using var scope = fair.Service.OpenDb(out var db);
        Assert.True(await db.Orders.Where(order => order.UnitId == unitId).AllAsync(order => order.State == OrderState.Confirmed, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmed_order_tells_where_its_unit_belongs_on_that_day(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        var moved = new RegionPath("/330000/330200/330281/");
        await fair.HearAsync(Unit(order.UnitId, moved, version: 2));

        await fair.ConfirmAsync(order);

        Assert.Equal(moved, (await fair.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId)).UnitPath);
        await SeeAsync(order.OrderId, fair.Service.Client(Roles.Official, region: "330281", tier: "County"));
    }
}
