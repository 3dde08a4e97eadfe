using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Buyers;

/// <summary>Who may order: units as far as they have been learned.</summary>
public sealed class KnownBuyers(OrderingDb db, ShortLivedCache<Guid, PurchasingUnit> units)
{
    /// <summary>The units of these ids, with their approval policies and agents; what is not known is left out.</summary>
    public Task<Dictionary<Guid, PurchasingUnit>> UnitsAsync(IEnumerable<Guid> unitIds, CancellationToken ct) => units.GetAsync(
        unitIds,
        ids => db.PurchasingUnits.AsNoTracking().Include(row => row.Policies).Include(row => row.Agents).AsSplitQuery()
            .Where(row => ids.Contains(row.UnitId)).ToListAsync(ct),
        row => row.UnitId);

    /// <summary>What is known of a unit changes in the open transaction.</summary>
    public void Forget(Guid unitId) => units.Forget([unitId]);

    public async Task<PurchasingUnit?> UnitAsync(Guid unitId, CancellationToken ct) =>
        (await UnitsAsync([unitId], ct)).GetValueOrDefault(unitId);

    /// <summary>The units that have named this one as their agent (采购代理) and let it buy for them on the day.</summary>
    public async Task<IReadOnlyList<Guid>> PrincipalsAsync(Guid agentId, DateOnly day, CancellationToken ct) =>
        await db.UnitAgents.AsNoTracking()
            .Where(agent => agent.AgentId == agentId && agent.ValidFrom <= day && (agent.ValidTo == null || agent.ValidTo > day))
            .Select(agent => agent.UnitId).Distinct().ToListAsync(ct);

    /// <summary>These units and all above them, as far as they are known.</summary>
    public async Task<IReadOnlyCollection<Guid>> TreeAsync(IEnumerable<Guid> unitIds, CancellationToken ct)
    {
        HashSet<Guid> tree = [.. unitIds];
        List<Guid> level = [.. tree];
        while (level.Count > 0)
        {
            var known = await UnitsAsync(level, ct);
            level = [.. known.Values.Select(unit => unit.ParentId).OfType<Guid>().Where(tree.Add)];
        }

        return tree;
    }
}
