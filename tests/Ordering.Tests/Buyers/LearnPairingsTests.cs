using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Buyers;

public sealed class LearnPairingsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_pairing_is_known_in_its_newest_version(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var pairingId = Guid.CreateVersion7();
        await fixture.KeepsTheNewestAsync(
            version => new PairingPublished
            {
                PairingId = pairingId,
                Version = version,
                Scheme = Scheme.EastWest,
                Tier = PairingTier.County,
                EastPath = new RegionPath("/330000/330200/330299/"),
                EastName = "某区",
                WestPath = new RegionPath($"/510000/第{version}版/"),
                WestName = "某县",
                ValidFrom = new DateOnly(2021, 1, 1),
            },
            async db =>
            {
                var row = await db.Pairings.AsNoTracking().SingleAsync(pairing => pairing.PairingId == pairingId, Ct);
                return (row.Version, row.WestPath.RegionId);
            });
    }
}
