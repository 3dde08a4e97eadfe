using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Buyers;

/// <summary>← DockPublished. Where and when units take in goods.</summary>
public sealed class LearnDocks(OrderingDb db, ShortLivedCache<Guid, Dock> cache) : IConsume<DockPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<DockPublished> messages, CancellationToken ct)
    {
        var kept = await db.KeepNewestAsync(messages.Select(ToDock), dock => dock.DockId, dock => dock.Version, ct);
        cache.Forget(kept.Select(row => row.Now.DockId));
    }

    static Dock ToDock(DockPublished published) => new()
    {
        DockId = published.DockId,
        Version = published.Version,
        UnitId = published.UnitId,
        Name = published.Name,
        RegionId = published.RegionId,
        Address = published.Address,
        Hours = published.Hours,
        ValidFrom = published.ValidFrom,
        ValidTo = published.ValidTo,
    };
}
