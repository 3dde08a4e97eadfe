using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Regions;

/// <summary>← RegionsPublished. Where carriers can be registered; they follow their region to another place in the tree.</summary>
public sealed class LearnRegions(LogisticsDb db) : IConsume<RegionsPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<RegionsPublished> messages, CancellationToken ct)
    {
        var published = messages.SelectMany(message => message.Regions).Select(ToRegion);
        var kept = await db.KeepNewestAsync(published, region => region.Id, region => region.Version, ct);
        string[] moved =
        [
            .. kept.Where(row => row.Before is { } before && before.PathValue != row.Now.PathValue).Select(row => row.Now.Id),
        ];
        if (moved.Length > 0)
        {
            await MoveCarriersAsync(moved, ct);
        }
    }

    static Region ToRegion(RegionsPublished.Region published) => new()
    {
        Id = published.RegionId,
        Version = published.Version,
        Code = published.Code,
        Name = published.Name,
        EndedOn = published.EndedOn,
        PathValue = published.Path.Value,
        LongitudeMicroDegrees = Degrees.ToMicro(published.Longitude),
        LatitudeMicroDegrees = Degrees.ToMicro(published.Latitude),
    };

    async Task MoveCarriersAsync(string[] regionIds, CancellationToken ct)
    {
        var affected = db.Carriers.Where(carrier => regionIds.Contains(carrier.RegionId));
        await db.LockAsync<Carrier>(await affected.Select(carrier => carrier.Id).ToListAsync(ct), ct);
        foreach (var carrier in await affected.Include(carrier => carrier.Region).Include(carrier => carrier.Regions).ToListAsync(ct))
        {
            carrier.Place();
        }
    }
}
