using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Buyers;

/// <summary>← UnitPublished. Who may order, and where it belongs.</summary>
public sealed class LearnUnits(OrderingDb db, ShortLivedCache<Guid, PurchasingUnit> kept) : IConsume<UnitPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<UnitPublished> messages, CancellationToken ct)
    {
        List<PurchasingUnit> newest = [.. messages.GroupBy(message => message.UnitId).Select(group => Of(group.MaxBy(message => message.Version)!))];
        Guid[] ids = [.. newest.Select(unit => unit.UnitId)];
        var known = await db.PurchasingUnits.Where(row => ids.Contains(row.UnitId)).ToDictionaryAsync(row => row.UnitId, ct);
        foreach (var unit in newest)
        {
            db.Learn(known.GetValueOrDefault(unit.UnitId), unit, row => row.Version);
        }

        kept.Forget(ids);
    }

    static PurchasingUnit Of(UnitPublished published) => new()
    {
        UnitId = published.UnitId,
        Version = published.Version,
        Name = published.Name,
        Affiliations = [.. published.Affiliations.Select(one => new Affiliation(one.Path, one.ValidFrom, one.ValidTo))],
    };
}
