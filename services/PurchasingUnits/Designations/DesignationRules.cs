using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Designations;

/// <summary>What must hold whether a designation is registered or revised.</summary>
static class DesignationRules
{
    extension(PurchasingUnit unit)
    {
        /// <summary>The unit that is to support the county, and the county, are bound.</summary>
        public Matter ToMatterWith(string countyPath) =>
            new([new("unit", unit.LatestAffiliation.RegionPath, unit.Id), new("county", countyPath)]);
    }

    extension(UnitsDb db)
    {
        public async Task<Designation> DesignationAsync(Guid designationId, CancellationToken ct) =>
            await db.Designations.SingleOrDefaultAsync(known => known.Id == designationId, ct) ?? throw new NotFoundException(
                "designation_not_found",
                $"没有定点帮扶 {designationId}，请检查标识。",
                $"There is no designation {designationId}; check its id.");

        /// <summary>All designations of the unit, by their first days.</summary>
        public async Task<List<Designation>> DesignationsOfAsync(Guid unitId, CancellationToken ct) => db.Ahead?.Has(unitId) == true
            ? [.. db.Designations.Local.Where(known => known.UnitId == unitId).OrderBy(known => known.ValidFrom)]
            : await db.Designations.Where(known => known.UnitId == unitId).OrderBy(known => known.ValidFrom).ToListAsync(ct);

        /// <summary>Makes sure that the county is assigned to the unit once on each of its days (EC-13).</summary>
        /// <exception cref="RuleBrokenException">Another one is valid on one of its days.</exception>
        public async Task MustNotOverlapAsync(Designation designation, CancellationToken ct)
        {
            // Two that are filed at once would not see each other.
            await db.LockNameAsync("designations", ct);
            var others = (await db.DesignationsOfAsync(designation.UnitId, ct))
                .Where(other => other.CountyRegionId == designation.CountyRegionId && other.Id != designation.Id);
            if (others.FirstOrDefault(designation.Overlaps) is { } registered)
            {
                var (from, to) = ($"{registered.ValidFrom:yyyy-MM-dd}", $"{registered.ValidTo:yyyy-MM-dd}");
                throw new RuleBrokenException(
                    "designation_overlaps",
                    $"{registered.CountyName}已定点给{registered.UnitName}（{registered.Id}，"
                    + $"{from} 至 {(to == "" ? "长期" : to)}），有效期不能重叠；请先终止，或调整日期。",
                    $"{registered.CountyName} is assigned to {registered.UnitName} already ({registered.Id}, "
                    + $"{from} to {(to == "" ? "open" : to)}); end that first, or choose other days.",
                    "validFrom");
            }
        }
    }
}
