using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// Which sales may depend on what the registry says of a unit. They are found from the registry, by the indexes of their buyers and
/// facilitators, since looking for the unit in each sale would read the whole ledger.
/// </summary>
public static class SalesOfUnits
{
    /// <summary>
    /// The purchases of the unit and of those that any version of the registry places below it, those that agents made for them, and
    /// those that their facilitators helped. Some may not depend on it: judging them again changes nothing.
    /// </summary>
    public static async Task<IQueryable<SaleLine>> ConcernedAsync(CreditingDb db, Guid unitId, CancellationToken ct)
    {
        Guid[] units = [.. await UnitAndBelowAsync(db, unitId, ct)];
        Guid[] facilitators = [.. await db.Facilitators
            .Where(facilitator => facilitator.UnitId != null && units.Contains(facilitator.UnitId.Value))
            .Select(facilitator => facilitator.FacilitatorId).Distinct().ToListAsync(ct)];
        return db.SaleLines.Where(line => units.Contains(line.UnitId)
            || (line.PrincipalUnitId != null && units.Contains(line.PrincipalUnitId.Value))
            || (line.FacilitatorId != null && facilitators.Contains(line.FacilitatorId.Value)));
    }

    static async Task<HashSet<Guid>> UnitAndBelowAsync(CreditingDb db, Guid unitId, CancellationToken ct)
    {
        HashSet<Guid> found = [unitId];
        Guid[] above = [unitId];
        for (var level = 1; above.Length > 0 && level < PartyResolver.LevelsMax; level++)
        {
            var parents = above;
            var below = await db.Units.Where(unit => unit.ParentId != null && parents.Contains(unit.ParentId.Value))
                .Select(unit => unit.UnitId).Distinct().ToListAsync(ct);
            above = [.. below.Where(found.Add)];
        }

        return found;
    }
}
