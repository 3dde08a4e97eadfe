using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class ConfirmOnStockTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Stock_confirms_an_order_whose_budget_is_held_and_all_that_shipping_needs_is_told(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        await fixture.HearAsync(BudgetReserved(order));

        await fixture.HearAsync(StockReserved(order));

        var told = await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
        Assert.Equal((order.Number, order.UnitId, order.UnitName, 2026), (told.OrderNumber, told.UnitId, told.UnitName, told.BudgetYear));
        Assert.Equal((Zhenhai, Zhenhai, order.DeliveryAddress), (told.UnitPath, told.DeliveryPath, told.DeliveryAddress));
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
    public async Task A_cancelled_order_stays_cancelled(Engine engine) =>
        await (await shared.OnAsync(engine)).ACancelledOrderStaysCancelledAsync(
            order => new BudgetDeclined { OrderId = order.OrderId, UnitId = order.UnitId, Year = 2026, AmountFen = order.AmountFen },
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
