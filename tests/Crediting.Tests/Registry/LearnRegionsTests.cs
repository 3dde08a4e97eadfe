using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Registry;

/// <summary>The ledger keeps the newest version of every region (CR-20).</summary>
public sealed class LearnRegionsTests(SharedLedger shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_region_is_kept_as_its_newest_version_says_in_whatever_order_they_come(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var county = Message("520221", 1, "520221", "水城县");
        var district = Message("520221", 2, "520204", "水城区");

        await service.DeliverAsync(district);
        await service.DeliverAsync(county);
        await service.DeliverAsync(district);

        await using var scope = service.OpenDb(out var db);
        var region = await db.Regions.AsNoTracking()
            .SingleAsync(known => known.RegionId == "520221" && known.IsCurrent, TestContext.Current.CancellationToken);
        Assert.Equal((2L, "520204", "水城区"), (region.Version, region.Code, region.Name));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_functional_zone_has_no_code(Engine engine)
    {
        var service = await shared.OnAsync(engine);

        await service.DeliverAsync(Message(Places.Zone, 1, null, "常州经开区"));

        await using var scope = service.OpenDb(out var db);
        Assert.Null((await db.Regions.AsNoTracking()
            .SingleAsync(region => region.RegionId == Places.Zone && region.IsCurrent, TestContext.Current.CancellationToken)).Code);
    }

    static RegionsPublished Message(string id, long version, string? code, string name) => new()
    {
        Regions =
        [
            new RegionsPublished.Region
            {
                RegionId = id,
                Version = version,
                Code = code,
                Name = name,
                Level = code is null ? RegionLevel.FunctionalZone : RegionLevel.County,
                Path = Places.Path(id),
            },
        ],
    };
}
