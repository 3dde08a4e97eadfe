using Marketplace.Logistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Performance;

/// <summary>The regions by which routes are named.</summary>
static class RouteRegions
{
    /// <summary>The region of a path that lies so deep, or the path's last when it is shorter; null when it has none.</summary>
    /// <param name="path">Such as "/510000/513400/513430/"; "/" for goods of several provinces.</param>
    /// <param name="depth">1 for a province.</param>
    public static string? At(string path, int depth)
    {
        var ids = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return ids.Length == 0 ? null : ids[Math.Min(depth, ids.Length) - 1];
    }

    /// <summary>What the registry calls them.</summary>
    public static async Task<Dictionary<string, string>> NamesAsync(LogisticsDb db, IEnumerable<string?> regionIds, CancellationToken ct)
    {
        string[] ids = [.. regionIds.OfType<string>().Distinct()];
        return await db.Regions.AsNoTracking().Where(region => ids.Contains(region.Id))
            .ToDictionaryAsync(region => region.Id, region => region.Name, ct);
    }
}
