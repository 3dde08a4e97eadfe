using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Buyers;

/// <summary>← RegionsPublished. Where goods may go.</summary>
public sealed class LearnRegions(OrderingDb db, ShortLivedCache<string, Region> kept) : IConsume<RegionsPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<RegionsPublished> messages, CancellationToken ct)
    {
        List<Region> newest = [.. messages.SelectMany(message => message.Regions)
            .GroupBy(region => region.RegionId).Select(group => Of(group.MaxBy(region => region.Version)!))];
        string[] ids = [.. newest.Select(region => region.RegionId)];
        var known = await db.Regions.Where(row => ids.Contains(row.RegionId)).ToDictionaryAsync(row => row.RegionId, ct);
        foreach (var region in newest)
        {
            db.Learn(known.GetValueOrDefault(region.RegionId), region, row => row.Version);
        }

        kept.Forget(ids);
    }

    static Region Of(RegionsPublished.Region published) => new()
    {
        RegionId = published.RegionId,
        Version = published.Version,
        Code = published.Code,
        Level = published.Level,
        Path = published.Path,
    };
}
