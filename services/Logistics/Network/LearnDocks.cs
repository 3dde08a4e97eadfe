using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Logistics.Network;

/// <summary>← DockPublished. Where lorries hand goods over.</summary>
public sealed class LearnDocks(LogisticsDb db) : IConsume<DockPublished>
{
    public Task ConsumeAsync(IReadOnlyList<DockPublished> messages, CancellationToken ct) =>
        db.KeepNewestAsync(messages.Select(ToSite), dock => dock.DockId, dock => dock.Version, ct);

    static DockSite ToSite(DockPublished published) => new()
    {
        DockId = published.DockId,
        Version = published.Version,
        RegionId = published.RegionId,
        LongitudeMicroDegrees = Degrees.ToMicro(published.Longitude),
        LatitudeMicroDegrees = Degrees.ToMicro(published.Latitude),
        ContactPost = published.ContactPost,
    };
}
