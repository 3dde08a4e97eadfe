using Marketplace.Contracts;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>Where regions lay on a day: a county that was transferred had another prefecture before.</summary>
/// <param name="parents">The region directly above each region, as it is now.</param>
/// <param name="versions">What is known of regions that have changed.</param>
public sealed class RegionAtlas(IReadOnlyDictionary<string, string?> parents, IEnumerable<RegionCodeVersion> versions)
{
    readonly ILookup<string, RegionCodeVersion> _versions = versions.ToLookup(version => version.RegionId);
    DateOnly[]? _days;

    /// <summary>The days on which anything changed.</summary>
    DateOnly[] Days => _days ??= [.. _versions.SelectMany(region => region).Select(version => version.ValidFrom).Distinct().Order()];

    /// <summary>The path of the region on that day; before the first known version it is that of the first.</summary>
    public RegionPath PathOn(string regionId, DateOnly day)
    {
        var ids = new List<string>();
        for (string? id = regionId; id is not null && !ids.Contains(id); id = ParentOn(id, day))
        {
            ids.Add(id);
        }

        ids.Reverse();
        return new RegionPath($"/{string.Join('/', ids)}/");
    }

    /// <summary>The stay in a region as affiliations: one, or several when the region was transferred meanwhile.</summary>
    public IReadOnlyList<RegisteredAffiliation> Between(string regionId, DateOnly from, DateOnly? to)
    {
        var stays = new List<RegisteredAffiliation> { RegisteredAffiliation.With(PathOn(regionId, from), from) };
        foreach (var day in Days.Where(day => day > from && (to is null || day < to)))
        {
            var path = PathOn(regionId, day);
            if (path.Value != stays[^1].RegionPath)
            {
                stays[^1].EndOn(day);
                stays.Add(RegisteredAffiliation.With(path, day));
            }
        }

        if (to is { } end)
        {
            stays[^1].EndOn(end);
        }

        return stays;
    }

    string? ParentOn(string regionId, DateOnly day) =>
        _versions[regionId].Where(version => version.ValidFrom <= day).MaxBy(version => version.ValidFrom) is { } known
            ? known.ParentId
            : _versions[regionId].MinBy(version => version.ValidFrom) is { } first ? first.ParentId : parents.GetValueOrDefault(regionId);
}
