using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Buyers;

/// <summary>← RegionsPublished. Where goods may go.</summary>
public sealed class LearnRegions(OrderingDb db, ShortLivedCache<string, Region> cache) : IConsume<RegionsPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<RegionsPublished> messages, CancellationToken ct)
    {
        var published = messages.SelectMany(message => message.Regions).Select(ToRegion);
        var kept = await db.KeepNewestAsync(published, region => region.RegionId, region => region.Version, ct);
        cache.Forget(kept.Select(row => row.Now.RegionId));
    }

    static Region ToRegion(RegionsPublished.Region published) => new()
    {
        RegionId = published.RegionId,
        Version = published.Version,
        Code = published.Code,
        Level = published.Level,
        EndedOn = published.EndedOn,
        Path = published.Path,
    };
}
