using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Regions;

/// <summary>← RegionsPublished.</summary>
public sealed class LearnRegionsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_carrier_follows_its_region_to_its_new_place_and_an_older_version_changes_nothing(Engine engine)
    {
        await using var logistics = await SharedServices.StartAsync(engine, new FixedClock(LogisticsScenario.Now));
        var carrierId = Guid.CreateVersion7();
        await logistics.CarrierAsync(carrierId);

        await TellAsync(RegisteredCarriers.County(RegisteredCarriers.Jinyang, "金阳市", "/510000/513500/", version: 3));
        await TellAsync(RegisteredCarriers.County(RegisteredCarriers.Jinyang, "金阳", version: 2));

        Assert.Equal("金阳市", (await logistics.CarrierViewAsync(carrierId)).RegionName);
        Assert.True(await IsListedAsync("513500"));
        Assert.True(await IsListedAsync("510000"));
        Assert.False(await IsListedAsync("513400"));

        Task TellAsync(RegionsPublished.Region region) => logistics.DeliverAsync(new RegionsPublished { Regions = [region] }, ct: Ct);

        async Task<bool> IsListedAsync(string region) =>
            (await logistics.Office().GetStringAsync($"{NewCarrier.Path}?region={region}", Ct))
                .Contains($"{carrierId}", StringComparison.Ordinal);
    }
}
