using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Facilitators;

public sealed class LearnFacilitatorsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_facilitator_is_known_in_its_newest_version(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var facilitatorId = Guid.CreateVersion7();
        await fixture.KeepsTheNewestAsync(
            version => Facilitator(facilitatorId, $"第{version}版", version),
            async db =>
            {
                var row = await db.Facilitators.AsNoTracking().SingleAsync(facilitator => facilitator.FacilitatorId == facilitatorId, Ct);
                return (row.Version, row.Name);
            });
    }
}
