using Marketplace.Ordering.Orders;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

public sealed class ForgetAddressesTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_that_has_been_over_for_the_days_of_the_setting_keeps_no_address(Engine engine)
    {
        // The clock is moved, so this fixture is not shared.
        await using var fixture = await OpenAsync(engine, new() { ["Retention:ContactDays"] = "30" });
        var (over, open) = (await fixture.PlaceAsync(), await fixture.PlaceAndConfirmAsync());
        (await fixture.Purchaser(over.UnitId)
                .PostOnceAsync($"/ordering/orders/{over.OrderId}/cancellation", new { reason = "重复下单" }, ct: Ct))
            .EnsureSuccessStatusCode().Dispose();

        fixture.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await ForgetAsync(fixture));
        Assert.Equal("镇海区学校路1号", (await fixture.SeeAsync(over)).Parts[0].DeliveryAddress);

        fixture.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await ForgetAsync(fixture));
        Assert.Null((await fixture.SeeAsync(over)).Parts[0].DeliveryAddress);
        Assert.Equal("镇海区学校路1号", (await fixture.SeeAsync(open)).Parts[0].DeliveryAddress);
        Assert.Equal(0, await ForgetAsync(fixture));
    }

    static async Task<int> ForgetAsync(OrderingFixture fixture)
    {
        await using var scope = fixture.Service.OpenDb(out _);
        return await ForgetAddresses.RunAsync(scope.ServiceProvider, Ct);
    }
}
