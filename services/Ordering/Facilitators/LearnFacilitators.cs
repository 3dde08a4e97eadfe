using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Facilitators;

/// <summary>← FacilitatorPublished. Who may be named on an order as its facilitator (CR-07).</summary>
public sealed class LearnFacilitators(OrderingDb db, ShortLivedCache<Guid, Facilitator> cache) : IConsume<FacilitatorPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<FacilitatorPublished> messages, CancellationToken ct)
    {
        var kept = await db.KeepNewestAsync(
            messages.Select(ToFacilitator), facilitator => facilitator.FacilitatorId, facilitator => facilitator.Version, ct);
        cache.Forget(kept.Select(row => row.Now.FacilitatorId));
    }

    static Facilitator ToFacilitator(FacilitatorPublished published) => new()
    {
        FacilitatorId = published.FacilitatorId,
        Version = published.Version,
        Name = published.Name,
        Registrations = published.Registrations,
    };
}
