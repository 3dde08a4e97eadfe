using System.Collections.Frozen;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Imports;

/// <summary>Finds regions by the code that they had on a day, never by their names (CR-20, CR-22).</summary>
sealed class ImportPlaces
{
    readonly ILookup<string, Named> _byCode;
    readonly FrozenDictionary<string, Region> _zones;
    readonly FrozenSet<string> _withCounties;

    ImportPlaces(IReadOnlyList<Region> regions)
    {
        _byCode = regions.SelectMany(NamesOf).ToLookup(named => named.Code);

        // What has no code of its own can only be named by its id.
        _zones = regions.Where(region => region.Code is null && region.CodeVersions.All(version => version.Code is null))
            .ToFrozenDictionary(region => region.RegionId);
        _withCounties = regions.Where(region => region.Level == RegionLevel.County && Exists(region))
            .SelectMany(county => new RegionPath(county.Path).Ids).ToFrozenSet();
    }

    /// <summary>Whether counties lie in the region.</summary>
    public bool HasCounties(Region region) => _withCounties.Contains(region.RegionId);

    public static async Task<ImportPlaces> ReadAsync(CreditingDb db, CancellationToken ct) =>
        new(await db.Regions.AsNoTracking().Where(region => region.IsCurrent).ToListAsync(ct));

    /// <summary>
    /// The region with that code on that day; of a township or village its county, since nothing is credited below (CR-20). A change on 1
    /// January is one of which only the year is known: papers of that year are written with either code.
    /// </summary>
    public Region? Find(string code, DateOnly day) => FindRegion(RegionCode.IsBelowCounty(code) ? RegionCode.CountyOf(code) : code, day);

    Region? FindRegion(string code, DateOnly day) =>
        _byCode[code].FirstOrDefault(named => named.From <= day && (named.To is null || day < named.To))?.Region
        ?? _byCode[code].FirstOrDefault(named => named.To == new DateOnly(day.Year, 1, 1) && Exists(named.Region))?.Region
        ?? _zones.GetValueOrDefault(code);

    /// <summary>The region that had the code on other days, and the code that it had on that day.</summary>
    public (Region Region, string? CodeThen)? OtherTimes(string code, DateOnly day) =>
        _byCode[code].FirstOrDefault() is { } other ? (other.Region, other.Region.On(day).Code) : null;

    // The last of its versions is open unless it was merged or split.
    static bool Exists(Region region) => region.CodeVersions is not [.., { ValidTo: not null }];

    static IEnumerable<Named> NamesOf(Region region) => region.CodeVersions.Count > 0
        ? region.CodeVersions.Where(regionName => regionName.Code is not null)
            .Select(regionName => new Named(regionName.Code!, regionName.ValidFrom, regionName.ValidTo, region))
        : region.Code is { } code ? [new Named(code, DateOnly.MinValue, null, region)] : [];

    sealed record Named(string Code, DateOnly From, DateOnly? To, Region Region);
}
