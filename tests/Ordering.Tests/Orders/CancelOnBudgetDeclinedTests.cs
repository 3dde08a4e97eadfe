using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class CancelOnBudgetDeclinedTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_budget_that_does_not_suffice_cancels_the_order_and_says_what_is_left(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();

        await fixture.HearAsync(Declined(order, availableFen: 123_456));

        Assert.Equal(
            CancellationReason.BudgetExceeded,
            (await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId)).Reason);
        var seen = await fixture.SeeAsync(order);
        Assert.Equal((OrderState.Cancelled, CancellationReason.BudgetExceeded), (seen.State, seen.Cancellation!.Reason));
        Assert.Contains("70.00 元，可用 1,234.56 元", seen.Cancellation.Detail!.Zh, StringComparison.Ordinal);
        Assert.Contains("1,234.56 yuan available", seen.Cancellation.Detail.En, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_budget_that_was_never_filed_is_a_reason_of_its_own(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();

        await fixture.HearAsync(Declined(order, availableFen: null));

        Assert.Equal(
            CancellationReason.NoBudget, (await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId)).Reason);
        Assert.Contains("2026 年度尚未编报预算", (await fixture.SeeAsync(order)).Cancellation!.Detail!.Zh, StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_same_refusal_twice_and_a_second_reason_cancel_once(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        var id = Guid.CreateVersion7();

        await fixture.HearAsync(Declined(order, 5), id);
        await fixture.HearAsync(Declined(order, 5), id);
        await fixture.HearAsync(new Contracts.Catalog.StockRefused { OrderId = order.OrderId, ShortLines = [] });

        Assert.Equal(
            CancellationReason.BudgetExceeded,
            (await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId)).Reason);
    }

    [Theory, InlineData(Engine.Sqlite, true), InlineData(Engine.Sqlite, false), InlineData(Engine.PostgreSql, true), InlineData(
        Engine.PostgreSql, false)]
    public async Task A_declined_budget_outweighs_stock_that_is_held_whichever_is_heard_first(Engine engine, bool stockFirst)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        object[] messages = stockFirst ? [StockReserved(order), Declined(order, 5)] : [Declined(order, 5), StockReserved(order)];

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

        await fixture.HearAsync(Declined(order, 5));

        Assert.Equal(OrderState.Confirmed, (await fixture.SeeAsync(order)).State);
        Assert.Empty(fixture.Told<OrderCancelled>(message => message.OrderId == order.OrderId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_refusal_of_an_unknown_order_waits(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (id, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await fixture.HearAsync(new BudgetDeclined { OrderId = unknown, UnitId = unknown, Year = 2026, AmountFen = 1 }, id);

        Assert.True(await fixture.IsParkedAsync(id, isTriedAgain: true));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_supplier_does_not_learn_of_the_buyers_budget(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var order = await fixture.PlaceAsync();
        await fixture.HearAsync(Declined(order, 123_456));

        var seen = await SeeAsync(order.OrderId, fixture.Seller(order.Parts[0].SupplierId));

        Assert.Equal(CancellationReason.BudgetExceeded, seen.Cancellation!.Reason);
        Assert.Null(seen.Cancellation.Detail);
    }

    internal static BudgetDeclined Declined(OrderView order, long? availableFen) => new()
    {
        OrderId = order.OrderId,
        UnitId = order.UnitId,
        Year = 2026,
        AmountFen = order.AmountFen!.Value,
        AvailableFen = availableFen,
    };
}
