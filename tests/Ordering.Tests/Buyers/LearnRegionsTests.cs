using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Buyers;

public sealed class LearnRegionsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_region_is_known_in_its_newest_version(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        await fixture.KeepsTheNewestAsync(
            version => new RegionsPublished
            {
                Regions =
                [
                    Region("330282", RegionLevel.County, $"/330000/330200/第{version}版/", version),
                    // An older version of the same region later in the same message.
                    Region("330282", RegionLevel.County, "/330000/", version - 1),
                ],
            },
            async db =>
            {
                var row = await db.Regions.AsNoTracking().SingleAsync(region => region.RegionId == "330282", Ct);
                return (row.Version, row.Path.RegionId);
            });
    }
}
