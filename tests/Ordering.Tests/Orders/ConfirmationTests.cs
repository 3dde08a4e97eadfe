using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.Fair;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>ConfirmOnStock and ConfirmOnBudget: two halves of one decision.</summary>
public sealed class ConfirmationTests(SharedFair shared)
{
    [Theory, InlineData(Engine.Sqlite, true), InlineData(Engine.Sqlite, false), InlineData(Engine.PostgreSql, true), InlineData(Engine.PostgreSql, false)]
    public async Task An_order_is_confirmed_when_both_are_held_whichever_is_heard_first(Engine engine, bool stockFirst)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceOverTwoSuppliersAsync();
        object[] messages = stockFirst ? [StockReserved(order), BudgetReserved(order)] : [BudgetReserved(order), StockReserved(order)];

        await fair.HearAsync(messages[0]);
        Assert.Equal(OrderState.Submitted, (await fair.SeeAsync(order)).State);
        await fair.HearAsync(messages[1]);

        var told = await fair.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
        Assert.Equal((order.Number, order.UnitId, order.UnitName, 2026), (told.OrderNumber, told.UnitId, told.UnitName, told.BudgetYear));
        Assert.Equal((Zhenhai, Zhenhai, order.DeliveryAddress), (told.UnitPath, told.DeliveryPath, told.DeliveryAddress));
        Assert.Equal(order.Parts.Select(part => (part.PartId, part.SupplierId, part.SupplierName)), told.Parts.Select(part => (part.PartId, part.SupplierId, part.SupplierName)));
        foreach (var (line, sent) in order.Parts.SelectMany(part => part.Lines).Zip(told.Parts.SelectMany(part => part.Lines)))
        {
            Assert.Equal((line.LineId, line.LineNumber, line.Quantity, line.AmountFen), (sent.LineId, sent.LineNumber, sent.Quantity, sent.AmountFen));
            Assert.Equal((line.ProductId, line.ProductName, line.UnitPrice, 1L), (sent.Goods.ProductId, sent.Goods.ProductName, sent.Goods.UnitPrice, sent.Goods.ListingVersion));
            Assert.Equal("RD-51-0001", sent.Goods.Recognition!.Number);
            Assert.Equal(BatchesOf(line), sent.Batches);
        }

        Assert.Equal([Zhaojue, Congjiang], told.Parts.Select(part => part.Lines[0].Goods.OriginPath));
        var seen = await fair.SeeAsync(order);
        Assert.Equal((OrderState.Confirmed, told.ConfirmedAt), (seen.State, seen.ConfirmedAt));
        Assert.All(seen.Parts, part => Assert.Equal(PartState.Confirmed, part.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_same_message_twice_and_the_same_news_in_another_message_confirm_once(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        var (stock, budget) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await fair.HearAsync(StockReserved(order), stock);
        await fair.HearAsync(StockReserved(order), stock);
        await fair.HearAsync(StockReserved(order));
        await fair.HearAsync(BudgetReserved(order), budget);
        await fair.HearAsync(BudgetReserved(order), budget);
        await fair.HearAsync(BudgetReserved(order));
        await fair.HearAsync(StockReserved(order));

        await fair.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
        Assert.Equal(OrderState.Confirmed, (await fair.SeeAsync(order)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Either_alone_confirms_nothing_however_often_it_is_heard(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var (stocked, budgeted) = (await fair.PlaceAsync(), await fair.PlaceAsync());

        await fair.HearAsync(StockReserved(stocked));
        await fair.HearAsync(StockReserved(stocked));
        await fair.HearAsync(BudgetReserved(budgeted));
        await fair.HearAsync(BudgetReserved(budgeted));

        Assert.Equal(OrderState.Submitted, (await fair.SeeAsync(stocked)).State);
        Assert.Equal(OrderState.Submitted, (await fair.SeeAsync(budgeted)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_consumers_that_hear_at_the_same_moment_exactly_one_confirms(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fair.NewUnitAsync(), await fair.NewSupplierAsync());
        var productId = await fair.NewProductAsync(supplierId);
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
    public async Task A_cancelled_order_stays_cancelled(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        await fair.HearAsync(new BudgetDeclined { OrderId = order.OrderId, UnitId = order.UnitId, Year = 2026, AmountFen = order.AmountFen });

        await fair.HearAsync(StockReserved(order));
        await fair.HearAsync(BudgetReserved(order));

        Assert.Equal(OrderState.Cancelled, (await fair.SeeAsync(order)).State);
        Assert.Empty(fair.Told<OrderConfirmed>(message => message.OrderId == order.OrderId));
        await fair.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task News_of_an_unknown_order_waits_and_holds_nobody_up(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        var unknown = Guid.CreateVersion7();
        var (stock, budget) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await Task.WhenAll(
            fair.HearAsync(new StockReserved { OrderId = unknown, Lines = [] }, stock),
            fair.HearAsync(StockReserved(order)),
            fair.HearAsync(BudgetReserved(order) with { OrderId = unknown }, budget),
            fair.HearAsync(BudgetReserved(order)));

        Assert.Equal(OrderState.Confirmed, (await fair.SeeAsync(order)).State);
        await using var scope = fair.Service.OpenDb(out var db);
        foreach (var id in new[] { stock, budget })
        {
            var parked = await db.ParkedMessages.AsNoTracking().SingleAsync(message => message.MessageId == id, Ct);
            Assert.NotNull(parked.NextAttemptAt);
            Assert.Contains(unknown.ToString(), parked.Reason, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_stock_note_that_forgets_a_line_confirms_nothing_and_is_parked(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceOverTwoSuppliersAsync();
        var incomplete = StockReserved(order);
        var id = Guid.CreateVersion7();
        await fair.HearAsync(BudgetReserved(order));

        await fair.HearAsync(incomplete with { Lines = [incomplete.Lines[0]] }, id);

        Assert.Equal(OrderState.Submitted, (await fair.SeeAsync(order)).State);
        await using var scope = fair.Service.OpenDb(out var db);
        Assert.Null((await db.ParkedMessages.AsNoTracking().SingleAsync(message => message.MessageId == id, Ct)).NextAttemptAt);
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
