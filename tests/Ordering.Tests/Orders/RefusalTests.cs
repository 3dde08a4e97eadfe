using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.Fair;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>CancelOnStockRefused and CancelOnBudgetDeclined.</summary>
public sealed class RefusalTests(SharedFair shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Short_stock_cancels_the_order_and_says_of_what_and_by_how_much(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceOverTwoSuppliersAsync();

        await fair.HearAsync(Refused(order, available: 7.5m));

        var told = await fair.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId);
        Assert.Equal(CancellationReason.StockShort, told.Reason);
        var seen = await fair.SeeAsync(order);
        Assert.Equal((OrderState.Cancelled, CancellationReason.StockShort, told.CancelledAt), (seen.State, seen.Cancellation!.Reason, seen.Cancellation.CancelledAt));
        Assert.Contains("第 1 行“高山洋芋”订购 20 斤，可供 7.5 斤", seen.Cancellation.Detail.Zh, StringComparison.Ordinal);
        Assert.Contains("line 1 \"高山洋芋\": 20 斤 ordered, 7.5 斤 available", seen.Cancellation.Detail.En, StringComparison.Ordinal);
        Assert.All(seen.Parts, part => Assert.Equal(PartState.Cancelled, part.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_budget_that_does_not_suffice_cancels_the_order_and_says_what_is_left(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var (exceeded, none) = (await fair.PlaceAsync(), await fair.PlaceAsync());

        await fair.HearAsync(Declined(exceeded, availableFen: 1_234_56));
        await fair.HearAsync(Declined(none, availableFen: null));

        var seen = await fair.SeeAsync(exceeded);
        Assert.Equal(CancellationReason.BudgetExceeded, seen.Cancellation!.Reason);
        Assert.Contains("70.00 元，可用 1,234.56 元", seen.Cancellation.Detail.Zh, StringComparison.Ordinal);
        Assert.Contains("1,234.56 yuan available", seen.Cancellation.Detail.En, StringComparison.Ordinal);
        Assert.Equal(CancellationReason.NoBudget, (await fair.SeeAsync(none)).Cancellation!.Reason);
        Assert.Equal(CancellationReason.BudgetExceeded, (await fair.ToldOnceAsync<OrderCancelled>(message => message.OrderId == exceeded.OrderId)).Reason);
        Assert.Equal(CancellationReason.NoBudget, (await fair.ToldOnceAsync<OrderCancelled>(message => message.OrderId == none.OrderId)).Reason);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_same_refusal_twice_and_both_refusals_cancel_once(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAsync();
        var (stock, budget) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await fair.HearAsync(Refused(order, 1), stock);
        await fair.HearAsync(Refused(order, 1), stock);
        await fair.HearAsync(Refused(order, 2));
        await fair.HearAsync(Declined(order, 5), budget);
        await fair.HearAsync(Declined(order, 5), budget);

        Assert.Equal(CancellationReason.StockShort, (await fair.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId)).Reason);
        Assert.Contains("可供 1 斤", (await fair.SeeAsync(order)).Cancellation!.Detail.Zh, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_refusal_outweighs_the_other_being_held_in_either_order(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var (first, second) = (await fair.PlaceAsync(), await fair.PlaceAsync());

        await fair.HearAsync(StockReserved(first));
        await fair.HearAsync(Declined(first, 5));
        await fair.HearAsync(Refused(second, 1));
        await fair.HearAsync(BudgetReserved(second));

        Assert.Equal(OrderState.Cancelled, (await fair.SeeAsync(first)).State);
        Assert.Equal(OrderState.Cancelled, (await fair.SeeAsync(second)).State);
        Assert.Empty(fair.Told<OrderConfirmed>(message => message.OrderId == first.OrderId || message.OrderId == second.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmed_order_is_never_cancelled(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var order = await fair.PlaceAndConfirmAsync();

        await fair.HearAsync(Refused(order, 1));
        await fair.HearAsync(Declined(order, 5));

        Assert.Equal(OrderState.Confirmed, (await fair.SeeAsync(order)).State);
        Assert.Empty(fair.Told<OrderCancelled>(message => message.OrderId == order.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_refusal_of_an_unknown_order_waits(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var (stock, budget, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        await fair.HearAsync(new StockRefused { OrderId = unknown, ShortLines = [] }, stock);
        await fair.HearAsync(new BudgetDeclined { OrderId = unknown, UnitId = unknown, Year = 2026, AmountFen = 1 }, budget);

        await using var scope = fair.Service.OpenDb(out var db);
        Assert.Equal(2, await db.ParkedMessages.CountAsync(row => (row.MessageId == stock || row.MessageId == budget) && row.NextAttemptAt != null, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_many_short_lines_the_first_ten_are_named(Engine engine)
    {
        var fair = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fair.NewUnitAsync(), await fair.NewSupplierAsync());
        Guid[] products = [.. Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7())];
        await Task.WhenAll(products.Select(productId => fair.HearAsync(Listing(productId, supplierId))));
        var order = await fair.PlaceAsync(Order(unitId, [.. products.Select(productId => (productId, 10m))]));

        await fair.HearAsync(Refused(order, 1));

        var detail = (await fair.SeeAsync(order)).Cancellation!.Detail;
        Assert.Contains("第 10 行", detail.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("第 11 行", detail.Zh, StringComparison.Ordinal);
        Assert.Contains("另有 2 行不足", detail.Zh, StringComparison.Ordinal);
        Assert.Contains("and 2 more lines", detail.En, StringComparison.Ordinal);
    }

    /// <summary>The first part of the order falls short.</summary>
    static StockRefused Refused(OrderView order, decimal available) => new()
    {
        OrderId = order.OrderId,
        ShortLines = [.. order.Parts[0].Lines.Select(line => new StockRefused.Line
        {
            LineId = line.LineId,
            ProductId = line.ProductId,
            Ordered = line.Quantity,
            Available = Quantity.Of(available),
        })],
    };

    static BudgetDeclined Declined(OrderView order, long? availableFen) => new()
    {
        OrderId = order.OrderId,
        UnitId = order.UnitId,
        Year = 2026,
        AmountFen = order.AmountFen,
        AvailableFen = availableFen,
    };
}
