using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Buyers;

/// <summary>← UnitPublished. Who may order, where it belongs, which unit is above it and who may buy for it.</summary>
public sealed class LearnUnits(OrderingDb db, ShortLivedCache<Guid, PurchasingUnit> cache) : IConsume<UnitPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<UnitPublished> messages, CancellationToken ct)
    {
        var kept = await db.KeepNewestAsync(messages.Select(ToUnit), unit => unit.UnitId, unit => unit.Version, ct);
        cache.Forget(kept.Select(row => row.Now.UnitId));
        await KeepAgentsAsync(kept.Select(row => row.Now), messages, ct);
    }

    /// <summary>The agents of the newest version take the place of those that were known.</summary>
    async Task KeepAgentsAsync(IEnumerable<PurchasingUnit> kept, IReadOnlyList<UnitPublished> messages, CancellationToken ct)
    {
        var agents = kept.SelectMany(unit => messages.First(message => message.UnitId == unit.UnitId && message.Version == unit.Version)
            .Agents ?? [], (unit, agent) => new UnitAgent
            {
                UnitId = unit.UnitId,
                AgentId = agent.AgentId,
                ValidFrom = agent.ValidFrom,
                ValidTo = agent.ValidTo,
            }).ToDictionary(agent => (agent.UnitId, agent.AgentId, agent.ValidFrom));
        Guid[] units = [.. kept.Select(unit => unit.UnitId)];
        foreach (var known in await db.UnitAgents.Where(agent => units.Contains(agent.UnitId)).ToListAsync(ct))
        {
            if (agents.Remove((known.UnitId, known.AgentId, known.ValidFrom), out var now))
            {
                known.ValidTo = now.ValidTo;
            }
            else
            {
                db.Remove(known);
            }
        }

        db.AddRange(agents.Values);
    }

    static PurchasingUnit ToUnit(UnitPublished published) => new()
    {
        UnitId = published.UnitId,
        Version = published.Version,
        Name = published.Name,
        Kind = published.Kind,
        ParentId = published.ParentId,
        Affiliations = published.Affiliations,
    };
}
