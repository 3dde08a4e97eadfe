using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Facilitators;

/// <summary>← FacilitatorPublished. Who may be named on an order.</summary>
public sealed class LearnFacilitators(OrderingDb db, ShortLivedCache<Guid, Facilitator> kept) : IConsume<FacilitatorPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<FacilitatorPublished> messages, CancellationToken ct)
    {
        List<Facilitator> newest =
            [.. messages.GroupBy(message => message.FacilitatorId).Select(group => Of(group.MaxBy(message => message.Version)!))];
        Guid[] ids = [.. newest.Select(facilitator => facilitator.FacilitatorId)];
        var known = await db.Facilitators.Where(row => ids.Contains(row.FacilitatorId)).ToDictionaryAsync(row => row.FacilitatorId, ct);
        foreach (var facilitator in newest)
        {
            db.Learn(known.GetValueOrDefault(facilitator.FacilitatorId), facilitator, row => row.Version);
        }

        kept.Forget(ids);
    }

    static Facilitator Of(FacilitatorPublished published) => new()
    {
        FacilitatorId = published.FacilitatorId,
        Version = published.Version,
        Name = published.Name,
        Registrations = [.. published.Registrations.Select(one => new Affiliation(one.Path, one.ValidFrom, one.ValidTo))],
    };
}
