using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class CancelOnStockRefusedTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Short_stock_cancels_the_order_and_says_of_what_and_by_how_much(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();

        await fixture.HearAsync(Refused(order, available: 7.5m));

        var told = await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId);
        Assert.Equal((order.UnitId, CancellationReason.StockShort), (told.UnitId, told.Reason));
        var seen = await fixture.SeeAsync(order);
        Assert.Equal(
            (OrderState.Cancelled, CancellationReason.StockShort, told.CancelledAt),
            (seen.State, seen.Cancellation!.Reason, seen.Cancellation.CancelledAt));
        Assert.Contains("第 1 行“高山洋芋”订购 20 斤，可供 7.5 斤", seen.Cancellation.Detail!.Zh, StringComparison.Ordinal);
        Assert.Contains("line 1 \"高山洋芋\": 20 斤 ordered, 7.5 斤 available", seen.Cancellation.Detail.En, StringComparison.Ordinal);
        Assert.All(seen.Parts, part => Assert.Equal(PartState.Cancelled, part.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_same_refusal_twice_cancels_once(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var id = Guid.CreateVersion7();

        await fixture.HearAsync(Refused(order, 1), id);
        await fixture.HearAsync(Refused(order, 1), id);
        await fixture.HearAsync(Refused(order, 2));

        await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId);
        Assert.Contains("可供 1 斤", (await fixture.SeeAsync(order)).Cancellation!.Detail!.Zh, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite, true), InlineData(Engine.Sqlite, false), InlineData(Engine.PostgreSql, true), InlineData(
        Engine.PostgreSql, false)]
    public async Task Short_stock_outweighs_a_budget_that_is_held_whichever_is_heard_first(Engine engine, bool budgetFirst)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        object[] messages = budgetFirst ? [BudgetReserved(order), Refused(order, 1)] : [Refused(order, 1), BudgetReserved(order)];

        await fixture.HearAsync(messages[0]);
        await fixture.HearAsync(messages[1]);

        Assert.Equal(OrderState.Cancelled, (await fixture.SeeAsync(order)).State);
        Assert.Empty(fixture.Told<OrderConfirmed>(message => message.OrderId == order.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmed_order_is_never_cancelled(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAndConfirmAsync();

        await fixture.HearAsync(Refused(order, 1));

        Assert.Equal(OrderState.Confirmed, (await fixture.SeeAsync(order)).State);
        Assert.Empty(fixture.Told<OrderCancelled>(message => message.OrderId == order.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_refusal_of_an_unknown_order_waits(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var id = Guid.CreateVersion7();

        await fixture.HearAsync(new StockRefused { OrderId = Guid.CreateVersion7(), ShortLines = [] }, id);

        Assert.True(await fixture.IsParkedAsync(id, isTriedAgain: true));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_many_short_lines_the_first_ten_are_named(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (unitId, supplierId) = (await fixture.NewUnitAsync(), await fixture.NewSupplierAsync());
        Guid[] products = [.. Enumerable.Range(0, 12).Select(_ => Guid.CreateVersion7())];
        await Task.WhenAll(products.Select(productId => fixture.HearAsync(Listing(productId, supplierId))));
        var order = await fixture.PlaceAsync(Order(unitId, [.. products.Select(productId => (productId, 10m))]));

        await fixture.HearAsync(Refused(order, 1));

        var detail = (await fixture.SeeAsync(order)).Cancellation!.Detail!;
        Assert.Contains("第 10 行", detail.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("第 11 行", detail.Zh, StringComparison.Ordinal);
        Assert.Contains("另有 2 行不足", detail.Zh, StringComparison.Ordinal);
        Assert.Contains("and 2 more lines", detail.En, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_supplier_learns_that_an_order_is_cancelled_but_not_of_the_goods_of_others(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceOverTwoSuppliersAsync();
        await fixture.HearAsync(Refused(order, 1));

        var seen = await SeeAsync(order.OrderId, fixture.Seller(order.Parts[1].SupplierId));

        Assert.Equal((OrderState.Cancelled, CancellationReason.StockShort), (seen.State, seen.Cancellation!.Reason));
        Assert.Null(seen.Cancellation.Detail);
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
}
