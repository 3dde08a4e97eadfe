using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Reference;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Notation;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>The regions of a case: the tree of the country, the zone of the fixture, and what the case adds or changes.</summary>
sealed class Tree(IReadOnlyList<string> listed832)
{
    static readonly Dictionary<string, (string Name, RegionLevel Level, string? Parent)> Country =
        ReferenceFiles.Regions().ToDictionary(line => line.Code, line => (line.Name, line.Level, line.ParentId));

    readonly Dictionary<string, RegionsPublished.Region> _known = [];
    readonly Queue<RegionsPublished.Region> _news = [];

    /// <summary>The path of a region, which is told with its ancestors before the next message.</summary>
    public RegionPath Path(string id) => Known(id).Path;

    /// <summary>What Crediting has not been told yet; null when that is nothing.</summary>
    public RegionsPublished? News()
    {
        if (_news.Count == 0)
        {
            return null;
        }

        var told = new RegionsPublished { Regions = [.. _news] };
        _news.Clear();
        return told;
    }

    /// <summary>Registers a region, or renames one from a day on.</summary>
    public void Change(string id, GivenRegion given, DateTimeOffset? registeredAt)
    {
        var before = _known.GetValueOrDefault(id);
        var parent = given.Parent ?? (before is null && Country.TryGetValue(id, out var line) ? line.Parent : null);
        var path = before is not null && given.Parent is null ? before.Path : parent is null ? RegionPath.Root(id) : Path(parent).Child(id);
        var from = Written.Day(given.From);
        var code = given.Level == RegionLevel.FunctionalZone ? null : given.Code ?? before?.Code ?? id;
        IEnumerable<RegionsPublished.CodeVersion> versions =
            [
                .. (before?.CodeVersions ?? []).Select(codeVersion => codeVersion with { ValidTo = codeVersion.ValidTo ?? from }),
                new(code, given.Name, from, null),
            ];
        Tell(new RegionsPublished.Region
        {
            RegionId = id,
            Version = (before?.Version ?? 0) + 1,
            Code = code,
            Name = given.Name,
            Level = given.Level,
            Path = path,
            CodeVersions = [.. versions],
            FormerPovertyCounty = Listings(id),
            RegisteredAt = registeredAt,
        });
    }

    RegionsPublished.Region Known(string id)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        var (name, level, parent) = id == Fixture.Zone
            ? ("常州经济开发区", RegionLevel.FunctionalZone, Fixture.ZoneHost)
            : Country.TryGetValue(id, out var line)
                ? line
                : throw new CaseFailedException($"region {id}", "a region of the tree, or of the case's own regions", "none");
        var region = new RegionsPublished.Region
        {
            RegionId = id,
            Version = 1,
            Code = level == RegionLevel.FunctionalZone ? null : id,
            Name = name,
            Level = level,
            Path = parent is null ? RegionPath.Root(id) : Path(parent).Child(id),
            FormerPovertyCounty = Listings(id),
        };
        Tell(region);
        return region;
    }

    void Tell(RegionsPublished.Region region)
    {
        _known[region.RegionId] = region;
        _news.Enqueue(region);
    }

    RegionsPublished.Listing[]? Listings(string id) => listed832.Contains(id) ? [new(new DateOnly(2014, 1, 1), null)] : null;
}
