using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>The clock is moved here, so these fairs are not shared.</summary>
public sealed class CancelOverdueOrdersTests
{
    static readonly Dictionary<string, string?> LooksOften = new()
    {
        ["Ordering:LookEvery"] = "00:00:00.020",
        ["Ordering:ConfirmWithin"] = "00:10:00",
    };

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_that_waits_too_long_is_cancelled_and_younger_or_confirmed_ones_are_not(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, LooksOften);
        var old = await fixture.PlaceAsync();
        var confirmed = await fixture.PlaceAndConfirmAsync();
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        var young = await fixture.PlaceAsync();

        fixture.Clock.Advance(TimeSpan.FromMinutes(9) + TimeSpan.FromMilliseconds(1));

        var told = await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == old.OrderId);
        Assert.Equal((CancellationReason.TimedOut, fixture.Clock.Now), (told.Reason, told.CancelledAt));
        var seen = await fixture.SeeAsync(old);
        Assert.Equal((OrderState.Cancelled, CancellationReason.TimedOut), (seen.State, seen.Cancellation!.Reason));
        Assert.Contains("10 分钟", seen.Cancellation.Detail!.Zh, StringComparison.Ordinal);
        Assert.Equal(OrderState.Submitted, (await fixture.SeeAsync(young)).State);
        Assert.Equal(OrderState.Confirmed, (await fixture.SeeAsync(confirmed)).State);
        Assert.Single(fixture.Service.Published<OrderCancelled>());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_heard_after_the_time_limit_confirms_nothing(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, LooksOften);
        var order = await fixture.PlaceAsync();
        await fixture.HearAsync(StockReserved(order));
        fixture.Clock.Advance(TimeSpan.FromMinutes(11));
        await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId);

        await fixture.HearAsync(BudgetReserved(order));

        Assert.Equal(OrderState.Cancelled, (await fixture.SeeAsync(order)).State);
        Assert.Empty(fixture.Service.Published<OrderConfirmed>());
    }

    [Fact]
    public async Task Two_instances_on_one_database_cancel_each_order_once()
    {
        await using var fixture = await OpenAsync(Engine.PostgreSql, LooksOften);
        await using var second = await ServiceUnderTest<OrderingDb>.StartOnAsync(
            fixture.Service.ConnectionString,
            "Ordering",
            OrderingService.Name,
            host =>
            {
                host.Builder.Configuration.AddInMemoryCollection(LooksOften);
                host.AddOrdering();
            },
            app => app.MapOrdering(),
            fixture.Clock,
            Ct);
        var unitId = await fixture.NewUnitAsync();
        var productId = await fixture.NewProductAsync(await fixture.NewSupplierAsync());
        for (var i = 0; i < 120; i++)
        {
            await fixture.PlaceAsync(Order(unitId, (productId, 10)));
        }

        fixture.Clock.Advance(TimeSpan.FromMinutes(11));

        await Eventually.EqualAsync(0, WaitingAsync, "no order to wait any more", ct: Ct);
        await Eventually.EqualAsync(120, () => Task.FromResult(CancelledIds().Count), "120 cancellations told", ct: Ct);
        Assert.Equal(120, CancelledIds().Distinct().Count());

        List<Guid> CancelledIds() =>
            [.. fixture.Service.Published<OrderCancelled>().Concat(second.Published<OrderCancelled>()).Select(message => message.OrderId)];

        async Task<int> WaitingAsync()
        {
            await using var scope = fixture.Service.OpenDb(out var db);
            return await db.Orders.CountAsync(order => order.State == OrderState.Submitted, Ct);
        }
    }
}
