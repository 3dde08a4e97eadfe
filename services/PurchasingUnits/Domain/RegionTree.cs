using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>One line of a list of regions: what is said about a region by code.</summary>
public sealed record RegionLine(
    string Code, string Name, RegionLevel Level, string? ParentCode, int? LongitudeMicroDegrees, int? LatitudeMicroDegrees);

/// <summary>Builds the tree of regions from a list by code, and returns what was not known before.</summary>
public static class RegionTree
{
    /// <summary>
    /// The regions of the list that are new, or that the list knows otherwise, with their next version. Regions are found again by
    /// their code of the day, or the one that they were first registered under; those that the list doesn't name, and those that people
    /// have changed, stay as they are.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// The list names a code twice, or a parent that it doesn't have, or goes in a circle.
    /// </exception>
    public static IReadOnlyList<Region> News(IReadOnlyList<RegionLine> list, IReadOnlyCollection<Region> known)
    {
        var knownById = known.ToDictionary(region => region.Id);
        var knownByCode = known.Where(region => region is { Code: not null, EndedOn: null }).ToDictionary(region => region.Code!);
        var lines = new Dictionary<string, RegionLine>(list.Count);
        foreach (var line in list)
        {
            if (!lines.TryAdd(line.Code, line))
            {
                throw new InvalidOperationException($"The list of regions names {line.Code} twice.");
            }
        }

        var grown = new Dictionary<string, Region>(list.Count);
        return [.. list.Select(line => Grow(line.Code, []))
            .Where(region => !knownById.TryGetValue(region.Id, out var old) || old.Version != region.Version)];

        Region Grow(string code, HashSet<string> below)
        {
            if (grown.TryGetValue(code, out var done))
            {
                return done;
            }

            if (!below.Add(code))
            {
                throw new InvalidOperationException($"The list of regions goes in a circle at {code}.");
            }

            var line = lines.GetValueOrDefault(code)
                ?? throw new InvalidOperationException($"The list of regions has no {code}, which it names as a parent.");
            var parent = line.ParentCode is { } above ? Grow(above, below) : null;
            return grown[code] = Of(line, parent, knownByCode.GetValueOrDefault(code) ?? knownById.GetValueOrDefault(code));
        }
    }

    static Region Of(RegionLine line, Region? parent, Region? old)
    {
        if (old is { FollowsReference: false })
        {
            return old;
        }

        var id = old?.Id ?? line.Code;
        var region = new Region
        {
            Id = id,
            Version = old?.Version ?? 1,
            Code = line.Code,
            Name = line.Name,
            Level = line.Level,
            ParentId = parent?.Id,
            Path = (parent is null ? RegionPath.Root(id) : new RegionPath(parent.Path).Child(id)).Value,
            LongitudeMicroDegrees = line.LongitudeMicroDegrees,
            LatitudeMicroDegrees = line.LatitudeMicroDegrees,
            FollowsReference = true,
            ChangedAt = old?.ChangedAt,
        };
        return old is null || old == region ? region : region with { Version = old.Version + 1 };
    }
}
