using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Buyers;

public sealed class LearnUnitsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_is_known_in_its_newest_version(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var unitId = Guid.CreateVersion7();
        await fixture.KeepsTheNewestAsync(
            version => Unit(unitId, Zhenhai, $"第{version}版", version),
            async db =>
            {
                var row = await db.PurchasingUnits.AsNoTracking().SingleAsync(unit => unit.UnitId == unitId, Ct);
                Assert.Equal(Zhenhai, Assert.Single(row.Affiliations).Path);
                return (row.Version, row.Name);
            });
    }
}
