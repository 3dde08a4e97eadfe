using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

public sealed class ForgetContactsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_shipment_accepted_long_ago_keeps_no_address_nor_receiver(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock, new() { ["Retention:ContactDays"] = "30" });
        var (old, open) = (await LogisticsScenario.InspectedAsync(logistics), await LogisticsScenario.DispatchedAsync(logistics));
        await using var scope = logistics.OpenDb(out _);

        clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, await ForgetContacts.RunAsync(scope.ServiceProvider, Ct));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await ForgetContacts.RunAsync(scope.ServiceProvider, Ct));

        var forgotten = await old.ViewAsync();
        Assert.Equal((null, null, null), (forgotten.DeliveryAddress, forgotten.ReceivedBy, forgotten.Vehicle));
        Assert.Equal(3, forgotten.Lines.Count);
        Assert.NotNull((await open.ViewAsync()).DeliveryAddress);
    }
}
