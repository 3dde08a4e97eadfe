using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Buyers;

/// <summary>← UnitPublished. Who may order, where it belongs, which unit is above it and who may buy for it.</summary>
public sealed class LearnUnits(OrderingDb db, ShortLivedCache<Guid, PurchasingUnit> cache) : IConsume<UnitPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<UnitPublished> messages, CancellationToken ct)
    {
        var kept = await db.KeepNewestAsync(messages.Select(ToUnit), unit => unit.UnitId, unit => unit.Version, ct);
        cache.Forget(kept.Select(row => row.Now.UnitId));
    }

    static PurchasingUnit ToUnit(UnitPublished published) => new()
    {
        UnitId = published.UnitId,
        Version = published.Version,
        Name = published.Name,
        Kind = published.Kind,
        Affiliations = published.Affiliations,
        ParentId = published.ParentId,
        Agents = [.. (published.Agents ?? []).Select(agent => new BuyingAgent(agent.AgentId, agent.ValidFrom, agent.ValidTo))],
    };
}
