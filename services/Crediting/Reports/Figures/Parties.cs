using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>A region as reports name it.</summary>
/// <param name="RegionId">The stable id.</param>
/// <param name="Code">The GB/T 2260 code at the end of the period; null for a functional zone, or while the region is not known.</param>
/// <param name="Name">The name at the end of the period.</param>
public sealed record Party(string RegionId, string? Code, string Name);

/// <summary>Names of regions outside of reports.</summary>
public static class Parties
{
    /// <summary>Codes and names of regions on a day, as they are known now.</summary>
    public static async Task<IReadOnlyDictionary<string, Party>> ReadAsync(
        CreditingDb db, IEnumerable<string> regionIds, DateOnly day, CancellationToken ct)
    {
        string[] ids = [.. regionIds.Distinct()];
        var known = await db.Regions.AsNoTracking().Where(region => region.IsCurrent && ids.Contains(region.RegionId)).ToListAsync(ct);
        return known.ToDictionary(region => region.RegionId, region =>
        {
            var (code, name) = region.On(day);
            return new Party(region.RegionId, code, name);
        });
    }
}
