using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Buyers;

/// <summary>Who may order: units as far as they have been learned.</summary>
public sealed class KnownBuyers(OrderingDb db, ShortLivedCache<Guid, PurchasingUnit> units)
{
    /// <summary>The units of these ids, with their approval policies; what is not known is left out.</summary>
    public Task<Dictionary<Guid, PurchasingUnit>> UnitsAsync(IEnumerable<Guid> unitIds, CancellationToken ct) => units.GetAsync(
        unitIds,
        ids => db.PurchasingUnits.AsNoTracking().Include(row => row.Policies).Where(row => ids.Contains(row.UnitId)).ToListAsync(ct),
        row => row.UnitId);

    /// <summary>What is known of a unit changes in the open transaction.</summary>
    public void Forget(Guid unitId) => units.Forget([unitId]);

    public async Task<PurchasingUnit?> UnitAsync(Guid unitId, CancellationToken ct) =>
        (await UnitsAsync([unitId], ct)).GetValueOrDefault(unitId);
}
