using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Listings;

public sealed class LearnNegativeListTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_entry_is_known_in_its_newest_version(Engine engine)
    {
        var fixture = await shared.OnAsync(engine);
        var (listingId, day) = (Guid.CreateVersion7(), new DateOnly(2026, 11, 21));
        await fixture.KeepsTheNewestAsync(
            version => Listed(NegativeListSubject.Supplier, Guid.CreateVersion7(), day, day, null, version, listingId) with
            {
                SubjectName = $"第{version}版",
            },
            async db =>
            {
                var row = await db.NegativeListings.AsNoTracking().SingleAsync(listing => listing.ListingId == listingId, Ct);
                return (row.Version, row.SubjectName);
            });
    }
}
