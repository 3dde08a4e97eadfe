using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Buyers;

public sealed class LearnDocksTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dock_is_known_in_its_newest_version(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var dockId = Guid.CreateVersion7();
        await fixture.KeepsTheNewestAsync(
            version => Dock(dockId, Guid.CreateVersion7(), $"第{version}版", version: version),
            async db =>
            {
                var row = await db.Docks.AsNoTracking().SingleAsync(dock => dock.DockId == dockId, Ct);
                return (row.Version, row.Name);
            });
    }
}
