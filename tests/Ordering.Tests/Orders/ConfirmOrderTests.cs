using System.Net;
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
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class ConfirmOrderTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_budget_confirms_an_order_whose_stock_is_held_and_the_batches_heard_before_are_told(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        await fixture.HearAsync(StockReserved(order));

        await fixture.HearAsync(BudgetReserved(order));

        var told = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
        Assert.Equal(
            order.Parts.SelectMany(part => part.Lines).Select(BatchesOf),
            told.Parts.SelectMany(part => part.Lines).Select(line => line.Batches));
        var seen = await fixture.SeeAsync(order);
        Assert.Equal((OrderState.Confirmed, told.ConfirmedAt), (seen.State, seen.ConfirmedAt));
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.Null((await db.Orders.AsNoTracking().SingleAsync(row => row.OrderId == order.OrderId, Ct)).Held);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_budget_alone_confirms_nothing_however_often_it_is_heard(Engine engine) =>
        await (await shared.OnAsync(engine)).OneAnswerConfirmsNothingAsync(BudgetReserved);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_budget_heard_again_after_the_confirmation_changes_nothing(Engine engine) =>
        await (await shared.OnAsync(engine)).TheLastAnswerConfirmsOnceAsync(StockReserved, BudgetReserved);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_cancelled_for_want_of_stock_stays_cancelled(Engine engine) =>
        await (await shared.OnAsync(engine)).ACancelledOrderStaysCancelledAsync(
            order => new StockRefused { OrderId = order.OrderId, ShortLines = [] }, BudgetReserved, StockReserved);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_budget_of_an_unknown_order_waits_and_holds_nobody_up(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        await fixture.HearAsync(StockReserved(order));
        var id = Guid.CreateVersion7();

        await Task.WhenAll(
            fixture.HearAsync(BudgetReserved(order) with { OrderId = Guid.CreateVersion7() }, id),
            fixture.HearAsync(BudgetReserved(order)));

        Assert.Equal(OrderState.Confirmed, (await fixture.SeeAsync(order)).State);
        Assert.True(await fixture.IsParkedAsync(id, isTriedAgain: true));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task When_budget_and_stock_are_heard_at_the_same_moment_each_order_is_confirmed_once(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = await fixture.NewUnitAsync();
        var productId = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        var orders = new List<OrderView>();
        for (var i = 0; i < 60; i++)
        {
            orders.Add(await fixture.PlaceAsync(Order(unitId, (productId, 10))));
        }

        await Task.WhenAll(
            orders.SelectMany(order => new[] { fixture.HearAsync(StockReserved(order)), fixture.HearAsync(BudgetReserved(order)) }));

        await Eventually.EqualAsync(
            60, () => Task.FromResult(fixture.Told<OrderConfirmed>(message => message.UnitId == unitId).Count), ct: Ct);
        Assert.Equal(60, fixture.Told<OrderConfirmed>(message => message.UnitId == unitId).DistinctBy(message => message.OrderId).Count());
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.True(await db.Orders.Where(order => order.UnitId == unitId).AllAsync(order => order.State == OrderState.Confirmed, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmed_order_belongs_to_where_its_unit_belongs_on_that_day(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var moved = new RegionPath("/330000/330200/330281/");
        await fixture.HearAsync(Unit(order.UnitId, moved, version: 2));

        await fixture.ConfirmAsync(order);

        Assert.Equal(moved, (await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId)).UnitPath);
        await SeeAsync(order.OrderId, fixture.Service.Client(Roles.Official, region: "330281", tier: "County"));
        await SeeAsync(order.OrderId, fixture.Service.Client(Roles.Official, region: "330200", tier: "City"));
        using var before = await fixture.Service.Client(Roles.Official, region: "330211", tier: "County")
            .GetAsync($"/ordering/orders/{order.OrderId}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Stock_confirms_an_order_whose_budget_is_held_and_all_that_shipping_needs_is_told(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        await fixture.HearAsync(BudgetReserved(order));

        await fixture.HearAsync(StockReserved(order));

        var told = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
        Assert.Equal((order.Number, order.UnitId, order.UnitName, 2026), (told.OrderNumber, told.UnitId, told.UnitName, told.BudgetYear));
        Assert.Equal(
            (Zhenhai, Zhenhai, order.Parts[0].DeliveryAddress),
            (told.UnitPath, told.Parts[0].DeliveryPath, told.Parts[0].DeliveryAddress));
        Assert.Equal(
            order.Parts.Select(part => (part.PartId, part.SupplierId, part.SupplierName)),
            told.Parts.Select(part => (part.PartId, part.SupplierId, part.SupplierName)));
        foreach (var (line, sent) in order.Parts.SelectMany(part => part.Lines).Zip(told.Parts.SelectMany(part => part.Lines)))
        {
            Assert.Equal(
                (line.LineId, line.LineNumber, line.Quantity, line.AmountFen),
                (sent.LineId, sent.LineNumber, sent.Quantity, sent.AmountFen));
            Assert.Equal(
                (line.ProductId, line.ProductName, line.UnitPrice, 1L),
                (sent.Goods.ProductId, sent.Goods.ProductName, sent.Goods.UnitPrice, sent.Goods.ListingVersion));
            Assert.Equal("RD-51-0001", sent.Goods.Recognition!.Number);
            Assert.Equal(BatchesOf(line), sent.Batches);
        }

        Assert.Equal([Zhaojue, Congjiang], told.Parts.Select(part => part.Lines[0].Goods.OriginPath));
        var seen = await fixture.SeeAsync(order);
        Assert.Equal((OrderState.Confirmed, told.ConfirmedAt), (seen.State, seen.ConfirmedAt));
        Assert.All(seen.Parts, part => Assert.Equal(PartState.Confirmed, part.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Stock_alone_confirms_nothing_however_often_it_is_heard(Engine engine) =>
        await (await shared.OnAsync(engine)).OneAnswerConfirmsNothingAsync(StockReserved);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Stock_heard_again_after_the_confirmation_changes_nothing(Engine engine) =>
        await (await shared.OnAsync(engine)).TheLastAnswerConfirmsOnceAsync(BudgetReserved, StockReserved);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_cancelled_for_want_of_a_budget_stays_cancelled(Engine engine) =>
        await (await shared.OnAsync(engine)).ACancelledOrderStaysCancelledAsync(
            order => new BudgetDeclined { OrderId = order.OrderId, UnitId = order.UnitId, Year = 2026, AmountFen = order.AmountFen!.Value },
            StockReserved,
            BudgetReserved);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Stock_of_an_unknown_order_waits_and_holds_nobody_up(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        await fixture.HearAsync(BudgetReserved(order));
        var (id, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await Task.WhenAll(
            fixture.HearAsync(new StockReserved { OrderId = unknown, Lines = [] }, id), fixture.HearAsync(StockReserved(order)));

        Assert.Equal(OrderState.Confirmed, (await fixture.SeeAsync(order)).State);
        Assert.True(await fixture.IsParkedAsync(id, isTriedAgain: true));
        await using var scope = fixture.Service.OpenDb(out var db);
        Assert.Contains(
            unknown.ToString(), (await db.ParkedMessages.SingleAsync(row => row.MessageId == id, Ct)).Reason, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Stock_that_forgets_a_line_confirms_nothing_and_is_parked(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        var incomplete = StockReserved(order);
        var id = Guid.CreateVersion7();
        await fixture.HearAsync(BudgetReserved(order));

        await fixture.HearAsync(incomplete with { Lines = [incomplete.Lines[0]] }, id);

        Assert.Equal(OrderState.Submitted, (await fixture.SeeAsync(order)).State);
        Assert.True(await fixture.IsParkedAsync(id, isTriedAgain: false));
    }
}
