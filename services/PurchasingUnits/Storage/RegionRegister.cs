using Marketplace.PurchasingUnits.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>All regions with what they were called over time, in memory: for imports, whose every row names some.</summary>
sealed class RegionRegister
{
    readonly Dictionary<string, Region> _regions;
    readonly ILookup<string, Region> _current;
    readonly ILookup<string, RegionCodeVersion> _versions;
    readonly ILookup<string, RegionCodeVersion> _byCode;

    RegionRegister(IReadOnlyList<Region> regions, IReadOnlyList<RegionCodeVersion> versions)
    {
        _regions = regions.ToDictionary(region => region.Id);
        _versions = versions.ToLookup(version => version.RegionId);
        _byCode = versions.Where(version => version.Code is not null).ToLookup(version => version.Code!);
        _current = regions.Where(region => region.Code is not null && !_versions.Contains(region.Id)).ToLookup(region => region.Code!);
        Atlas = new RegionAtlas(regions.ToDictionary(region => region.Id, region => region.ParentId), versions);
    }

    /// <summary>Where regions lay on a day.</summary>
    public RegionAtlas Atlas { get; }

    public static async Task<RegionRegister> ReadAsync(UnitsDb db, CancellationToken ct) => new(
        await db.Regions.AsNoTracking().ToListAsync(ct), await db.RegionCodeVersions.AsNoTracking().ToListAsync(ct));

    public Region? Find(string regionId) => _regions.GetValueOrDefault(regionId);

    /// <summary>What the region was called over time; nothing when it never changed.</summary>
    public IEnumerable<RegionCodeVersion> VersionsOf(string regionId) => _versions[regionId];

    /// <summary>Whether any of the regions ever changed.</summary>
    public bool HaveChanged(IEnumerable<string> regionIds) => regionIds.Any(_versions.Contains);

    /// <summary>The region that had the code on the day, with its name of then; by the same rule as a single code is resolved.</summary>
    public (Region Region, string Name)? OfCode(string code, DateOnly day)
    {
        if (_byCode[code].Where(version => version.HoldsOn(day)).MaxBy(version => version.ValidFrom) is { } then)
        {
            return (_regions[then.RegionId], then.Name);
        }

        // Of a region without history only the code of the day is known, and it is taken to have had it always.
        if (_current[code].SingleOrDefault() is { } always)
        {
            return (always, always.Name);
        }

        return _byCode[code].Where(version => version.ValidTo <= day).MaxBy(version => version.ValidTo) is { } last
            && last.ValidTo == new DateOnly(day.Year, 1, 1)
                ? (_regions[last.RegionId], last.Name)
                : null;
    }
}
