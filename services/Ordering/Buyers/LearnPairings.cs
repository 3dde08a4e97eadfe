using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Buyers;

/// <summary>← PairingPublished. With which regions the regions of units are paired: approval policies may ask.</summary>
public sealed class LearnPairings(OrderingDb db) : IConsume<PairingPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<PairingPublished> messages, CancellationToken ct) =>
        await db.KeepNewestAsync(messages.Select(ToPairing), pairing => pairing.PairingId, pairing => pairing.Version, ct);

    static Pairing ToPairing(PairingPublished published) => new()
    {
        PairingId = published.PairingId,
        Version = published.Version,
        EastRegionId = published.EastPath.RegionId,
        EastPath = published.EastPath,
        WestPath = published.WestPath,
        ValidFrom = published.ValidFrom,
        ValidTo = published.ValidTo,
    };
}
